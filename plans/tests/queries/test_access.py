"""Owns the proof of which plans a person reaches, and on which side of the table the person sits."""

import pytest

from offices.models import Membership, Office, Role
from offices.tests.people import SINCE, add_person
from plans.models import QuarterCell
from plans.queries.access import cells_read_by, plans_read_by, sides_towards, standing_today
from workflow.transitions import Side


@pytest.fixture
def people(alice, bob, charlie, rita, administrator, industries_office):
    head = add_person("head", industries_office, Role.HEAD)
    outsider = add_person("outsider")
    away = add_person("away", industries_office, Role.FOCAL_POINT, is_active=False)
    return {
        "alice": alice,
        "bob": bob,
        "charlie": charlie,
        "rita": rita,
        "admin": administrator,
        "head": head,
        "outsider": outsider,
        "away": away,
    }


@pytest.fixture
def plans(plan_of_size, labour_office):
    return {"industries": plan_of_size(2), "labour": plan_of_size(2, office=labour_office)}


READS = {
    "alice": {"industries"},
    "bob": {"industries"},
    "head": {"industries"},
    "charlie": {"labour"},
    "rita": {"industries", "labour"},
    "admin": {"industries", "labour"},
    "outsider": set(),
    "away": set(),
}
SIDES = {"alice": {Side.ENTERING}, "bob": {Side.ENTERING}, "rita": {Side.REVIEWING}}


def test_a_person_reaches_exactly_the_plans_of_the_own_offices(people, plans):
    for name, person in people.items():
        standing = standing_today(person)
        assert {key for key, plan in plans.items() if plan in plans_read_by(standing)} == READS[name], name
        reached = cells_read_by(standing).values_list("indicator__activity__area__plan", flat=True)
        own = [plans[key].pk for key in READS[name]]
        assert set(reached) == set(own), name
        assert len(reached) == QuarterCell.objects.filter(indicator__activity__area__plan__in=own).count(), name


def test_a_person_sits_on_exactly_one_side_or_none(people, industries_office):
    for name, person in people.items():
        assert sides_towards(standing_today(person), industries_office) == SIDES.get(name, frozenset()), name


def test_every_person_has_a_line(people):
    assert set(READS) == set(people)


def test_a_division_is_reviewed_by_the_office_above_its_ministry(rita, reference):
    division = Office.objects.get(name_bn="অর্থ বিভাগ")
    assert sides_towards(standing_today(rita), division) == {Side.REVIEWING}
    ministry_reviewer = add_person("finance", division.parent, Role.REVIEWER)
    assert sides_towards(standing_today(ministry_reviewer), division) == frozenset()


def test_who_enters_and_reviews_one_office_sits_on_both_sides(alice, cabinet_division, industries_office):
    Membership.objects.create(person=alice, office=cabinet_division, role=Role.REVIEWER, since=SINCE)
    assert sides_towards(standing_today(alice), industries_office) == set(Side)
