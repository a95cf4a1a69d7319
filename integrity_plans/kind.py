"""Owns the integrity plan as a kind: its names, and the words around its form."""

from decimal import Decimal

from cell_values.sentence import Sentence
from integrity_plans.columns import COLUMNS
from official_forms.description import FormDescription, FormTitles, Numbering
from official_forms.kind import PlanKind, PublishedLateRule
from official_forms.lines.reader import LINES
from plan_tree.terms import LateRule

KIND = "integrity"
TITLE = Sentence("জাতীয় শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা", "National Integrity Strategy work plan")
PROGRESS = Sentence(
    "জাতীয় শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা ও বাস্তবায়ন অগ্রগতি পরিবীক্ষণ কাঠামো",
    "National Integrity Strategy work plan and framework for monitoring its progress",
)
TITLES = FormTitles(
    sheet="কর্ম-পরিকল্পনা",
    above=(f"{PROGRESS.bn}, {{year}}", "{office_label}: {office}"),
    document=Sentence(f"{TITLE.bn}, {{year}} – {{office}}", f"{TITLE.en}, {{year}} – {{office}}"),
    paper=(
        Sentence(f"{PROGRESS.bn}, {{year}}", f"{PROGRESS.en}, {{year}}"),
        Sentence("{office_label}: {office}", "{office_label}: {office}"),
    ),
    headline=0,
    signatures=(
        Sentence("প্রস্তুতকারী", "Prepared by"),
        Sentence("শুদ্ধাচার ফোকাল পয়েন্ট", "Integrity focal point"),
        Sentence("সভাপতি, নৈতিকতা কমিটি", "Chair, ethics committee"),
    ),
    quarter=Sentence("কোয়ার্টার", "quarter"),
)


INTEGRITY = PlanKind(
    code=KIND,
    letter="I",
    title=TITLE,
    short=Sentence("শুদ্ধাচার", "Integrity"),
    progress=PROGRESS,
    form=FormDescription(
        family=LINES,
        columns=COLUMNS,
        titles=TITLES,
        numbering=Numbering.PLAIN,
        unmistakable=9,
        title_words=("শুদ্ধাচার", "integrity"),
    ),
    late_rules=(
        PublishedLateRule(  # guideline of 2021-22: 0.25 marks less for each fortnight the plan is published late
            "2021-22",
            (("ক্রয়",), ("পরিকল্পনা",), ("ওয়েবসাইট", "website")),
            LateRule(Decimal("0.25"), 14),
        ),
    ),
)
