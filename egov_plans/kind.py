"""Owns the e-governance and innovation plan as a kind: its names, its reader, its templates."""

from egov_plans.models import KIND
from egov_plans.reader import read, recognise
from plans.kinds import PlanKind
from plans.values.sentence import Sentence

OUTSTANDING = Sentence("অসাধারণ", "Outstanding")
VERY_GOOD = Sentence("অতি উত্তম", "Very good")
GOOD = Sentence("উত্তম", "Good")
FAIR = Sentence("চলতি মান", "Fair")
BELOW_FAIR = Sentence("চলতি মানের নিম্নে", "Below fair")

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
    entry_template="egov_plans/entry_table.html",
    print_template="egov_plans/official_form.html",
    grade_names={
        (100, 80, 60): (OUTSTANDING, GOOD, FAIR),
        (100, 90, 80, 70, 60): (OUTSTANDING, VERY_GOOD, GOOD, FAIR, BELOW_FAIR),
    },
)
