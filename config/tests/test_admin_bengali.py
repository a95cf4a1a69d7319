"""Owns the proof that administrators can read their site: every page in Bengali and the bundled font."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse

from config.tests.spoken import ALLOWED, LATIN, data_words, not_bengali, said
from config.tests.test_admin import REGISTERED, address, sent, world  # noqa: F401


@pytest.fixture
def client(administrator, client_of):
    return client_of(administrator)


@pytest.fixture
def full_world(world, alice):  # noqa: F811
    """One row at least in every table, those of log-in too."""
    group = Group.objects.create(name="সহকারী")
    alice.groups.add(group)
    EmailAddress.objects.create(user=alice, email="alice@example.org", primary=True, verified=True)
    Authenticator.objects.create(user=alice, type=Authenticator.Type.TOTP, data={"secret": "x"})


def pages_of(model):
    row = model._default_manager.order_by("pk").first()
    yield address(model, "changelist")
    yield address(model, "changelist") + "?q=শিল্প"
    yield address(model, "add")
    for page in ("change", "history", "delete"):
        yield address(model, page, row.pk)
    for page in ("import", "export"):
        if hasattr(admin.site._registry[model], f"{page}_template_name"):
            yield address(model, page)


def shown(client, place):
    response = client.get(place)
    return response.text if response.status_code == 200 else ""


def faults(client, place, known):
    """What is not Bengali on a page, is no field for both digits, or breaks the policy of its content."""
    page = shown(client, place)
    problems = not_bengali(page, known, ())
    problems += re.findall(r'<input[^>]*type="(?:number|date|datetime-local|time)"[^>]*>', page)
    problems += re.findall(r"<[a-z][^>]*\s(?:style|onclick|onchange)=[^>]*>", page)
    if page and "css/fonts.css" not in page:
        problems.append("not in the bundled font")
    return problems


def faults_of(client, places):
    known = data_words()
    found = {place: faults(client, place, known) for place in places}
    return {place: problems for place, problems in found.items() if problems}


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model._meta.label)
def test_every_page_of_a_table_is_in_bengali(full_world, client, model):
    assert faults_of(client, pages_of(model)) == {}


def test_the_pages_around_the_tables_are_in_bengali(full_world, client, alice):
    apps = sorted({model._meta.app_label for model in REGISTERED})
    places = [reverse("admin:index"), *(reverse("admin:app_list", args=[label]) for label in apps)]
    places.append(reverse("admin:auth_user_password_change", args=[alice.pk]))
    assert faults_of(client, places) == {}


def spoiled(response):
    """The form of a page with nonsense in every field."""
    fixed = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS", "-id")
    return {name: value if name.endswith(fixed) else "?" * 400 for name, value in sent(response).items()}


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model._meta.label)
def test_what_a_page_refuses_is_said_in_bengali(full_world, client, model):
    row = model._default_manager.order_by("pk").last()
    for place in (address(model, "add"), address(model, "change", row.pk)):
        response = client.get(place)
        if response.status_code != 200 or not (data := spoiled(response)):
            continue
        refused = client.post(place, data | {"fields": ""})
        texts = [text for text in said(refused.text) if "?" not in text]
        known = ALLOWED | data_words()
        assert [text for text in texts if set(LATIN.findall(text)) - known] == [], place
        assert "errorlist" in refused.text or refused.status_code == 403, place


def test_the_scripts_of_the_administration_speak_bengali(client):
    catalogue = client.get(reverse("admin:jsi18n")).text
    assert "খুঁজতে এখানে লিখুন" in catalogue or "\\u0996\\u09c1\\u0981\\u099c\\u09a4\\u09c7" in catalogue
