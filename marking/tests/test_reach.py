"""Owns the proof of what can still be earned: no later report earns more, and worked cases."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cell_values.value import Unit, Value, ValueState
from marking.dated_targets import late_dates
from marking.policy import Policy
from marking.reach import reach
from marking.score import mark, score
from marking.scorecard import MarkStatus
from marking.tests.make import POLICY, area_of, plan_of, row
from marking.tests.test_properties import amounts, any_row, indicators, policies
from plan_tree.terms import Direction, QuarterRule
from plan_tree.tree import QuarterNode

FIRST_DAYS = {1: date(2020, 10, 1), 2: date(2021, 1, 1), 3: date(2021, 4, 1)}


def reached(indicator, policy=POLICY, through=1):
    facts = plan_of(2020, (area_of("1", "ক্ষেত্র", Decimal(5), (indicator,)),))
    (found,) = reach(facts, score(facts, policy, through=through), policy)
    return found


@st.composite
def to_come(draw, through):
    """Reports of the quarters to come; their deeds begin the day after the quarter."""
    days = st.dates(FIRST_DAYS[through], date(2021, 8, 31))
    written = draw(st.lists(days, max_size=3).map(tuple))
    quantity = draw(st.none() | amounts)
    if quantity is None and not written:
        return draw(
            st.sampled_from([Value("", ValueState.BLANK), Value("--", ValueState.NONE), Value("লেখা", ValueState.WORDS)])
        )
    return Value("typed", ValueState.GIVEN, quantity, written)


@given(any_row, policies, st.integers(1, 3), st.data())
def test_no_report_of_the_quarters_to_come_earns_more(indicator, policy, through, data):
    found = reached(indicator, policy, through)
    cells = dict(indicator.quarters)
    for quarter in range(through + 1, 5):
        cell = cells.get(quarter, QuarterNode())
        cells[quarter] = replace(cell, achievement=data.draw(to_come(through)))
    done = mark(replace(indicator, quarters=cells), policy, start_year=2020, through=4)
    if found.mark.status is not MarkStatus.NOT_APPLICABLE:
        assert done.earned <= found.best


@given(indicators(), policies, st.integers(1, 4))
def test_what_can_be_earned_lies_between_what_is_and_what_is_possible(indicator, policy, through):
    found = reached(indicator, policy, through)
    assert found.mark.earned <= found.best <= max(found.mark.possible, found.mark.earned)
    assert found.still + found.gone == max(found.mark.possible, found.best) - found.mark.earned
    assert set(found.falls_due) == set(range(through + 1, 5))
    assert all(due >= 0 for due in found.falls_due.values())
    assert found.made_up >= 0
    assert found.mark.earned + sum(found.falls_due.values()) + found.made_up == found.best


FOUR = {"annual": "4", "targets": ("1", "1", "1", "1"), "quarter_rule": QuarterRule.SUM}
DATES = ("30/09/2020", "31/12/2020", "25/03/2021", "10/06/2021")


@pytest.mark.parametrize(
    ("indicator", "through", "still", "gone", "falls_due"),
    [
        # a missed meeting can be made up: of two marks half is due, none earned
        (row("2", **FOUR), 2, "2.00", "0.00", {3: "0.50", 4: "0.50"}),
        # done ahead of its quarter: what is earned does not fall due again
        (row("2", done=("3",), **FOUR), 1, "0.50", "0.00", {2: "0.00", 3: "0.00", 4: "0.50"}),
        # an average: the missed quarter is gone
        (
            row("6", Unit.PERCENT, "100", ["100"] * 4, ["80"], quarter_rule=QuarterRule.AVERAGE),
            2,
            "3.00",
            "1.80",
            {3: "1.50", 4: "1.50"},
        ),
        # a date not kept is gone, those to come are not
        (row("1", Unit.DATE, "", DATES, ["05/10/2020"]), 1, "0.75", "0.25", {2: "0.25", 3: "0.25", 4: "0.25"}),
        # a ladder of dates: the best grade has passed, the next is still open
        (
            row("4", Unit.DATE, grades={100: "30/09/2020", 80: "15/10/2020", 60: "30/10/2020"}),
            1,
            "3.20",
            "0.80",
            {2: "0.00", 3: "0.00", 4: "0.00"},
        ),
        # in words: a reviewer may give it all
        (row("2", done=("সভা হয়েছে",), **FOUR), 1, "2", "0", {2: "0.50", 3: "0.50", 4: "0.50"}),
        # assessed: it stays
        (row("2", assessed={1: "1.5"}, **FOUR), 1, "0.00", "0.50", {2: "0", 3: "0", 4: "0"}),
        # not applicable: left out
        (row("2", done=("n/a",), answered={1: "granted"}, **FOUR), 1, "0.00", "0", {2: "0", 3: "0", 4: "0"}),
        # the year is over
        (row("2", done=("1", "1", "1"), **FOUR), 4, "0.00", "0.50", {}),
        # lower is better: what was too much in the first quarter stays
        (
            row("4", Unit.PERCENT, "5", ["5"] * 4, ["10"], quarter_rule=QuarterRule.AVERAGE, direction=Direction.LOWER),
            1,
            "3.00",
            "0.50",
            {2: "1.00", 3: "1.00", 4: "1.00"},
        ),
    ],
)
def test_what_can_still_be_earned_is_worked_by_hand(indicator, through, still, gone, falls_due):
    found = reached(indicator, through=through)
    assert (found.still, found.gone) == (Decimal(still), Decimal(gone))
    assert found.falls_due == {quarter: Decimal(due) for quarter, due in falls_due.items()}


def test_a_late_date_that_still_earns_counts_as_earnable():
    indicator = row("1", Unit.DATE, "", ("30/09/2020",), ())
    assert reached(indicator, Policy("half", late_date_share=Decimal("0.5"))).still == Decimal("0.50")


def test_dates_kept_too_late_are_named_with_their_target():
    indicator = row("1", Unit.DATE, "", DATES, ["25/09/2020", "05/01/2021"])
    (late,) = late_dates(indicator, start_year=2020, through=2)
    assert (late.target.day, late.done) == (date(2020, 12, 31), date(2021, 1, 5))
    assert late_dates(indicator, start_year=2020, through=1) == ()
    assert late_dates(row("2", **FOUR), start_year=2020, through=4) == ()
