"""Owns the people of the tests: two colleagues, a stranger, a reviewer and an administrator."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from offices.models import Membership, Office, Person, Role, Tier
from offices.queries.lookup import find_offices

PASSWORD = "only-for-tests"
SINCE = date(2017, 7, 1)


def add_person(username: str, office: Office | None = None, role: Role | None = None, **fields) -> Person:
    """Somebody who can log in with PASSWORD, with a role at an office when both are given."""
    person = Person.objects.create_user(username=username, password=PASSWORD, **fields)
    if office and role:
        Membership.objects.create(person=person, office=office, role=role, since=SINCE)
    return person


@pytest.fixture
def reference(db: None) -> None:
    """Offices, years, deadlines and policies; loaded once for the whole run."""


@pytest.fixture
def industries_office(reference: None) -> Office:
    return find_offices("শিল্প মন্ত্রণালয়")[0]


@pytest.fixture
def labour_office(reference: None) -> Office:
    return find_offices("শ্রম ও কর্মসংস্থান মন্ত্রণালয়")[0]


@pytest.fixture
def cabinet_division(reference: None) -> Office:
    return Office.objects.get(tier=Tier.CABINET_DIVISION)


@pytest.fixture
def alice(industries_office: Office) -> Person:
    """Focal point of the Ministry of Industries."""
    return add_person("alice", industries_office, Role.FOCAL_POINT)


@pytest.fixture
def bob(industries_office: Office) -> Person:
    """Alice's colleague: another focal point of the same ministry."""
    return add_person("bob", industries_office, Role.FOCAL_POINT)


@pytest.fixture
def charlie(labour_office: Office) -> Person:
    """The stranger: focal point of the Ministry of Labour and Employment."""
    return add_person("charlie", labour_office, Role.FOCAL_POINT)


@pytest.fixture
def rita(cabinet_division: Office) -> Person:
    """Reviewer at the Cabinet Division, the office above every ministry."""
    return add_person("rita", cabinet_division, Role.REVIEWER)


@pytest.fixture
def administrator(reference: None) -> Person:
    return add_person("admin", is_staff=True, is_superuser=True)


@pytest.fixture
def client_of() -> Callable[[Person], Client]:
    """A browser session of a person, without JavaScript: ``client_of(alice).get(…)``."""

    def logged_in(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return logged_in
