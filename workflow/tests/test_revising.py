"""Owns the proof of the table: who asks for a revised target until when, who decides, and what can still change."""

from datetime import date, timedelta
from itertools import product

import pytest

from workflow.revising import (
    DECIDED,
    OWN_REQUEST,
    WINDOW_CLOSED,
    YEAR_JUDGED,
    RevisionStep,
    check_decidable,
    check_quarters_open,
    check_revision_side,
    check_window,
    counts_from,
)
from workflow.transitions import NOT_YOURS, Refusal, ReportState, Side

LETTERS = {"d": ReportState.DRAFT, "s": ReportState.SUBMITTED, "r": ReportState.RETURNED, "a": ReportState.APPROVED}
CLOSES = date(2020, 9, 30)


def states(letters: str) -> dict[int, ReportState]:
    """``states("asdd")``: the first approved, the second submitted, two drafts."""
    return {quarter: LETTERS[letter] for quarter, letter in enumerate(letters, start=1)}


@pytest.mark.parametrize("sides", [set(), {Side.ENTERING}, {Side.REVIEWING}, {Side.ENTERING, Side.REVIEWING}])
def test_the_office_asks_and_the_office_above_decides(sides):
    for step, side in {RevisionStep.ASK: Side.ENTERING, RevisionStep.DECIDE: Side.REVIEWING}.items():
        if side in sides:
            check_revision_side(step, frozenset(sides))
            continue
        with pytest.raises(Refusal) as refused:
            check_revision_side(step, frozenset(sides))
        assert refused.value.sentence == NOT_YOURS[side]


@pytest.mark.parametrize("days", [-400, -1, 0])
def test_it_is_asked_for_up_to_and_with_the_last_day(days):
    check_window(CLOSES, CLOSES + timedelta(days))


def test_after_the_last_day_nothing_is_asked_for():
    with pytest.raises(Refusal) as refused:
        check_window(CLOSES, CLOSES + timedelta(1))
    assert refused.value.sentence == WINDOW_CLOSED


@pytest.mark.parametrize(("is_decided", "is_own"), [*product([False, True], repeat=2)])
def test_a_request_is_decided_once_and_by_another(is_decided, is_own):
    reason = DECIDED if is_decided else OWN_REQUEST if is_own else None
    if reason is None:
        check_decidable(is_decided=is_decided, is_own=is_own)
        return
    with pytest.raises(Refusal) as refused:
        check_decidable(is_decided=is_decided, is_own=is_own)
    assert refused.value.sentence == reason


@pytest.mark.parametrize(
    ("letters", "first"),
    [("dddd", 1), ("rddd", 1), ("sddd", 2), ("addd", 2), ("ardd", 2), ("aasd", 4), ("dsdd", 3), ("aaar", 4)],
)
def test_it_counts_from_the_quarter_after_the_last_one_handed_in(letters, first):
    assert counts_from(states(letters)) == first
    for quarter in (1, 2, 3, 4):
        if quarter >= first:
            check_quarters_open([quarter], states(letters))
            continue
        with pytest.raises(Refusal) as refused:
            check_quarters_open([4, quarter], states(letters))
        assert refused.value.sentence.bn.startswith("১২৩৪"[quarter - 1])


@pytest.mark.parametrize("letters", ["aaas", "aaaa", "ddda"])
def test_with_the_last_quarter_handed_in_no_target_changes_any_more(letters):
    with pytest.raises(Refusal) as refused:
        counts_from(states(letters))
    assert refused.value.sentence == YEAR_JUDGED
