"""Owns the proof of the lists of what administrators look after: accounts that sleep, offices nobody enters for."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from config.tests.test_admin_bengali import faults_of
from offices.models import Membership, Office, Person, Role, Tier
from offices.tests.people import SINCE, add_person

pytestmark = pytest.mark.django_db
PEOPLE, OFFICES = (reverse(f"admin:offices_{name}_changelist") for name in ("person", "office"))


@pytest.fixture
def client(administrator, client_of):
    return client_of(administrator)


def came(username, days_ago, *, joined=400, **fields):
    """Somebody who joined and last came so many days ago; None: never."""
    now = timezone.now()
    person = add_person(username, date_joined=now - timedelta(days=joined), **fields)
    last = None if days_ago is None else now - timedelta(days=days_ago)
    Person.objects.filter(pk=person.pk).update(last_login=last)


def listed(client, place, **asked):
    return {str(row) for row in client.get(place, asked).context["cl"].result_list}


@pytest.fixture
def sleepers(reference):
    came("yesterday", 1)
    came("in-spring", 100)
    came("last-year", 300)
    came("invited-long-ago", None)
    came("invited-today", None, joined=0)
    came("gone", 300, is_active=False)


@pytest.mark.parametrize(
    ("slept", "names"),
    [
        ("90", {"in-spring", "last-year", "invited-long-ago"}),
        ("180", {"last-year", "invited-long-ago"}),
        ("101", {"last-year", "invited-long-ago"}),
        ("never", {"invited-long-ago", "invited-today"}),
        ("99999999999999999999", set()),
    ],
)
def test_accounts_that_nobody_used_are_listed(client, sleepers, slept, names):
    assert listed(client, PEOPLE, slept=slept) - {"admin"} == names


def test_the_days_offered_are_a_setting(client, sleepers, settings):
    settings.DORMANT_DAYS = [45]
    page = client.get(PEOPLE).text
    assert "৪৫ দিন" in page
    assert "৯০ দিন" not in page
    assert listed(client, PEOPLE, slept="nonsense") >= {"yesterday", "gone"}


@pytest.fixture
def offices(cabinet_division):
    """A ministry and its offices, by who enters for them."""
    top = Office.objects.create(name_bn="মূল", name_en="Top", tier=Tier.MINISTRY, parent=cabinet_division)
    made = [
        Office.objects.create(name_bn=name, name_en=name, tier=Tier.DEPARTMENT, parent=top, makes_plan=name != "plain")
        for name in ("held", "left", "head only", "closed", "later", "plain", "nobody")
    ]
    today = timezone.localdate()
    people = {
        "held": {},
        "left": {"until": today - timedelta(days=1)},
        "head only": {"role": Role.HEAD},
        "closed": {},
        "later": {"since": today + timedelta(days=1)},
    }
    for office in made:
        if office.name_en in people:
            held = {"role": Role.FOCAL_POINT, "since": SINCE} | people[office.name_en]
            person = add_person(f"of {office.name_en}", is_active=office.name_en != "closed")
            Membership.objects.create(person=person, office=office, **held)
    return top


def test_offices_without_a_focal_point_are_listed(client, offices):
    found = listed(client, OFFICES, focal_point="none", q="Top") | {
        name for name in listed(client, OFFICES, focal_point="none", tier="department") if not name.startswith("অ")
    }
    assert found == {"মূল", "left", "head only", "closed", "later", "nobody"}


def test_the_list_of_offices_says_who_enters_and_leads_to_an_invitation(client, offices):
    page = client.get(OFFICES, {"tier": "department"}).text
    assert "of held" in page
    assert "of left" not in page
    nobody = Office.objects.get(name_en="nobody")
    place = f"{reverse('admin:offices_person_invite')}?office={nobody.pk}"
    assert place in page
    assert 'value="nobody"' in client.get(place).text


def test_lists_ask_the_database_as_often_for_many_as_for_few(client, offices, sleepers):
    counts = []
    for more in (0, 60):
        for number in range(more):
            office = Office.objects.create(name_bn=f"d{number}", name_en="d", tier=Tier.DEPARTMENT, parent=offices)
            add_person(f"p{number}", office, Role.FOCAL_POINT)
        with CaptureQueriesContext(connection) as queries:
            client.get(OFFICES, {"tier": "department"})
            client.get(PEOPLE, {"slept": "0"})
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 18


def test_the_lists_are_bengali(client, offices, sleepers):
    asked = [f"{PEOPLE}?slept=90", f"{PEOPLE}?slept=never", f"{OFFICES}?focal_point=none"]
    assert faults_of(client, asked) == {}
