"""Owns the truth table of the half-yearly feedback: every step, state and side, over every half-year."""

from itertools import product

import pytest

from workflow.half_year_feedback import (
    FEEDBACK_LIFE,
    FEEDBACK_NOT_NOW,
    FEEDBACK_TRANSITIONS,
    OWN_HALF_YEAR,
    FeedbackState,
    FeedbackStep,
    check_feedback_written,
    why_feedback_not_given,
)
from workflow.tests.test_annual_reports import HALF_YEARLY, OWN, A, D, R, S, year
from workflow.transitions import NOT_YOURS, Refusal, Side

ALLOWED = {
    (FeedbackStep.WRITE, FeedbackState.DRAFT, Side.REVIEWING): FeedbackState.DRAFT,
    (FeedbackStep.GIVE, FeedbackState.DRAFT, Side.REVIEWING): FeedbackState.GIVEN,
    (FeedbackStep.ANSWER, FeedbackState.GIVEN, Side.ENTERING): FeedbackState.ANSWERED,
}


def refusal_of(step, sides, state, work=frozenset()):
    try:
        FEEDBACK_LIFE.check(step, sides=sides, state=state, work=work)
    except Refusal as refusal:
        return refusal.sentence
    return None


@pytest.mark.parametrize(("step", "state", "side"), list(product(FeedbackStep, FeedbackState, Side)))
def test_a_step_with_the_feedback_is_allowed_exactly_where_the_table_says(step, state, side):
    allowed = (step, state, side) in ALLOWED
    assert FEEDBACK_LIFE.may(step, sides=frozenset({side}), state=state) is allowed
    if allowed:
        assert FEEDBACK_TRANSITIONS[step].target is ALLOWED[step, state, side]


@pytest.mark.parametrize(("step", "state", "work"), list(product(FeedbackStep, FeedbackState, OWN)))
def test_nobody_gives_feedback_on_the_own_half_year_whatever_sides_they_sit_on(step, state, work):
    either = any((step, state, side) in ALLOWED for side in Side)
    is_own = step in {FeedbackStep.WRITE, FeedbackStep.GIVE} and bool(work)
    assert FEEDBACK_LIFE.may(step, sides=frozenset(Side), state=state, work=work) is (either and not is_own)
    if either and is_own:
        assert refusal_of(step, frozenset(Side), state, work) is OWN_HALF_YEAR


@pytest.mark.parametrize(("step", "state"), list(product(FeedbackStep, FeedbackState)))
def test_a_stranger_is_told_whose_step_it_is_and_others_why_not_now(step, state):
    assert refusal_of(step, frozenset(), state) in NOT_YOURS.values()
    if not any((step, state, side) in ALLOWED for side in Side):
        assert refusal_of(step, frozenset(Side), state) is FEEDBACK_NOT_NOW[state]


@pytest.mark.parametrize(
    ("quarters", "stands_in_the_way"),
    [
        (year(S, S, D, D), None),
        (year(A, A, S, D), None),
        (year(A, D, D, D), "2nd"),
        (year(D, D, D, D), "1st"),
        (year(R, S, D, D), "1st"),
        (year(D, S, D, D, due=HALF_YEARLY), None),
        (year(D, R, D, D, due=HALF_YEARLY), "2nd"),
    ],
)
def test_it_is_given_once_what_is_due_of_the_half_year_is_handed_in(quarters, stands_in_the_way):
    sentence = why_feedback_not_given(quarters)
    assert (sentence is None) is (stands_in_the_way is None)
    assert stands_in_the_way is None or sentence.en.startswith(f"The {stands_in_the_way} quarter")


def test_it_says_something():
    check_feedback_written("ভালো")
    for text in (" \n", "\u200b\u200d"):
        with pytest.raises(Refusal):
            check_feedback_written(text)
