"""Owns the proof of the log-in: by name and password, and closed to who guesses, but to nobody else."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from offices.models import Role
from offices.tests.people import PASSWORD, add_person

TRIES = 10


@pytest.fixture(autouse=True)
def _forget_failures(db):
    cache.clear()
    yield
    cache.clear()


def log_in(name, password=PASSWORD, *, address="10.0.0.1", client=None):
    browser = client or Client()
    data = {"login": name, "password": password}
    return browser.post(reverse("account_login"), data, REMOTE_ADDR=address)


def is_in(response):
    return response.status_code == 302 and response.url == reverse("home")


def guess(name, times, *, address="10.0.0.1"):
    for _ in range(times):
        assert not is_in(log_in(name, "wrong", address=address))


def test_name_and_password_lead_to_the_first_page(alice):
    client = Client()
    assert is_in(log_in("alice", client=client))
    assert client.get(reverse("home")).status_code == 200


@pytest.mark.parametrize(("name", "password"), [("alice", "wrong"), ("alice", ""), ("mallory", PASSWORD), ("", "")])
def test_a_wrong_name_or_password_stays_outside_with_a_sentence(alice, name, password):
    client = Client()
    response = log_in(name, password, client=client)
    assert response.status_code == 200
    assert "notice-error" in response.text
    assert client.get(reverse("home")).status_code == 302


def test_an_unknown_name_is_answered_like_a_wrong_password(alice):
    errors = [log_in(name, "wrong").context["form"].non_field_errors() for name in ("alice", "mallory")]
    assert errors[0] == errors[1]


def test_somebody_inactive_is_not_let_in(alice):
    alice.is_active = False
    alice.save()
    assert not is_in(log_in("alice"))


def test_the_page_that_was_asked_for_follows_the_log_in(alice):
    client = Client()
    wanted = reverse("jobs:list")
    asked = client.get(wanted)
    response = client.post(asked.url, {"login": "alice", "password": PASSWORD, "next": wanted})
    assert response.url == wanted


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/"])
def test_the_log_in_does_not_lead_to_other_sites(alice, elsewhere):
    data = {"login": "alice", "password": PASSWORD, "next": elsewhere}
    assert Client().post(reverse("account_login"), data).url == reverse("home")


def test_logging_out_needs_a_click_not_a_link(alice):
    client = Client()
    log_in("alice", client=client)
    client.get(reverse("account_logout"))
    assert client.get(reverse("home")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(reverse("home")).status_code == 302


# --- guessing ----------------------------------------------------------------------------------------------------


def test_guessing_a_name_from_one_address_is_stopped(alice):
    guess("alice", TRIES)
    assert not is_in(log_in("alice"))


def test_one_failure_less_does_not_stop_anybody(alice):
    guess("alice", TRIES - 1)
    assert is_in(log_in("alice"))


def test_guesses_from_one_address_do_not_lock_the_name_from_another(alice):
    guess("alice", TRIES + 2)
    assert is_in(log_in("alice", address="10.0.0.2"))


def test_guesses_at_one_name_do_not_lock_another_behind_the_same_address(alice, bob):
    guess("alice", TRIES + 2)
    assert is_in(log_in("bob"))


def test_somebody_who_often_logs_in_is_not_taken_for_guessing(alice):
    for _ in range(TRIES + 5):
        assert is_in(log_in("alice"))


def test_a_whole_ministry_logs_in_from_one_address(industries_office):
    for number in range(40):
        add_person(f"officer-{number}", industries_office, Role.FOCAL_POINT)
        assert is_in(log_in(f"officer-{number}"))


def test_failures_are_counted_together_by_all_processes(alice):
    guess("alice", TRIES)
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache")
        assert cursor.fetchone()[0] > 0


# --- forgotten passwords -------------------------------------------------------------------------------------------


def test_without_a_mail_server_the_page_says_whom_to_ask(alice, client, mailoutbox):
    page = client.get(reverse("account_reset_password"))
    assert "প্রশাসককে বলুন" in page.text
    assert 'type="email"' not in page.text
    answer = client.post(reverse("account_reset_password"), {"email": "alice@example.org"})
    assert "প্রশাসককে বলুন" in answer.text
    assert mailoutbox == []


def test_with_a_mail_server_the_way_is_mailed(alice, client, mailoutbox, settings):
    settings.EMAIL_HOST = "mail.example.org"
    alice.email = "alice@example.org"
    alice.save()
    client.post(reverse("account_reset_password"), {"email": "alice@example.org"})
    assert [mail.to for mail in mailoutbox] == [["alice@example.org"]]


# --- a computer that others use too ------------------------------------------------------------------------------


def test_a_computer_that_others_use_remembers_it_until_somebody_says_otherwise(alice):
    browser = Client()
    address, answers = reverse("account_login"), {"login": "alice", "password": PASSWORD}
    assert "checked" not in browser.get(address).text
    browser.post(address, answers | {"shared": "on"})
    assert "data-shared" in browser.get(reverse("home")).text
    browser.post(reverse("account_logout"))
    assert "checked" in browser.get(address).text
    browser.post(address, answers)
    assert "data-shared" not in browser.get(reverse("home")).text


def test_a_wrong_password_says_nothing_of_the_computer(alice):
    browser = Client()
    browser.post(reverse("account_login"), {"login": "alice", "password": "wrong", "shared": "on"})
    assert "shared_computer" not in browser.cookies
