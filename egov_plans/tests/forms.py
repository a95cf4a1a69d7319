"""Owns small e-governance forms for tests: the official header over whatever rows a test is about."""

from egov_plans.kind import EGOV
from plan_tree.tree import PlanTree
from sheets.tests.building import sheet

TITLES = [["শ্রম ও কর্মসংস্থান মন্ত্রণালয়"], ["ই-গভর্নেন্স ও উদ্ভাবন কর্মপরিকল্পনা ২০২১-২২ এর প্রথম ত্রৈমাসিক অগ্রগতি"]]
WORDS = ["ক্রম", "কর্মসম্পাদন ক্ষেত্র", "মান", "কার্যক্রম", "কর্মসম্পাদন সূচক", "একক", "কর্মসম্পাদন সূচকের মান"]
HEADER = [
    [*WORDS, "অসাধারণ", "উত্তম", "চলতি মান", "১ম ত্রৈমাসিক বাস্তবায়ন অগ্রগতি"],
    ["", "", "", "", "", "", "", "১০০%", "৮০%", "৬০%", ""],
]
NUMBERS = ["১", "২", "৩", "৪", "৫", "৬", "৭", "৮", "৯", "১০", "১১"]
FIRST = len(TITLES) + 4  # the row of the first line below the numbers
ROW = ["১", "[১] জোরদারকরণ", "৪", "[১.১] সভা", "[১.১.১] সভা আয়োজিত", "সংখ্যা", "৪", "৪", "৩", "২", "১"]


def form(*rows, header=HEADER, numbers=NUMBERS, titles=TITLES):
    return sheet([*titles, *header, numbers, *rows])


def plan_of(*rows, **parts) -> PlanTree:
    official = form(*rows, **parts)
    return EGOV.read(official, EGOV.recognise(official))


def changed(row, **columns):
    """A row with some of its columns (c3="৫") written otherwise."""
    cells = list(row)
    for column, text in columns.items():
        cells[int(column[1:]) - 1] = text
    return cells
