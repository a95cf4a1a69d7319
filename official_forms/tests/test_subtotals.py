"""Subtotals with figures are claims that are checked: against the rows since the last one, or all above."""

import pytest

from imports.tests.cases.formats import FORMATS, cells_told, plan_of
from imports.tests.cases.test_reported_columns import HEADS

TITLE = [["শ্রম ও কর্মসংস্থান মন্ত্রণালয়"], ["ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনা ২০২১-২২"]]
HEAD = [*HEADS, "অসাধারণ ১০০%", "উত্তম ৮০%", "১ম ত্রৈমাসিক অগ্রগতি"]
ROWS = [
    ["১", "[১] জোরদারকরণ", "১০", "[১.১] সভা", "[১.১.১] সভা আয়োজিত", "সংখ্যা", "৪", "৪", "৩", "১"],
    ["", "", "", "[১.২] কর্মশালা", "[১.২.১] কর্মশালা আয়োজিত", "সংখ্যা", "৬", "৪", "৩", "১"],
]


def plan(*last, written=FORMATS[0]):
    return plan_of([*TITLE, HEAD, *ROWS, *last], written)


@pytest.mark.parametrize("written", FORMATS, ids=lambda each: each.__name__)
@pytest.mark.parametrize("line", ["উপমোট= (২টি সূচক) 10", "উপ-মোট (২ টি সূচক): ১০", "Subtotal (2 indicators) = 10"])
def test_a_right_subtotal_is_the_claimed_total_and_no_doubt(line, written):
    read = plan([line], written=written)
    assert read.claimed.total == 10
    assert cells_told(read, "subtotal_differs") == cells_told(read, "not_understood") == []


@pytest.mark.parametrize("line", ["উপমোট= (২টি সূচক) 12", "উপমোট= (৩টি সূচক) 10"])
def test_a_subtotal_that_is_not_what_stands_above_is_told(line):
    assert cells_told(plan([line]), "subtotal_differs") == ["A6"]


def test_its_figure_may_stand_under_the_weights():
    read = plan(["উপমোট (২টি সূচক)", "", "", "", "", "", "১১"])
    assert cells_told(read, "subtotal_differs") == ["G6"]


def test_a_subtotal_beside_a_total_is_checked_by_itself():
    read = plan(["উপমোট= ১০"], ["মোট নম্বর: ১০"])
    assert (read.claimed.total, read.claimed.total_cell) == (10, "A7")
    assert cells_told(read, "subtotal_differs") == []
