"""Owns the proof of who reads, enters for and reviews which office, and that nobody else does."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from offices.models import Membership, Office, Role, Tier
from offices.queries.rights import (
    enters_for,
    offices_read_by,
    offices_reviewed_by,
    reviewers_of,
    reviews,
    standing_of,
)
from offices.tests.people import add_person

TODAY = timezone.localdate()


@pytest.fixture
def offices(industries_office, labour_office, cabinet_division):
    """A branch four levels deep below the Cabinet Division, a ministry beside it, and a ministry of divisions."""

    def below(parent, name, tier):
        return Office.objects.create(parent=parent, name_bn=name, name_en=name, tier=tier)

    department = below(industries_office, "অধিদপ্তর", Tier.DEPARTMENT)
    regional = below(department, "আঞ্চলিক", Tier.FIELD_OFFICE)
    divided = Office.objects.get(name_bn="অর্থ মন্ত্রণালয়")
    return {
        "cabinet": cabinet_division,
        "industries": industries_office,
        "department": department,
        "field": regional,
        "labour": labour_office,
        "divided": divided,
        "division": divided.children.get(name_bn="অর্থ বিভাগ"),
    }


def standing_with(role, office, *, on=TODAY, since=TODAY, until=None, **fields):
    person = add_person(f"{role}-{office.pk}", **fields)
    Membership.objects.create(person=person, office=office, role=role, since=since, until=until)
    return standing_of(person, on=on)


def names_of(offices, found):
    return {name for name, office in offices.items() if office in found}


# Role and where it is held → which of the offices above are read, entered for, reviewed.
TABLE = [
    (Role.FOCAL_POINT, "industries", {"industries"}, {"industries"}, set()),
    (Role.FOCAL_POINT, "department", {"department"}, {"department"}, set()),
    (Role.HEAD, "industries", {"industries", "department", "field"}, set(), set()),
    (Role.ADMINISTRATOR, "industries", {"industries"}, set(), set()),
    (Role.REVIEWER, "industries", {"industries", "department", "field"}, set(), {"department"}),
    (Role.REVIEWER, "department", {"department", "field"}, set(), {"field"}),
    (Role.REVIEWER, "field", {"field"}, set(), set()),
    (
        Role.REVIEWER,
        "cabinet",
        {"cabinet", "industries", "department", "field", "labour", "divided", "division"},
        set(),
        {"cabinet", "industries", "labour", "divided", "division"},  # nobody stands above: its own reviewers decide
    ),
    (Role.REVIEWER, "divided", {"divided", "division"}, set(), set()),
    (
        Role.HEAD,
        "cabinet",
        {"cabinet", "industries", "department", "field", "labour", "divided", "division"},
        set(),
        set(),
    ),
]


@pytest.mark.parametrize(("role", "where", "read", "entered", "reviewed"), TABLE)
def test_a_role_reaches_exactly_its_offices(offices, role, where, read, entered, reviewed):
    standing = standing_with(role, offices[where])
    assert names_of(offices, offices_read_by(standing)) == read
    assert {name for name, office in offices.items() if enters_for(standing, office)} == entered
    assert {name for name, office in offices.items() if reviews(standing, office)} == reviewed
    assert names_of(offices, offices_reviewed_by(standing)) == reviewed


@pytest.mark.parametrize(
    ("where", "reviewer_at"),
    [("industries", "cabinet"), ("division", "cabinet"), ("field", "department"), ("cabinet",) * 2],
)
def test_the_reviewers_of_an_office_are_those_in_force_at_the_office_that_decides(offices, where, reviewer_at):
    place = offices[reviewer_at]
    rita = standing_with(Role.REVIEWER, place).person
    for role, fields in ((Role.HEAD, {}), (Role.ADMINISTRATOR, {}), (Role.FOCAL_POINT, {"is_active": False})):
        standing_with(role, place, **fields)
    gone = add_person("gone")
    Membership.objects.create(person=gone, office=place, role=Role.REVIEWER, since=TODAY, until=TODAY)
    assert list(reviewers_of(offices[where], on=TODAY)) == [gone, rita]
    assert list(reviewers_of(offices[where], on=TODAY + timedelta(days=1))) == [rita]


def test_an_office_without_one_above_that_is_not_the_topmost_is_reviewed_by_nobody(reference):
    lost = Office.objects.create(name_bn="হারানো", name_en="Lost", tier=Tier.DEPARTMENT)
    standing = standing_with(Role.REVIEWER, lost)
    assert not reviews(standing, lost)
    assert lost not in offices_reviewed_by(standing)
    assert not reviewers_of(lost, on=TODAY).exists()


def test_every_role_has_a_line_in_the_table():
    assert {line[0] for line in TABLE} == set(Role)


def test_an_administrator_reads_all_and_neither_enters_nor_reviews(offices, administrator):
    standing = standing_of(administrator, on=TODAY)
    assert offices_read_by(standing).count() == Office.objects.count()
    assert not any(enters_for(standing, office) or reviews(standing, office) for office in offices.values())


def test_somebody_without_membership_reaches_nothing(reference):
    standing = standing_of(add_person("nobody"), on=TODAY)
    assert not offices_read_by(standing).exists()
    assert not any((standing.is_reviewer, standing.is_focal_point, standing.is_administrator))


@pytest.mark.parametrize(
    ("since", "until", "counts"),
    [
        (0, None, True),
        (-30, 0, True),
        (0, 0, True),
        (1, None, False),  # begins tomorrow
        (-30, -1, False),  # ended yesterday
    ],
)
def test_a_membership_counts_from_its_first_to_its_last_day(offices, since, until, counts):
    ends = None if until is None else TODAY + timedelta(days=until)
    standing = standing_with(Role.FOCAL_POINT, offices["industries"], since=TODAY + timedelta(days=since), until=ends)
    assert enters_for(standing, offices["industries"]) is counts
    assert offices_read_by(standing).exists() is counts


def test_two_roles_at_two_offices_add_up(offices):
    person = add_person("both")
    for role, where in ((Role.FOCAL_POINT, "department"), (Role.REVIEWER, "cabinet")):
        Membership.objects.create(person=person, office=offices[where], role=role, since=TODAY)
    standing = standing_of(person, on=TODAY)
    assert enters_for(standing, offices["department"])
    assert reviews(standing, offices["industries"])
    assert not reviews(standing, offices["department"])


@pytest.mark.parametrize("fields", [{}, {"is_staff": True, "is_superuser": True}])
def test_somebody_inactive_stands_nowhere(offices, fields):
    standing = standing_with(Role.REVIEWER, offices["cabinet"], is_active=False, **fields)
    assert not offices_read_by(standing).exists()
    assert not reviews(standing, offices["industries"])
    assert not standing.is_administrator


def test_the_standing_of_a_day_is_asked_for_in_one_query(offices, alice, django_assert_num_queries):
    with django_assert_num_queries(1):
        standing = standing_of(alice, on=TODAY)
        assert standing.memberships[0].office == offices["industries"]


def test_a_membership_cannot_end_before_it_began(alice, labour_office):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            person=alice, office=labour_office, role=Role.HEAD, since=date(2021, 7, 1), until=date(2021, 6, 30)
        )
