"""Doubts about targets: the quarters against the year, grades, the quarter rule."""

import pytest

from cell_values.value import Unit
from official_forms.target_checks import check_targets
from plan_tree.terms import Direction, QuarterRule
from plans.tests.drafting import draft, indicator, told

DIFFERS = [("warning", "annual_differs_from_quarters", "F7")]
REPEATS = [("warning", "quarters_repeat_annual", "F7")]


def doubts(**parts):
    return list(check_targets(draft(indicator(**parts))))


@pytest.mark.parametrize(
    ("unit", "annual", "quarters", "expected"),
    [
        (Unit.NUMBER, "৩০", ["৫", "৭", "৮", "১০"], []),
        (Unit.NUMBER, "৩১", ["৫", "৭", "৮", "১০"], DIFFERS),
        (Unit.NUMBER, "100", ["25", "50", "75", "100"], []),
        (Unit.NUMBER, "120", ["120", "120", "120", "120"], REPEATS),
        (Unit.NUMBER, "1", ["", "1"], []),
        (Unit.PERCENT, "100", ["100", "100", "100", "100"], []),
        (Unit.PERCENT, "60", ["15", "15", "15", "15"], []),
        (Unit.PERCENT, "100", ["80", "80", "80", "80"], DIFFERS),
        (Unit.LAKH_TAKA, "5", ["1.25", "1.25", "1.25", "1.25"], []),
        (Unit.LAKH_TAKA, "5", ["5", "5"], REPEATS),
        (Unit.NUMBER, "4", ["1", "৩০/১১/২০২০"], []),
        (Unit.NUMBER, "", ["1", "2"], []),
        (Unit.DATE, "১০ অক্টোবর ২০২০", ["", "", "", "৩০/৪/২০"], DIFFERS),
        (Unit.DATE, "১০ জুন ২০২১", ["", "", "", "১০/৬/২০২১"], []),
        (Unit.DATE, "৩০/০৯/২০২০, ৩১/১২/২০২০", ["৩০/০৯/২০২০"], DIFFERS),
        (Unit.DATE, "৩০/০৯/২০২০", [], []),
        (Unit.NUMBER, "১ ব্যাচ", ["", "", "", "৩০/৬/২০২০"], []),
    ],
)
def test_the_quarters_are_held_against_the_year(unit, annual, quarters, expected):
    assert told(doubts(unit=unit, annual=annual, quarters=quarters)) == expected


def test_both_figures_stand_in_the_sentence():
    (problem,) = doubts(annual="31", quarters=["5", "7", "8", "10"])
    assert "৩১" in problem.sentence.bn
    assert "৫ + ৭ + ৮ + ১০ = ৩০" in problem.sentence.bn
    (problem,) = doubts(unit=Unit.DATE, annual="10/10/2020", quarters=["", "30/4/2020"])
    assert "10/10/2020" in problem.sentence.en
    assert "30/04/2020" in problem.sentence.en


@pytest.mark.parametrize(
    ("unit", "grades", "direction", "expected"),
    [
        (Unit.NUMBER, ["4", "3", "2"], Direction.HIGHER, []),
        (Unit.NUMBER, ["4", "4", "4"], Direction.HIGHER, []),
        (Unit.NUMBER, ["4", "5", "2"], Direction.HIGHER, ["Q7"]),
        (Unit.NUMBER, ["2", "3", "4"], Direction.LOWER, []),
        (Unit.NUMBER, ["2", "3", "4"], Direction.HIGHER, ["Q7", "R7"]),
        (Unit.DATE, ["১৬/০৩/২০২২", "১৪/০৪/২০২২", "০৫/০৫/২০২২"], Direction.HIGHER, []),
        (Unit.DATE, ["১৬/০৩/২০২২", "১৪/০২/২০২২", "০৫/০৫/২০২২"], Direction.HIGHER, ["Q7"]),
        (Unit.DATE, ["৩০/০৫/২০২২", "৩০/০৬/২০২২", "-"], Direction.HIGHER, []),
        (Unit.NUMBER, ["4", "-", "5"], Direction.HIGHER, ["R7"]),
    ],
)
def test_a_lower_grade_may_not_ask_for_more(unit, grades, direction, expected):
    ladder = list(zip((100, 80, 60), grades, strict=True))
    found = doubts(unit=unit, annual="", grades=ladder, direction=direction)
    assert told(found) == [("warning", "grades_out_of_order", cell) for cell in expected]


def test_an_undecided_quarter_rule_asks_for_a_choice():
    assert told(doubts(rule=None, annual="100", quarters=["25", "50", "75", "100"])) == [
        ("warning", "quarter_rule_undecided", "A7")
    ]


def test_an_indicator_without_any_target_is_told_instead():
    assert told(doubts(rule=None, annual="", quarters=["-", ""])) == [("warning", "target_missing", "A7")]


def test_a_row_that_does_not_apply_needs_no_rule():
    assert doubts(rule=None, annual="প্রযোজ্য নয়") == []


def test_a_decided_rule_is_not_asked_for():
    assert doubts(rule=QuarterRule.CUMULATIVE, annual="100", quarters=["25", "50", "75", "100"]) == []
