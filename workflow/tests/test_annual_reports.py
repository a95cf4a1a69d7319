"""Owns the truth table of the annual report: every step, state and side, over every year's quarters."""

from itertools import product

import pytest

from workflow.annual_reports import (
    ANNUAL_LIFE,
    ANNUAL_NOT_NOW,
    OWN_ANNUAL,
    PARTS_MISSING,
    AnnualState,
    AnnualStep,
    check_parts,
    why_annual_not_accepted,
    why_annual_not_submitted,
)
from workflow.quarter_order import Quarters
from workflow.transitions import NOT_YOURS, Refusal, ReportState, Side, Work

# Who may do what in which state, and the state it leads to; whatever is not here is refused.
ALLOWED = {
    (AnnualStep.WRITE, AnnualState.DRAFT, Side.ENTERING): AnnualState.DRAFT,
    (AnnualStep.WRITE, AnnualState.RETURNED, Side.ENTERING): AnnualState.RETURNED,
    (AnnualStep.SUBMIT, AnnualState.DRAFT, Side.ENTERING): AnnualState.SUBMITTED,
    (AnnualStep.SUBMIT, AnnualState.RETURNED, Side.ENTERING): AnnualState.SUBMITTED,
    (AnnualStep.RETURN, AnnualState.SUBMITTED, Side.REVIEWING): AnnualState.RETURNED,
    (AnnualStep.ACCEPT, AnnualState.SUBMITTED, Side.REVIEWING): AnnualState.ACCEPTED,
    (AnnualStep.REOPEN, AnnualState.ACCEPTED, Side.REVIEWING): AnnualState.SUBMITTED,
}
OWN = [frozenset(), frozenset({Work.ENTERED}), frozenset({Work.SUBMITTED}), frozenset(Work)]


def refusal_of(step, sides, state, work=frozenset()):
    try:
        ANNUAL_LIFE.check(step, sides=sides, state=state, work=work)
    except Refusal as refusal:
        return refusal.sentence
    return None


@pytest.mark.parametrize(("step", "state", "side"), list(product(AnnualStep, AnnualState, Side)))
def test_a_step_with_the_annual_report_is_allowed_exactly_where_the_table_says(step, state, side):
    allowed = (step, state, side) in ALLOWED
    assert ANNUAL_LIFE.may(step, sides=frozenset({side}), state=state) is allowed
    assert (refusal_of(step, frozenset({side}), state) is None) is allowed
    if allowed:
        assert ANNUAL_LIFE.state_after(step, state) is ALLOWED[step, state, side]


@pytest.mark.parametrize(("step", "state", "work"), list(product(AnnualStep, AnnualState, OWN)))
def test_nobody_decides_on_the_own_year_whatever_sides_they_sit_on(step, state, work):
    either = any((step, state, side) in ALLOWED for side in Side)
    is_own = step in {AnnualStep.RETURN, AnnualStep.ACCEPT, AnnualStep.REOPEN} and bool(work)
    assert ANNUAL_LIFE.may(step, sides=frozenset(Side), state=state, work=work) is (either and not is_own)
    assert (refusal_of(step, frozenset(Side), state, work) is None) is (either and not is_own)
    if either and is_own:
        assert refusal_of(step, frozenset(Side), state, work) in OWN_ANNUAL.values()


@pytest.mark.parametrize(("step", "state"), list(product(AnnualStep, AnnualState)))
def test_a_stranger_is_told_whose_step_it_is_and_others_why_not_now(step, state):
    assert refusal_of(step, frozenset(), state) in NOT_YOURS.values()
    if not any((step, state, side) in ALLOWED for side in Side):
        assert refusal_of(step, frozenset(Side), state) is ANNUAL_NOT_NOW[state]


D, S, R, A = ReportState.DRAFT, ReportState.SUBMITTED, ReportState.RETURNED, ReportState.APPROVED
QUARTERLY, HALF_YEARLY = frozenset({1, 2, 3, 4}), frozenset({2, 4})


def year(*states, due=QUARTERLY):
    return Quarters(dict(enumerate(states, start=1)), due)


@pytest.mark.parametrize(
    ("quarters", "stands_in_the_way"),
    [
        (year(S, S, S, S), None),
        (year(A, A, A, S), None),
        (year(A, A, A, D), "4th"),
        (year(A, A, D, D), "3rd"),
        (year(A, R, S, S), "2nd"),
        (year(D, S, D, S, due=HALF_YEARLY), None),
        (year(D, S, D, D, due=HALF_YEARLY), "4th"),
        (year(R, S, D, S, due=HALF_YEARLY), "1st"),
    ],
)
def test_the_annual_report_follows_every_quarter_that_is_due(quarters, stands_in_the_way):
    sentence = why_annual_not_submitted(quarters)
    assert (sentence is None) is (stands_in_the_way is None)
    assert stands_in_the_way is None or sentence.en.startswith(f"The {stands_in_the_way} quarter")


@pytest.mark.parametrize(
    ("quarters", "stands_in_the_way"),
    [
        (year(A, A, A, A), None),
        (year(A, A, A, S), "4th"),
        (year(A, S, A, A), "2nd"),
        (year(A, A, R, S), "3rd"),
        (year(D, A, D, A, due=HALF_YEARLY), None),
        (year(D, A, D, S, due=HALF_YEARLY), "4th"),
    ],
)
def test_it_is_accepted_only_on_quarters_that_can_no_longer_change(quarters, stands_in_the_way):
    sentence = why_annual_not_accepted(quarters)
    assert (sentence is None) is (stands_in_the_way is None)
    assert stands_in_the_way is None or sentence.en.startswith(f"The {stands_in_the_way} quarter")


def test_every_part_is_written_before_it_is_handed_in():
    check_parts(["ভালো", "নেই", "আরও"])
    for parts in (["", "খ", "গ"], ["ক", "  ", "গ"], ["ক", "খ", "\n"], ["ক", "\u200b\u200d", "গ"]):
        with pytest.raises(Refusal) as refused:
            check_parts(parts)
        assert refused.value.sentence is PARTS_MISSING
