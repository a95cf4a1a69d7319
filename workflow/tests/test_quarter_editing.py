"""Owns the tests of the one question whether a quarter is written now: every state, day, side and step."""

from datetime import date, timedelta
from itertools import product

import pytest

from cell_values.quarter_words import QUARTER_NAMES
from workflow.plan_states import NOT_APPROVED_YET, PlanState
from workflow.quarter_days import MoreDays, QuarterDays, SetDays, days_of_quarters
from workflow.quarter_editing import QuarterStanding, can_edit, locked, opens_later
from workflow.quarter_order import NOT_SENT_BEFORE, PART_OF_LATER, Quarters
from workflow.transitions import NOT_BEGUN, NOT_NOW, NOT_YOURS, Refusal, ReportState, Side, Step

DRAFT, SUBMITTED, RETURNED, APPROVED = ReportState
DAY = timedelta(days=1)
STARTS = {1: date(2020, 7, 1), 2: date(2020, 10, 1), 3: date(2021, 1, 1), 4: date(2021, 4, 1)}
SET = SetDays(due=date(2020, 10, 15), opens=date(2020, 9, 20), grace=date(2020, 10, 18), locks=date(2020, 10, 31))
LAST = date(2020, 10, 31)
ALL_DUE = frozenset(STARTS)
ENTERING, REVIEWING = frozenset({Side.ENTERING}), frozenset({Side.REVIEWING})
WRITING = (Step.RECORD, Step.ATTACH, Step.SUBMIT)
DAYS = {
    "before the quarter": date(2020, 6, 30),
    "before it opens": date(2020, 9, 19),
    "the day it opens": date(2020, 9, 20),
    "the day it is due": date(2020, 10, 15),
    "the last day": LAST,
    "a day after": date(2020, 11, 1),
}
NOT_OPEN = {"before the quarter": NOT_BEGUN, "before it opens": opens_later(date(2020, 9, 20))}


def first_quarter(state=DRAFT, *, today=LAST, stored=SET, more=None, plan=PlanState.APPROVED, later=DRAFT):
    """The first quarter of a plan whose other quarters are open."""
    days = days_of_quarters(STARTS, {1: stored, 2: SetDays(date(2021, 1, 15))}, {1: more} if more else {})
    quarters = Quarters({1: state, 2: later, 3: DRAFT, 4: DRAFT}, ALL_DUE)
    return QuarterStanding(1, quarters, days[1], today, plan)


@pytest.mark.parametrize(("when", "state", "step"), list(product(DAYS, ReportState, WRITING)))
def test_days_and_state_decide_for_every_step_alike(when, state, step):
    answer = can_edit(first_quarter(state, today=DAYS[when]), sides=ENTERING, step=step)
    is_over = when == "a day after" and state is not RETURNED
    wanted = NOT_OPEN.get(when) or NOT_NOW_WHERE_CLOSED.get(state) or (locked(LAST) if is_over else None)
    assert answer.why_not == wanted
    assert answer.until == (LAST if wanted is None and state is DRAFT else None)


NOT_NOW_WHERE_CLOSED = {SUBMITTED: NOT_NOW[SUBMITTED], APPROVED: NOT_NOW[APPROVED]}


@pytest.mark.parametrize("step", WRITING)
def test_only_who_enters_for_the_office_writes(step):
    standing = first_quarter()
    assert can_edit(standing, sides=ENTERING, step=step).is_yes
    for sides in (frozenset(), REVIEWING):
        assert can_edit(standing, sides=sides, step=step).why_not is NOT_YOURS[Side.ENTERING]


def test_who_was_let_in_at_the_door_is_held_by_the_same_days():
    assert can_edit(first_quarter(), sides=None).is_yes
    assert can_edit(first_quarter(today=LAST + DAY), sides=None).why_not == locked(LAST)


def test_nothing_locks_where_no_day_says_so():
    answer = can_edit(first_quarter(today=date(2031, 1, 1), stored=SetDays(SET.due)), sides=ENTERING)
    assert answer.is_yes
    assert answer.until is None


def test_more_time_opens_a_locked_quarter_and_ends_by_itself():
    more = MoreDays(date(2020, 11, 20), "flood")
    answers = {
        day: can_edit(first_quarter(today=day, more=more), sides=ENTERING)
        for day in (date(2020, 11, 1), more.until, more.until + DAY)
    }
    assert [(each.is_yes, each.until) for each in answers.values()] == [
        (True, more.until),
        (True, more.until),
        (False, None),
    ]
    assert answers[more.until + DAY].why_not == locked(more.until)


def test_more_time_that_ends_before_the_lock_takes_nothing_away():
    answer = can_edit(first_quarter(more=MoreDays(date(2020, 10, 20))), sides=ENTERING)
    assert answer.until == LAST


def test_what_a_reviewer_sent_back_is_mended_after_the_lock():
    answer = can_edit(first_quarter(RETURNED, today=date(2021, 3, 1)), sides=ENTERING)
    assert answer.is_yes
    assert answer.until is None


def test_a_plan_that_is_not_approved_is_written_but_not_handed_in():
    standing = first_quarter(plan=PlanState.DRAFT)
    assert can_edit(standing, sides=ENTERING).is_yes
    assert can_edit(standing, sides=ENTERING, step=Step.SUBMIT).why_not is NOT_APPROVED_YET


def test_a_quarter_is_not_handed_in_before_those_before_it():
    quarters = Quarters(dict.fromkeys(STARTS, DRAFT), ALL_DUE)
    standing = QuarterStanding(2, quarters, QuarterDays(STARTS[2], STARTS[2], 2), date(2021, 1, 5))
    assert can_edit(standing, sides=ENTERING).is_yes
    why_not = can_edit(standing, sides=ENTERING, step=Step.SUBMIT).why_not
    assert why_not is not None
    assert why_not.en == NOT_SENT_BEFORE.en.format(QUARTER_NAMES[1].en)


def half_years(states, today):
    """The first quarter of an office that reports by half-years, where the second locks."""
    stored = {2: SetDays(date(2021, 1, 15), locks=date(2021, 1, 31)), 4: SetDays(date(2021, 7, 15))}
    days = days_of_quarters(STARTS, stored, {2: MoreDays(date(2021, 2, 10))})
    return QuarterStanding(1, Quarters(states, frozenset(stored)), days[1], today)


def test_a_quarter_without_a_report_of_its_own_locks_with_the_one_that_tells_it():
    states = dict.fromkeys(STARTS, DRAFT)
    open_ = can_edit(half_years(states, date(2021, 2, 10)), sides=ENTERING)
    assert open_.until == date(2021, 2, 10)
    assert can_edit(half_years(states, date(2021, 2, 11)), sides=ENTERING).why_not == locked(date(2021, 2, 10))
    assert can_edit(half_years({**states, 2: RETURNED}, date(2021, 5, 1)), sides=ENTERING).is_yes
    told = can_edit(half_years({**states, 2: SUBMITTED}, date(2021, 1, 20)), sides=ENTERING).why_not
    assert told is not None
    assert told.en == PART_OF_LATER.en.format(QUARTER_NAMES[2].en)


@pytest.mark.parametrize(
    ("day", "late"),
    [(date(2020, 10, 15), 0), (date(2020, 10, 18), 0), (date(2020, 10, 19), 4), (date(2020, 11, 15), 31)],
)
def test_grace_is_in_time_and_what_comes_later_is_late_by_the_day_it_was_due(day, late):
    assert days_of_quarters(STARTS, {1: SET}, {})[1].days_late(day) == late


def test_more_time_moves_the_day_it_is_due():
    days = days_of_quarters(STARTS, {1: SET}, {1: MoreDays(date(2020, 10, 25), "flood")})[1]
    assert (days.due, days.in_time_until, days.locks_after) == (date(2020, 10, 25), date(2020, 10, 25), LAST)
    assert days.days_late(date(2020, 10, 26)) == 1


def test_a_quarter_never_opens_before_it_begins_and_is_never_late_without_a_day():
    early = days_of_quarters(STARTS, {1: SetDays(SET.due, opens=date(2020, 6, 1))}, {})
    assert early[1].opens == STARTS[1]
    assert early[2].days_late(date(2031, 1, 1)) is None


def test_the_answer_refuses_with_its_sentence():
    with pytest.raises(Refusal) as refused:
        can_edit(first_quarter(today=LAST + DAY), sides=ENTERING).check()
    assert refused.value.sentence == locked(LAST)


@pytest.mark.parametrize("sentence", [locked(LAST), opens_later(LAST)], ids=["locked", "opens later"])
def test_the_sentences_name_the_day_in_both_languages(sentence):
    assert "৩১/১০/২০২০" in sentence.bn
    assert "31/10/2020" in sentence.en
