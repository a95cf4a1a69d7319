"""Owns the e-governance and innovation plan as a kind: its names, its reader and writer, its templates."""

from cell_values.sentence import Sentence
from egov_plans.grades import GRADE_NAMES, USUAL_LADDER
from egov_plans.models import KIND
from egov_plans.reader import read, recognise
from egov_plans.writer import write
from official_forms.kind import PlanKind

EGOV = PlanKind(
    code=KIND,
    title=Sentence("ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনা", "E-governance and innovation work plan"),
    short=Sentence("ই-গভর্ন্যান্স ও উদ্ভাবন", "E-governance and innovation"),
    progress=Sentence(
        "ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনার বাস্তবায়ন অগ্রগতি প্রতিবেদন",
        "Progress report of the e-governance and innovation work plan",
    ),
    by_quarter=False,
    recognise=recognise,
    read=read,
    write=write,
    entry_template="egov_plans/entry_table.html",
    print_template="egov_plans/official_form.html",
    grade_names=GRADE_NAMES,
    usual_ladder=USUAL_LADDER,
)
