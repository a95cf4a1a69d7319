"""Owns small integrity forms for tests: the official header over whatever rows a test is about."""

from integrity_plans.kind import INTEGRITY
from plan_tree.tree import IndicatorNode, PlanTree
from sheets.tests.building import sheet

TITLES = [["জাতীয় শুদ্ধাচার কৌশল কর্ম-পরিকল্পনা, ২০২০-২০২১"], ["মন্ত্রণালয়ের নাম: শিল্প মন্ত্রণালয়"]]
WORDS = ["কার্যক্রমের নাম", "কর্মসম্পাদন সূচক", "সূচকের মান", "একক", "দায়িত্বপ্রাপ্ত ব্যক্তি/পদ", "২০২০-২০২১ অর্থবছরের লক্ষ্যমাত্রা"]
WORDS += ["লক্ষ্যমাত্রা/ অর্জন", "১ম কোয়ার্টার", "২য় কোয়ার্টার", "৩য় কোয়ার্টার", "৪র্থ কোয়ার্টার"]
WORDS += ["মোট অর্জন", "অর্জিত মান", "মন্তব্য"]
NUMBERS = ["১", "২", "৩", "৪", "৫", "৬", "৭", "৮", "৯", "১০", "১১", "১২", "১৩", "১৪"]
FIRST = len(TITLES) + 3  # the row of the first line below the numbers
AREA = ["১. প্রাতিষ্ঠানিক ব্যবস্থা.....২"]
TARGETS = ["১.১ সভা", "অনুষ্ঠিত সভা", "২", "সংখ্যা", "ফোকাল পয়েন্ট", "৪", "লক্ষ্যমাত্রা", "১", "১", "১", "১"]
ACHIEVED = ["", "", "", "", "", "", "অর্জন", "১", "--", "২টি", "", "৩", "১.৫০", "ঐ"]


def form(*rows, words=WORDS, numbers=NUMBERS, titles=TITLES):
    return sheet([*titles, words, numbers, *rows])


def plan_of(*rows, **parts) -> PlanTree:
    official = form(*rows, **parts)
    return INTEGRITY.read(official, INTEGRITY.recognise(official))


def indicator_of(*rows, **parts) -> IndicatorNode:
    (indicator,) = plan_of(*rows, **parts).indicators
    return indicator


def changed(row, **columns):
    """A row with some of its columns (c3="৫") written otherwise."""
    cells = list(row) + [""] * (14 - len(row))
    for column, text in columns.items():
        cells[int(column[1:]) - 1] = text
    return cells
