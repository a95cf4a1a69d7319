"""Owns the proof that every page speaks the reader's language: all that each role comes to, and what it refuses."""

from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import resolve, reverse

from config.tests.crawling import NONSENSE, crawl, opened, spoiled_forms
from config.tests.spoken import data_words, not_bengali, not_english, stored_texts, titles
from config.tests.test_access import ACCOUNT, CHIEF, GET, people, places, scene, undone  # noqa: F401
from config.tests.test_access_administration import rows_of_the_administration
from offices.tests.people import PASSWORD
from plans.models import Plan

ROLES = ("not logged in", "alice", "head own", "rita", "administrator top", CHIEF, "holds nothing")
IN_ENGLISH = ("not logged in", "alice", "rita", CHIEF)


@pytest.fixture
def beginnings(scene, people, places, industries, alice):  # noqa: F811
    """``beginnings("alice")``: where she may begin; an administrator in every table too."""
    labour = Plan.objects.get(kind="egov")
    tables = rows_of_the_administration(industries, labour, alice, people[CHIEF])
    own = ["/", *(places[name] for name in GET), *(reverse(name) for name in ACCOUNT if name != "account_logout")]
    return lambda name: own + list(tables.values()) * (name in (CHIEF, "administrator top"))


@pytest.fixture
def reader(people, client_of):  # noqa: F811
    def logged_in(name, language):
        client = client_of(people[name]) if name in people else Client()
        client.cookies["django_language"] = language
        if name in people:  # a moment ago, so that the pages of the second factor open
            client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        return client

    return logged_in


@pytest.mark.parametrize("name", ROLES)
def test_every_page_is_in_bengali(beginnings, reader, name):
    words, typed = data_words(), titles()
    pages = crawl(reader(name, "bn"), beginnings(name))
    found = {place: not_bengali(response.text, words, typed) for _, place, response in pages}
    assert {place: faults for place, faults in found.items() if faults} == {}


@pytest.mark.parametrize("name", IN_ENGLISH)
def test_every_page_is_in_english_for_who_chose_it(beginnings, reader, name):
    pages = list(crawl(reader(name, "en"), beginnings(name)))
    stored = stored_texts()
    found = {place: not_english(response.text, stored) for _, place, response in pages}
    assert {place: faults for place, faults in found.items() if faults} == {}


LEFT_OUT = {"account_logout", "set_language", "plans:work_as"}  # these ask nothing that could be refused


@pytest.mark.parametrize("name", ["not logged in", "alice", "rita", CHIEF])
def test_what_a_form_refuses_is_said_in_bengali(beginnings, reader, name):
    client, words, typed = reader(name, "bn"), data_words(), [*titles(), NONSENSE]
    ours = [place for place in beginnings(name) if not place.startswith("/admin/")]
    forms = {}
    for place, response in opened(client, ours):
        for action, fields in spoiled_forms(place, response.text):
            forms.setdefault((resolve(urlsplit(action).path).view_name, *fields), (action, fields))
    found = {}
    for (view, *_), (action, fields) in forms.items():
        if view not in LEFT_OUT:
            with undone():
                refused = client.post(action, fields, follow=True)
            found[action] = not_bengali(refused.text, words, typed)
    assert found
    assert {action: faults for action, faults in found.items() if faults} == {}
