"""Owns the proof of the page about the system: anybody reads its version, the rules in force and whom to ask."""

import subprocess

import pytest
from django.conf import settings as house
from django.urls import reverse
from django.utils.translation import gettext

from config.version import running_version
from plans.models import MarkingPolicy

CONTACT = "শিল্প মন্ত্রণালয়ের আইসিটি সেল, ০২-৯৫৬৭০২৪, ict@example.gov.bd"


@pytest.fixture(autouse=True)
def asked_anew():
    running_version.cache_clear()
    yield
    running_version.cache_clear()


def test_anybody_reads_whom_to_ask_and_the_rules_in_force(reference, client, settings):
    settings.ADMINISTRATOR_CONTACT = CONTACT
    page = client.get(reverse("about"))
    assert page.status_code == 200
    assert "০২-৯৫৬৭০২৪" in page.text
    assert 'href="mailto:ict@example.gov.bd"' in page.text
    in_force = {item["kind"].code: item["policy"] for item in page.context["rules"]}
    assert set(in_force) == {"integrity", "egov"}
    for kind, policy in in_force.items():
        assert policy == MarkingPolicy.objects.filter(kind=kind).latest("valid_from__start_year", "version")


def test_the_page_is_said_in_both_languages(reference, client):
    assert "নম্বর যেভাবে হিসাব হয়" in client.get(reverse("about")).text
    client.cookies["django_language"] = "en"
    assert "How marks are reckoned" in client.get(reverse("about")).text


def test_who_has_the_page_is_told_so_until_a_rule_changes(reference, client):
    client.get(reverse("about"))  # brings the cookie of the forms
    etag = client.get(reverse("about")).headers["ETag"]
    assert client.get(reverse("about"), headers={"If-None-Match": etag}).status_code == 304
    MarkingPolicy.objects.update(name="অন্য নীতি")
    page = client.get(reverse("about"), headers={"If-None-Match": etag})
    assert (page.status_code, "অন্য নীতি" in page.text) == (200, True)


def test_a_kind_without_a_policy_says_so(db, client):
    MarkingPolicy.objects.all().delete()
    page = client.get(reverse("about"))
    assert [item["policy"] for item in page.context["rules"]] == [None, None]
    assert page.text.count(gettext("No policy yet")) == 2


def test_every_page_leads_there(db, client):
    assert f'href="{reverse("about")}"' in client.get(reverse("account_login")).text


def test_a_contact_is_text_and_no_markup(db, client, settings):
    settings.ADMINISTRATOR_CONTACT = "<b>ICT</b>"
    assert "&lt;b&gt;ICT&lt;/b&gt;" in client.get(reverse("about")).text


@pytest.mark.parametrize("mail_server", ["", "mail.example.org"])
def test_forgotten_password_names_the_contact_with_a_mail_server_and_without(db, client, settings, mail_server):
    settings.ADMINISTRATOR_CONTACT, settings.EMAIL_HOST = CONTACT, mail_server
    page = client.get(reverse("account_reset_password")).text
    assert "ict@example.gov.bd" in page
    assert f'href="{reverse("about")}"' in page


def test_without_a_contact_the_administrator_of_the_ministry_is_named(db, client, settings):
    settings.ADMINISTRATOR_CONTACT = ""
    assert "আপনার মন্ত্রণালয়ের প্রশাসককে জিজ্ঞাসা করুন।" in client.get(reverse("about")).text


def test_the_version_is_what_the_environment_names(monkeypatch):
    monkeypatch.setenv("VERSION", "2026.11")
    assert running_version(house.BASE_DIR) == "2026.11"


def test_the_version_of_a_checkout_is_its_commit(monkeypatch, tmp_path):
    monkeypatch.delenv("VERSION", raising=False)
    git = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "first"], check=True)
    name = subprocess.run([*git, "rev-parse", "--short", "HEAD"], check=True, capture_output=True, text=True)
    assert running_version(tmp_path).split()[1] == name.stdout.strip()


def test_the_version_of_a_bare_folder_is_not_known(monkeypatch, tmp_path):
    monkeypatch.delenv("VERSION", raising=False)
    assert running_version(tmp_path) == ""
