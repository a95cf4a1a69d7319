"""Owns the proof of what stands around every page: where one can go, and as whom one is here."""

import pytest
from django.urls import reverse

from offices.tests.people import add_person

HOME, COMPARISON, POLICIES, OFFICES = "home", "reports:comparison", "plans:policies", "offices:tree"
IMPORT, ADMIN = "imports:upload", "admin:index"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "places"),
    [
        ("alice", {HOME}),
        ("rita", {HOME, COMPARISON, POLICIES, OFFICES}),
        ("administrator", {HOME, COMPARISON, POLICIES, OFFICES, IMPORT, ADMIN}),
    ],
)
def test_people_are_offered_the_places_they_are_let_into(request, client_of, who, places):
    client = client_of(request.getfixturevalue(who))
    response = client.get(reverse(HOME))
    offered = {place["url"] for place in response.context["navigation"]}
    assert {reverse(name) for name in places} <= offered
    assert not {reverse(name) for name in {COMPARISON, POLICIES, OFFICES, IMPORT, ADMIN} - places} & offered
    assert all(client.get(url).status_code == 200 for url in offered)


def test_the_place_one_is_at_is_marked(rita, client_of):
    navigation = client_of(rita).get(reverse(COMPARISON)).context["navigation"]
    assert [place["url"] for place in navigation if place["current"]] == [reverse(COMPARISON)]


def test_the_office_and_role_stand_in_the_head_of_the_page(alice, client_of):
    page = client_of(alice).get(reverse(HOME)).text
    head = page[: page.index("</header>")]
    assert '<strong>ফোকাল পয়েন্ট</strong><span class="whoami-office">, শিল্প মন্ত্রণালয়</span>' in head


def test_somebody_without_an_office_is_shown_a_page_all_the_same(db, client_of):
    assert client_of(add_person("nobody")).get(reverse(HOME)).status_code == 200


def test_who_is_not_logged_in_is_offered_nothing(db, client):
    assert "navigation" not in client.get(reverse("account_login")).context
