"""Owns the proof that an empty system tells everybody what to do first, and one with plans does not."""

import pytest
from django.urls import reverse

from offices.models import Office, Role
from offices.tests.people import add_person
from plans.kinds import plan_kinds


def steps_of(client, language="bn"):
    client.cookies["django_language"] = language
    response = client.get(reverse("home"))
    assert all(step.text in response.text for step in response.context["steps"])
    return response.context["steps"]


@pytest.fixture
def people(alice, rita, administrator, industries_office):
    head = add_person("helen", industries_office, Role.HEAD)
    return {"alice": alice, "rita": rita, "administrator": administrator, "head": head, "nobody": add_person("nobody")}


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize(
    ("who", "place"),
    [
        ("administrator", "admin:offices_fiscalyear_open"),
        ("rita", "plans:policies"),
        ("head", "offices:tree"),
        ("alice", "about"),
        ("nobody", "about"),
    ],
)
def test_everybody_is_told_first_steps_that_lead_where_they_are_let_in(people, client_of, who, place, language):
    client = client_of(people[who])
    steps = steps_of(client, language)
    assert reverse(place) in {step.url for step in steps}
    assert all(client.get(step.url).status_code == 200 for step in steps if step.url)


def test_a_focal_point_is_shown_the_columns_of_every_kind(alice, client_of):
    urls = {step.url for step in steps_of(client_of(alice))}
    assert {reverse("entry:columns", args=[code]) for code in plan_kinds()} <= urls


def test_an_administrator_sees_what_is_done(administrator, client_of, labour_office):
    done = {step.url: step.is_done for step in steps_of(client_of(administrator))}
    people = reverse("admin:offices_person_changelist")
    assert (done[reverse("plans:policies")], done[people]) == (True, False)
    add_person("fatema", labour_office, Role.FOCAL_POINT)
    assert not {step.url: step.is_done for step in steps_of(client_of(administrator))}[people]  # others have nobody
    Office.objects.exclude(pk=labour_office.pk).update(makes_plan=False)
    assert {step.url: step.is_done for step in steps_of(client_of(administrator))}[people]


@pytest.mark.parametrize("who", ["alice", "rita", "administrator"])
def test_who_sees_a_plan_needs_no_first_steps(request, industries, client_of, who):
    response = client_of(request.getfixturevalue(who)).get(reverse("home"))
    assert response.context["steps"] == []
    assert "প্রথম ধাপ" not in response.text


def test_a_search_that_finds_nothing_is_no_empty_system(industries, rita, client_of):
    assert client_of(rita).get(reverse("home"), {"search": "নেই"}).context["steps"] == []
