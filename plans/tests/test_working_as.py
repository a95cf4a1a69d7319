"""Owns the proof that a person of several roles chooses as whom to work, and never gets more by it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from offices.models import Membership, Role
from offices.tests.people import SINCE, add_person
from plans.views.standing import WORKS_AS

pytestmark = pytest.mark.django_db
HOME, CHOOSE = reverse("home"), reverse("plans:work_as")
ASKED = "কোন দায়িত্বে কাজ করবেন?"


@pytest.fixture
def both(industries_office, cabinet_division):
    """Focal point of a ministry and reviewer of the office above."""
    person = add_person("both", industries_office, Role.FOCAL_POINT)
    Membership.objects.create(person=person, office=cabinet_division, role=Role.REVIEWER, since=SINCE)
    return person


@pytest.fixture
def client(both, client_of):
    return client_of(both)


@pytest.fixture
def others_plan(plan_of_size, labour_office):
    """What only the reviewer reads."""
    plan = plan_of_size(1, office=labour_office)
    return reverse("reports:scorecard", kwargs={"plan_id": plan.pk, "quarter": 1})


def choose(client, membership):
    return client.post(CHOOSE, {"membership": membership.pk if membership else ""})


def held(person, role):
    return person.memberships.get(role=role)


def test_the_chosen_role_is_all_that_pages_show_until_another_is_chosen(client, both, others_plan):
    assert client.get(others_plan).status_code == 200
    assert choose(client, held(both, Role.FOCAL_POINT)).url == HOME
    assert client.get(others_plan).status_code == 404
    assert reverse("reports:comparison") not in client.get(HOME).text
    choose(client, held(both, Role.REVIEWER))
    assert client.get(others_plan).status_code == 200
    choose(client, None)
    assert WORKS_AS not in client.session
    assert client.get(others_plan).status_code == 200


def test_the_page_asks_who_has_several_roles_and_says_the_chosen_one(client, both, alice, client_of):
    assert ASKED not in client_of(alice).get(HOME).text
    focal, reviewer = held(both, Role.FOCAL_POINT), held(both, Role.REVIEWER)
    assert f'value="{focal.pk}">' in client.get(HOME).text
    for chosen in (focal, reviewer):
        choose(client, chosen)
        page = client.get(HOME).text
        assert f'value="{chosen.pk}" checked>' in page
        assert f"{chosen.office} · {chosen.get_role_display()}</span>" in page
        assert ASKED in page


def test_nobody_chooses_the_role_of_another_or_one_that_ended(client, both, rita, alice, client_of, others_plan):
    for key in (held(rita, Role.REVIEWER).pk, "0", "x", ""):
        alices = client_of(alice)
        alices.post(CHOOSE, {"membership": key})
        assert alices.get(others_plan).status_code == 404
    choose(client, held(both, Role.FOCAL_POINT))
    Membership.objects.filter(person=both, role=Role.FOCAL_POINT).update(until=timezone.localdate() - timedelta(days=1))
    assert client.get(others_plan).status_code == 200  # the one that is left


def test_a_choice_does_not_evade_the_second_factor(client, both, settings):
    choose(client, held(both, Role.FOCAL_POINT))
    settings.SECOND_FACTOR_REQUIRED = True
    assert client.get(HOME).url == reverse("mfa_activate_totp")


def test_a_choice_costs_no_query(client, both, others_plan):
    counts = []
    for chosen in (held(both, Role.REVIEWER), None):
        choose(client, chosen)
        with CaptureQueriesContext(connection) as queries:
            client.get(others_plan)
        counts.append(len(queries))
    assert counts[0] == counts[1]
