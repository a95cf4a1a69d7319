"""Owns the proof of the deadlines a year would get that is opened: moved, typed, by half-years, kept and refused."""

from datetime import date

import pytest

from offices.models import Deadline, DeadlineExtension, Tier
from plans.actions.reporting import submit_report
from year_opening.queries.opening_days import (
    BEFORE_THE_END,
    EXTENDED,
    HANDED_IN,
    NO_DAY,
    NOT_IN_THE_YEAR,
    ON_A_WEEKEND,
    OUT_OF_ORDER,
    DayFate,
    StoredCalendar,
    is_possible,
    opening_days,
)

pytestmark = pytest.mark.django_db
NEW = 2028  # the first year without deadlines of its own


@pytest.fixture(autouse=True)
def calendar(reference):
    """The years and deadlines of the reference data."""


def ministry(days):
    return {each.quarter: each for each in days if each.tier == Tier.MINISTRY}


def fates(days):
    return {quarter: each.fate.value for quarter, each in ministry(days).items()}


def test_a_new_year_gets_the_deadlines_of_the_year_before_a_year_on():
    days = opening_days(NEW, (), {})
    assert len(days) == len(Tier) * 4
    assert {each.fate for each in days} == {DayFate.MADE}
    found = ministry(days)
    assert [found[quarter].due_on for quarter in (1, 2, 3, 4)] == [
        date(2028, 10, 15),
        date(2029, 1, 15),
        date(2029, 4, 15),
        date(2029, 7, 15),
    ]
    assert found[1].moved_from == date(2027, 10, 15)


def test_a_year_between_is_moved_from_the_latest_one_that_has_deadlines():
    found = ministry(opening_days(2031, (), {}))
    assert (found[1].due_on, found[1].moved_from) == (date(2031, 10, 15), date(2027, 10, 15))


def test_a_last_day_of_february_stays_the_last():
    Deadline.objects.filter(year__start_year=2027, quarter=3).update(due_on=date(2028, 2, 29))
    Deadline.objects.filter(year__start_year=2027, quarter=4).update(due_on=date(2028, 7, 31))
    found = ministry(opening_days(NEW, (), {}))
    assert (found[3].due_on, found[4].due_on) == (date(2029, 2, 28), date(2029, 7, 31))


def test_a_weekend_is_pointed_out_and_not_moved():
    found = ministry(opening_days(NEW, (), {}))
    assert found[1].due_on.weekday() == 6
    days = {(Tier.MINISTRY.value, 1): date(2028, 10, 13), (Tier.MINISTRY.value, 2): date(2029, 1, 13)}
    typed = ministry(opening_days(NEW, (), days))
    assert [typed[quarter].due_on for quarter in (1, 2)] == list(days.values())
    assert [typed[quarter].notes for quarter in (1, 2)] == [(ON_A_WEEKEND,), (ON_A_WEEKEND,)]


def test_a_tier_by_half_years_has_the_second_and_fourth_quarter_only():
    days = opening_days(NEW, (Tier.MINISTRY,), {})
    assert fates(days) == {1: "not_due", 2: "made", 3: "not_due", 4: "made"}
    assert {each.fate for each in days if each.tier == Tier.DIVISION} == {DayFate.MADE}


def test_who_reported_by_half_years_goes_on_doing_so():
    Deadline.objects.filter(year__start_year=2027, tier=Tier.FIELD_OFFICE, quarter__in=(1, 3)).delete()
    assert StoredCalendar.load().half_yearly(NEW) == {Tier.FIELD_OFFICE}
    days = {each.quarter: each.fate for each in opening_days(NEW, None, {}) if each.tier == Tier.FIELD_OFFICE}
    assert days == {1: DayFate.NOT_DUE, 2: DayFate.MADE, 3: DayFate.NOT_DUE, 4: DayFate.MADE}


def test_going_back_to_quarters_asks_for_the_days_nobody_knows():
    Deadline.objects.filter(year__start_year=2027, tier=Tier.MINISTRY, quarter__in=(1, 3)).delete()
    found = ministry(opening_days(NEW, (), {("ministry", 3): date(2029, 4, 12)}))
    assert (found[1].fate, found[1].notes) == (DayFate.REFUSED, (NO_DAY,))
    assert (found[3].fate, found[3].due_on) == (DayFate.MADE, date(2029, 4, 12))


def test_what_is_stored_stays_and_another_day_changes_it():
    found = ministry(opening_days(2026, (), {("ministry", 2): date(2027, 1, 20)}))
    assert [found[quarter].fate.value for quarter in (1, 2, 3, 4)] == ["there", "changed", "there", "there"]
    assert found[2].stored == date(2027, 1, 15)


def test_a_stored_deadline_of_a_half_yearly_tier_is_taken_away():
    assert fates(opening_days(2026, (Tier.MINISTRY,), {})) == {1: "taken_away", 2: "there", 3: "taken_away", 4: "there"}


def test_a_deadline_by_which_reports_were_handed_in_is_not_touched(industries, alice):
    submit_report(report=industries.reports.get(quarter=1), by=alice)
    found = ministry(opening_days(2020, (Tier.MINISTRY,), {("ministry", 1): date(2020, 11, 1)}))
    assert (found[1].fate, found[1].due_on, found[1].notes) == (DayFate.KEPT, date(2020, 10, 15), (HANDED_IN,))
    assert found[3].fate is DayFate.TAKEN_AWAY
    typed = ministry(opening_days(2020, (), {("ministry", 1): date(2020, 11, 1)}))
    assert typed[1].fate is DayFate.KEPT


def test_a_deadline_with_an_extension_is_not_taken_away(industries, administrator):
    deadline = industries.year.deadlines.get(tier=Tier.MINISTRY, quarter=3)
    more = {"until": date(2021, 5, 1), "reason": "বন্যা", "granted_by": administrator}
    DeadlineExtension.objects.create(deadline=deadline, office=industries.office, **more)
    found = ministry(opening_days(2020, (Tier.MINISTRY,), {}))
    assert (found[3].fate, found[3].notes) == (DayFate.KEPT, (EXTENDED,))


@pytest.mark.parametrize("day", [date(2027, 10, 15), date(2028, 6, 30), date(2030, 10, 1)])
def test_a_day_that_cannot_be_the_deadline_is_refused(day):
    found = ministry(opening_days(NEW, (), {("ministry", 1): day}))
    assert (found[1].fate, found[1].notes) == (DayFate.REFUSED, (NOT_IN_THE_YEAR,))
    assert not is_possible(day, NEW, 1)


def test_a_day_in_its_quarter_or_out_of_order_is_pointed_out():
    days = {("ministry", 1): date(2028, 9, 20), ("ministry", 3): date(2029, 4, 15), ("ministry", 4): date(2029, 4, 15)}
    found = ministry(opening_days(NEW, (), days))
    assert found[1].notes == (BEFORE_THE_END,)
    assert set(found[4].notes) == {
        BEFORE_THE_END,
        OUT_OF_ORDER,
        *((ON_A_WEEKEND,) if found[4].due_on.weekday() in (4, 5) else ()),
    }


def test_without_any_earlier_year_every_day_has_to_be_written():
    Deadline.objects.all().delete()
    assert {each.fate for each in opening_days(NEW, (), {})} == {DayFate.REFUSED}


def test_opening_grace_and_lock_move_with_the_day_it_is_due():
    beside = {"opens_on": date(2027, 9, 20), "grace_until": date(2027, 10, 18), "locks_after": date(2027, 10, 31)}
    Deadline.objects.filter(year__start_year=2027, tier=Tier.MINISTRY, quarter=1).update(**beside)
    moved = ministry(opening_days(NEW, (), {}))[1]
    assert moved.columns == {
        "due_on": date(2028, 10, 15),
        "opens_on": date(2028, 9, 20),
        "grace_until": date(2028, 10, 18),
        "locks_after": date(2028, 10, 31),
    }
    typed = ministry(opening_days(NEW, (), {(Tier.MINISTRY, 1): date(2028, 10, 17)}))[1]
    assert (typed.opens_on, typed.grace_until, typed.locks_after) == (
        date(2028, 9, 22),
        date(2028, 10, 20),
        date(2028, 11, 2),
    )
    assert ministry(opening_days(NEW, (), {}))[2].locks_after is None
    assert typed.as_json()["locks_after"] == "2028-11-02"
