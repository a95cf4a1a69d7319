"""Owns the proof that years, quarters and deadlines fall on the right days."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from offices.models import Deadline, DeadlineExtension, FiscalYear
from offices.queries.deadlines import due_days, quarter_days
from plans.queries.quarter_contents import QuarterContents
from workflow.quarter_days import GRACE_BEFORE_DUE, LOCKS_EARLY, OPENS_AFTER_DUE


def test_a_year_is_named_for_machines_and_for_readers():
    year = FiscalYear(start_year=2020)
    assert (year.code, year.label) == ("2020-21", "২০২০-২০২১")
    with translation.override("en"):
        assert str(year) == "2020-2021"


def test_the_quarters_of_a_year_follow_each_other_from_july_to_june():
    year = FiscalYear(start_year=2020)
    assert (year.quarter_starts(1), year.quarter_ends(4)) == (date(2020, 7, 1), date(2021, 6, 30))
    for quarter in (1, 2, 3):
        assert (year.quarter_starts(quarter + 1) - year.quarter_ends(quarter)).days == 1


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2020, 6, 30), 1),  # before the year
        (date(2020, 9, 30), 1),
        (date(2020, 10, 1), 2),
        (date(2021, 3, 31), 3),
        (date(2026, 11, 21), 4),
    ],
)
def test_the_last_quarter_begun_by_a_day(day, quarter):
    assert FiscalYear(start_year=2020).quarter_begun(day) == quarter


def test_an_extension_counts_for_its_office_only(industries_office, labour_office, administrator):
    year = FiscalYear.objects.get(start_year=2020)
    deadline = Deadline.objects.get(year=year, quarter=2, tier=industries_office.tier)
    DeadlineExtension.objects.create(
        deadline=deadline, office=industries_office, until=date(2021, 1, 31), reason="বন্যা", granted_by=administrator
    )
    assert due_days(industries_office, year)[2] == date(2021, 1, 31)
    assert due_days(labour_office, year)[2] == date(2021, 1, 15)


def test_an_extension_never_shortens_the_time(industries_office, administrator):
    year = FiscalYear.objects.get(start_year=2020)
    deadline = Deadline.objects.get(year=year, quarter=2, tier=industries_office.tier)
    DeadlineExtension.objects.create(
        deadline=deadline, office=industries_office, until=date(2021, 1, 2), reason="ভুল", granted_by=administrator
    )
    assert due_days(industries_office, year)[2] == date(2021, 1, 15)


def test_deadlines_are_asked_for_in_one_query(industries_office, django_assert_num_queries):
    year = FiscalYear.objects.get(start_year=2020)
    with django_assert_num_queries(1):
        assert sorted(due_days(industries_office, year)) == [1, 2, 3, 4]


def test_an_extension_needs_a_reason(industries_office, administrator):
    deadline = Deadline.objects.filter(tier=industries_office.tier).first()
    with pytest.raises(IntegrityError), transaction.atomic():
        DeadlineExtension.objects.create(
            deadline=deadline, office=industries_office, until=date(2021, 1, 31), reason="", granted_by=administrator
        )


@pytest.mark.parametrize(
    ("days", "constraint"),
    [
        ({"opens_on": date(2021, 1, 16)}, "deadline_opens_before_due"),
        ({"grace_until": date(2021, 1, 14)}, "deadline_grace_after_due"),
        ({"locks_after": date(2021, 1, 14)}, "deadline_locks_last"),
        ({"grace_until": date(2021, 1, 20), "locks_after": date(2021, 1, 19)}, "deadline_locks_last"),
    ],
)
def test_days_out_of_order_are_refused_by_the_database(industries_office, days, constraint):
    deadline = Deadline.objects.filter(year__start_year=2020, quarter=2, tier=industries_office.tier)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        deadline.update(**days)
    checks = {each.name: each for each in Deadline._meta.constraints}
    said = {why.en for why in (OPENS_AFTER_DUE, GRACE_BEFORE_DUE, LOCKS_EARLY)}
    with translation.override("en"):
        assert checks[constraint].violation_error_message in said


def test_nothing_locks_or_opens_otherwise_where_only_the_day_it_is_due_is_set(industries_office):
    year = FiscalYear.objects.get(start_year=2020)
    for quarter, days in quarter_days(industries_office, year).items():
        assert (days.opens, days.locks_after, days.more) == (year.quarter_starts(quarter), None, None)
        assert days.in_time_until == days.due


def test_the_days_beside_the_reports_are_those_of_the_calendar(plan_of_size, administrator):
    plan = plan_of_size(1)
    deadline = Deadline.objects.get(year=plan.year, quarter=1, tier=plan.office.tier)
    Deadline.objects.filter(year=plan.year, tier=plan.office.tier, quarter=3).delete()
    Deadline.objects.filter(pk=deadline.pk).update(
        opens_on=deadline.due_on - timedelta(days=9),
        grace_until=deadline.due_on + timedelta(days=3),
        locks_after=deadline.due_on + timedelta(days=9),
    )
    until = deadline.due_on + timedelta(days=20)
    DeadlineExtension.objects.create(
        deadline=deadline, office=plan.office, until=until, reason="বন্যা", granted_by=administrator
    )
    days = quarter_days(plan.office, plan.year)
    assert QuarterContents(plan, 1).days == days
    assert (days[1].locks_after, days[3].judged_in) == (until, 4)
