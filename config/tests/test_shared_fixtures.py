"""Owns the proof that the shared fixtures stand, also after a test that empties the database."""

import pytest

from offices.models import Office


def test_the_two_real_plans_are_stored(industries, labour):
    assert industries.areas.count() == 13
    assert labour.areas.count() == 2


@pytest.mark.parametrize("size", [1, 3, 37])
def test_a_plan_has_the_size_asked_for(plan_of_size, size):
    plan = plan_of_size(size)
    assert sum(activity.indicators.count() for area in plan.areas.all() for activity in area.activities.all()) == size


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["first", "after a flush"])
def test_people_and_offices_are_there_for_tests_that_commit(alice, industries, turn):
    assert Office.objects.count() == 64
    assert alice.memberships.get().office == industries.office
