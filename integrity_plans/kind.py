"""Owns the integrity plan as a kind: its names, its reader and writer, its templates."""

from cell_values.sentence import Sentence
from integrity_plans.models import KIND
from integrity_plans.reader import read, recognise
from integrity_plans.writer import write
from official_forms.kind import PlanKind

INTEGRITY = PlanKind(
    code=KIND,
    title=Sentence("জাতীয় শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা", "National Integrity Strategy work plan"),
    short=Sentence("শুদ্ধাচার", "Integrity"),
    progress=Sentence(
        "জাতীয় শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা ও বাস্তবায়ন অগ্রগতি পরিবীক্ষণ কাঠামো",
        "National Integrity Strategy work plan and framework for monitoring its progress",
    ),
    by_quarter=True,
    recognise=recognise,
    read=read,
    write=write,
    entry_template="integrity_plans/entry_table.html",
    print_template="integrity_plans/official_form.html",
)
