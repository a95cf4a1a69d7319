"""Owns the two real plans after their first quarter: the figures the rulebook works out."""

from decimal import Decimal

import pytest

from cell_values.value import Unit
from marking.policy import Policy
from marking.score import score
from marking.scorecard import MarkStatus
from marking.tests.industries import achieved_as_planned, industries_plan
from marking.tests.make import area_of, plan_of, row
from plan_tree.tree import PlanTree

EGOV, INTEGRITY = Policy("ই-গভর্ন্যান্স ২০২১-২২"), Policy("শুদ্ধাচার ২০২০-২১")
N, P, D = Unit.NUMBER, Unit.PERCENT, Unit.DATE
LABOUR = [
    ("1.1.1", "5", D, ("16/03/2022", "14/04/2022", "05/05/2022"), "--"),
    ("1.2.1", "5", D, ("25/02/2022", "04/03/2022", "25/03/2022"), "--"),
    ("1.3.1", "5", D, ("30/12/2021", "13/01/2022", "20/01/2022"), "--"),
    ("1.4.1", "4", D, ("30/08/2021", "15/09/2021", "30/09/2021"), "25/08/2021"),
    ("1.5.1", "6", P, ("80", "70", "60"), "90"),
    ("1.6.1", "4", N, ("4", "3", "2"), "1"),
    ("2.1.1", "4", N, ("4", "3", "2"), "হালনাগাদ করা হয়েছে"),
    ("2.1.2", "2", N, ("4", "3", "2"), "বিভিন্ন শাখা থেকে তথ্য প্রাপ্তি সাপেক্ষে হালনাগাদ করা হয়"),
    ("2.2.1", "3", N, ("4", "3", "2"), "--"),
    ("2.2.2", "3", P, ("80", "70", "60"), "--"),
    ("2.2.3", "3", N, ("4", "3", "2"), "--"),
    ("2.2.4", "3", D, ("13/01/2022", "20/01/2022", "27/01/2022"), "--"),
    ("2.2.5", "3", N, ("30/05/2022", "30/06/2022", "-"), "--"),
]


def labour_plan(assessed: dict[str, str] | None = None) -> PlanTree:
    """The labour ministry's e-governance plan 2021-22 after Q1, with assessments by number."""
    given = assessed or {}
    rows = [
        row(
            weight,
            unit,
            grades=dict(zip((100, 80, 60), ladder, strict=True)),
            done=[done],
            number=number,
            assessed={1: given[number]} if number in given else {},
        )
        for number, weight, unit, ladder, done in LABOUR
    ]
    areas = (area_of("1", "", Decimal(35), tuple(rows[:6])), area_of("2", "", Decimal(15), tuple(rows[6:])))
    return plan_of(2021, areas)


def test_the_labour_plan_computes_11_of_50_after_its_first_quarter():
    card = score(labour_plan(), EGOV, through=1)
    assert (str(card.computed), str(card.earned)) == ("11.00", "11.00")
    assert (card.possible, card.possible_to_date) == (50, 29)


def test_the_labour_plan_earns_the_printed_17_with_the_two_assessments():
    card = score(labour_plan({"2.1.1": "4", "2.1.2": "2"}), EGOV, through=1)
    assert (str(card.computed), str(card.earned)) == ("11.00", "17.00")
    assert str(card.percentage) == "34.00"
    assert str(card.percentage_to_date) == "58.62"


@pytest.mark.parametrize(
    ("number", "computed", "status"),
    [
        ("1.1.1", "0.00", MarkStatus.NOT_DUE),
        ("1.4.1", "4.00", MarkStatus.FULL),
        ("1.5.1", "6.00", MarkStatus.FULL),
        ("1.6.1", "1.00", MarkStatus.PARTIAL),
        ("2.1.1", None, MarkStatus.WORDS),
        ("2.1.2", None, MarkStatus.WORDS),
        ("2.2.1", "0.00", MarkStatus.ZERO),
        ("2.2.5", "0.00", MarkStatus.NOT_DUE),
    ],
)
def test_each_labour_row_is_marked_by_its_ladder(number, computed, status):
    found = next(mark for mark in score(labour_plan(), EGOV, through=1).marks if mark.number == number)
    assert found.computed == (None if computed is None else Decimal(computed))
    assert found.status is status


def test_the_areas_hold_what_the_indicators_sum_to_beside_the_printed_weight():
    first, second = score(labour_plan(), EGOV, through=1).areas
    assert (first.weight, first.possible, str(first.earned)) == (35, 29, "11.00")
    assert (second.weight, second.possible, str(second.earned)) == (15, 21, "0.00")


@pytest.mark.parametrize(
    ("number", "typed", "earned", "due"),
    [
        ("1.1", "1", "0.50", "0.50"),
        ("1.2", "80", "1.20", "1.50"),
        ("2.2", "90", "0.45", "0.50"),
        ("4.1", "30/09/2020", "0.25", "0.25"),
        ("12.1", "1.25", "0.75", "0.75"),
    ],
)
def test_rows_of_the_industries_plan_after_their_first_quarter(number, typed, earned, due):
    card = score(industries_plan({number: {1: typed}}), INTEGRITY, through=1)
    found = next(mark for mark in card.marks if mark.number == number)
    assert (str(found.earned), str(found.possible_to_date)) == (earned, due)


def test_the_industries_plan_done_as_planned_earns_all_100():
    card = score(industries_plan(achieved_as_planned()), INTEGRITY, through=4)
    assert (str(card.earned), card.possible, card.possible_to_date) == ("100.00", 100, 100)
    assert {mark.status for mark in card.marks} == {MarkStatus.FULL}


@pytest.mark.parametrize("through", [1, 2, 3, 4])
def test_doing_what_is_due_earns_what_is_due(through):
    card = score(industries_plan(achieved_as_planned()), INTEGRITY, through=through)
    assert card.earned == card.possible_to_date


def test_an_empty_plan_has_no_marks_and_no_percentage():
    card = score(plan_of(2020, ()), INTEGRITY, through=4)
    assert (card.earned, card.possible, card.percentage, card.percentage_to_date) == (0, 0, 0, 0)
