"""Owns the proof that the role of administrator grants what it says, and ends with its last day."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from administration.tests.test_invitations import invite
from flat_tables.people_table import PeopleTable
from flat_tables.tests.tables import imported, problems
from offices.models import Membership, Office, Person, Role, Tier
from offices.tests.people import add_person
from plans.actions.office_changes import move_office
from plans.actions.people import edit_people
from plans.actions.row_writes import RowEdit
from plans.models import Event
from plans.queries.access import standing_today
from workflow.transitions import Refusal

pytestmark = pytest.mark.django_db
OPEN = ("offices_office", "offices_person", "plans_event", "integrity_plans_integrityplan", "plans_indicator")


def opened(client):
    return {name for name in OPEN if client.get(reverse(f"admin:{name}_changelist")).status_code == 200}


@pytest.fixture
def rahima(administrator, client_of, cabinet_division):
    """Invited as administrator of the topmost office, and nothing besides."""
    invite(client_of(administrator), office=cabinet_division.name_bn, role="administrator")
    return Person.objects.get(username="rahima")


def test_who_is_invited_as_administrator_is_one(rahima, client_of, cabinet_division):
    assert (rahima.is_staff, rahima.is_superuser, standing_today(rahima).is_administrator) == (True, False, True)
    client = client_of(rahima)
    assert opened(client) == set(OPEN)
    assert client.get(reverse("admin:index")).status_code == 200
    assert client.get(reverse("imports:upload")).status_code == 200
    assert client.get(reverse("admin:auth_group_changelist")).status_code == 403
    told = Event.objects.filter(verb="edit_person", after__has_key="is_staff").order_by("sequence").last()
    assert told.after["is_staff"] == "True"


def test_the_role_writes_plans_and_offices_but_makes_no_reviewer(rahima, client_of):
    client = client_of(rahima)
    assert client.get(reverse("admin:offices_office_add")).status_code == 200
    assert client.get(reverse("admin:integrity_plans_integrityplan_add")).status_code == 200
    assert invite(client, username="salma").status_code == 200
    assert invite(client, username="laila", role="reviewer").status_code == 422


def test_it_is_given_at_the_topmost_office_only(administrator, client_of, industries_office, alice):
    client = client_of(administrator)
    response = invite(client, office=industries_office.name_bn, role="administrator")
    assert (response.status_code, Person.objects.filter(username="rahima").exists()) == (422, False)
    assert "সবার উপরের দপ্তরে" in response.text
    held = alice.memberships.get()
    for edit in (
        RowEdit(held, {"role": Role.ADMINISTRATOR}),
        RowEdit(Membership(person=alice, office=industries_office, role=Role.ADMINISTRATOR, since=held.since)),
    ):
        edit.row.role = Role.ADMINISTRATOR
        with pytest.raises(Refusal, match="topmost"):
            edit_people(edits=[edit], by=administrator)


def test_where_it_grants_nothing_it_can_still_be_ended(administrator, industries_office):
    held = add_person("below", industries_office, Role.ADMINISTRATOR, is_staff=True).memberships.get()
    edit_people(edits=[RowEdit(held, {"until": timezone.localdate()})], by=administrator)
    assert Membership.objects.get(pk=held.pk).until == timezone.localdate()


def test_nobody_gets_it_by_a_file(administrator, cabinet_division):
    row = {"username": "rahima", "office": cabinet_division.name_bn, "role": "administrator", "since": "2026-07-01"}
    ((place, told),) = problems(imported(PeopleTable, [row], administrator)).items()
    assert (place, "ফাইল থেকে কেউ প্রশাসক হন না" in told) == ((2, "role"), True)
    assert not Person.objects.filter(username="rahima").exists()


def test_it_is_not_taken_by_moving_its_office_below_another(rahima, administrator, cabinet_division):
    top = Office.objects.create(tier=Tier.OFFICE, name_bn="আরেক দপ্তর", name_en="Another office")
    what = {"office": cabinet_division, "above": top, "on": timezone.localdate(), "reason": "আদেশ"}
    with pytest.raises(Refusal, match="Administrators hold"):
        move_office(by=administrator, **what)
    assert standing_today(rahima).is_administrator


def test_it_ends_with_its_last_day(rahima, client_of):
    Membership.objects.filter(person=rahima).update(until=timezone.localdate() - timedelta(days=1))
    assert opened(client_of(rahima)) == set()


def test_without_it_nothing_opens(client_of, alice, rita, industries_office, reference):
    below = add_person("below", industries_office, Role.ADMINISTRATOR, is_staff=True)
    for person in (alice, rita, below, add_person("clerk", is_staff=True)):
        assert opened(client_of(person)) == set(), person


def test_another_role_makes_nobody_staff(administrator, client_of):
    invite(client_of(administrator), role="head")
    assert not Person.objects.get(username="rahima").is_staff
