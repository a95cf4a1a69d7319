"""Owns the proof of the dry run: which offices get which plan, by which policy, and whose focal points go on."""

import json
from datetime import date

import pytest

from offices.models import FiscalYear, Membership, Office, Role, Tier
from offices.tests.people import add_person
from plans.models import Event, MarkingPolicy
from year_opening.queries.opening import carried_over, opening_of, usual_choices, without_plan
from year_opening.queries.opening_offices import OpeningChoices

pytestmark = pytest.mark.django_db
MINISTRIES = ("ministry", "division")
CHOICES = OpeningChoices(2028, ("integrity", "egov"), MINISTRIES)


def focal_point(username, office, *, since=date(2027, 7, 1), until=date(2028, 6, 30), **fields):
    person = add_person(username, **fields)
    return Membership.objects.create(person=person, office=office, role=Role.FOCAL_POINT, since=since, until=until)


def of_kind(opening, kind):
    return next(each for each in opening.kinds if each.kind == kind)


def test_every_office_of_the_tiers_that_makes_plans_gets_one(reference):
    opening = opening_of(CHOICES)
    makers = Office.objects.filter(tier__in=MINISTRIES, makes_plan=True).count()
    divided = Office.objects.filter(tier__in=MINISTRIES, makes_plan=False).count()
    assert (makers, divided) == (50, 12) or makers > 40
    for each in opening.kinds:
        assert (each.made, each.there, each.no_own_plan) == (makers, 0, divided)
    assert opening.total == 2 * makers


def test_who_has_a_plan_of_the_kind_gets_none(plan_of_size, industries_office):
    plan_of_size(1, year=2028)
    opening = opening_of(CHOICES)
    assert (of_kind(opening, "integrity").there, of_kind(opening, "egov").there) == (1, 0)
    assert industries_office not in without_plan(CHOICES, "integrity")
    assert industries_office in without_plan(CHOICES, "egov")


def test_the_two_real_offices_get_plans_for_the_year_after_theirs(industries, labour):
    choices = OpeningChoices(2021, ("integrity", "egov"), ("ministry",))
    opening = opening_of(choices)
    assert of_kind(opening, "egov").there == 1
    assert industries.office in without_plan(choices, "egov")
    assert labour.office not in without_plan(choices, "egov")


def test_the_policy_is_the_one_new_plans_take(reference):
    opening = opening_of(CHOICES)
    assert of_kind(opening, "integrity").policy == MarkingPolicy.objects.get(kind="integrity")


def test_a_kind_without_a_policy_gets_no_plans_and_says_so(reference):
    MarkingPolicy.objects.filter(kind="egov").delete()
    opening = opening_of(CHOICES)
    assert (of_kind(opening, "egov").policy, of_kind(opening, "egov").made) == (None, 0)
    assert of_kind(opening, "integrity").made > 0
    assert usual_choices(date(2026, 11, 29)).kinds == ("integrity",)


# --- people ------------------------------------------------------------------------------------------------------


def test_focal_points_whose_time_ended_with_the_year_are_carried_over(industries_office, labour_office):
    ended = focal_point("ended", industries_office)
    focal_point("left", labour_office, until=date(2028, 3, 1))
    focal_point("lasting", labour_office, until=None)
    focal_point("closed", labour_office, is_active=False)
    assert list(carried_over(CHOICES)) == [ended]
    people = opening_of(CHOICES).people
    assert (people.carried, people.inactive) == (1, 1)
    assert people.without == CHOICES.offices.count() - 2


def test_who_has_another_time_there_already_is_not_carried_over(industries_office, labour_office):
    held = focal_point("again", industries_office)
    again = {"role": Role.FOCAL_POINT, "since": date(2028, 7, 1)}
    Membership.objects.create(person=held.person, office=labour_office, **again)
    assert list(carried_over(CHOICES)) == [held]  # elsewhere does not count
    Membership.objects.create(person=held.person, office=industries_office, **again)
    assert not carried_over(CHOICES).exists()


def test_heads_reviewers_and_other_tiers_are_nobody_to_carry(industries_office, cabinet_division):
    head = focal_point("head", industries_office)
    Membership.objects.filter(pk=head.pk).update(role=Role.HEAD)
    focal_point("cabinet", cabinet_division)
    assert not carried_over(CHOICES).exists()


def test_nobody_is_carried_over_where_that_was_not_chosen(industries_office):
    focal_point("ended", industries_office)
    choices = OpeningChoices(2028, ("integrity",), MINISTRIES, carries_people=False)
    people = opening_of(choices).people
    assert (people.carried, people.without) == (0, choices.offices.count())


# --- as a whole --------------------------------------------------------------------------------------------------


def test_a_dry_run_writes_nothing_and_asks_the_same_of_many_offices(
    reference, django_assert_max_num_queries, industries_office
):
    with django_assert_max_num_queries(6):
        opening_of(CHOICES)
    assert not Event.objects.exists()
    assert not FiscalYear.objects.filter(start_year=2028).exists()


def test_choices_and_the_dry_run_are_json(reference):
    choices = OpeningChoices(2028, ("integrity",), MINISTRIES, ("division",), {("ministry", 1): date(2028, 10, 20)})
    assert OpeningChoices.from_json(json.loads(json.dumps(choices.as_json()))) == choices
    assert OpeningChoices.from_json(CHOICES.as_json()) == CHOICES
    told = json.loads(json.dumps(opening_of(choices).as_json()))
    assert (told["year"], told["new_year"], len(told["deadlines"])) == ("2028-29", True, 24)


def test_the_fingerprint_follows_what_would_be_done(plan_of_size):
    first = opening_of(CHOICES).fingerprint
    assert opening_of(CHOICES).fingerprint == first
    plan_of_size(1, year=2028)
    assert opening_of(CHOICES).fingerprint != first


def test_the_year_after_the_latest_with_plans_is_proposed(reference, industries):
    assert usual_choices(date(2026, 11, 29)).start_year == 2021
    assert Tier.FIELD_OFFICE not in usual_choices(date(2026, 11, 29)).tiers


@pytest.mark.parametrize(("today", "start_year"), [(date(2026, 6, 30), 2025), (date(2026, 7, 1), 2026)])
def test_on_an_empty_system_the_year_of_today_is_proposed(reference, today, start_year):
    assert usual_choices(today).start_year == start_year
