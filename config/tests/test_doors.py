"""Owns the proof of the doors: what stays of a session, how long it lasts, and what is noted of who was refused."""

import logging
import re
import threading
import time
from contextlib import ExitStack

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher, identify_hasher, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config import passwords, sessions
from offices.models import Person
from offices.tests.people import PASSWORD
from operations.log_lines import RequestIdFilter
from reports.report_json import VERSION
from sheets.turns import Patience, turn

OURS = ["config.passwords.PasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
NUMBER = re.compile(r"[0-9a-f]{32}")


@pytest.fixture(autouse=True)
def _forget_failures(db):
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def door_log(caplog):
    caplog.set_level(logging.INFO, "doors")
    return lambda: [record.getMessage() for record in caplog.records if record.name == "doors"]


def log_in(name, password=PASSWORD, client=None):
    return (client or Client()).post(reverse("account_login"), {"login": name, "password": password})


# --- what stays on the computer ------------------------------------------------------------------------------------


def test_no_page_behind_the_log_in_stays_on_the_computer(alice, client_of, plan_of_size):
    quarter = {"plan_id": plan_of_size(1).pk, "quarter": 1}
    client = client_of(alice)
    pages = [reverse("home"), reverse("entry:entry", kwargs=quarter), reverse("entry:export", kwargs=quarter), "/no/"]
    for page in [*pages, reverse("reports:form_data", kwargs=quarter | {"ending": "csv"}), reverse("account_login")]:
        assert "no-store" in client.get(page)["Cache-Control"], page


def test_public_pages_may_be_kept_(client, reference):
    for page in (reverse("public:schema", args=[VERSION]), reverse("robots")):
        response = client.get(page)
        assert "no-store" not in response.get("Cache-Control", ""), page


def test_signing_out_clears_what_pages_kept_in_the_browser(alice, client_of):
    client = client_of(alice)
    assert "Clear-Site-Data" not in client.get(reverse("account_logout")).headers
    assert client.post(reverse("account_logout"))["Clear-Site-Data"] == '"storage"'


# --- how long a session lasts --------------------------------------------------------------------------------------


@pytest.fixture
def later(monkeypatch):
    """Turns the clock of sessions on by so many minutes."""
    start, ahead = time.time(), [0]
    monkeypatch.setattr(sessions.time, "time", lambda: start + ahead[0] * 60)
    return lambda minutes: ahead.__setitem__(0, ahead[0] + minutes)


def test_who_does_nothing_for_the_limit_is_signed_out_and_told_so(alice, client_of, later, settings):
    client = client_of(alice)
    later(settings.IDLE_MINUTES + 1)
    response = client.get(reverse("home"), follow=True)
    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))
    assert "কিছুক্ষণ কোনো কাজ না হওয়ায়" in response.text


def test_who_goes_on_working_stays_in(alice, client_of, later, settings):
    client = client_of(alice)
    for _ in range(4):
        later(settings.IDLE_MINUTES - 1)
        assert client.get(reverse("home")).status_code == 200


def test_without_a_limit_nobody_is_signed_out(alice, client_of, later, settings):
    settings.IDLE_MINUTES = 0
    client = client_of(alice)
    later(7 * 60)
    assert client.get(reverse("home")).status_code == 200


def test_a_session_is_not_written_by_every_request(alice, client_of, later):
    client = client_of(alice)
    later(3)
    written = [_writes(client) for _ in range(3)]
    assert written == [1, 0, 0]


def _writes(client):
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("account_logout"))
    return sum("django_session" in query["sql"] and query["sql"].startswith("UPDATE") for query in queries)


# --- passwords -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "password",
    ["xAlice-2026!", "শিল্প-৭৭৭৭৭৭", "industries!!77", "99রহিমউদ্দিন99", "INDUSTRIES-road", "dhaka.alice.77"],
)
def test_a_password_with_a_name_of_the_person_or_the_office_is_refused(alice, password):
    alice.name_bn = "রহিমউদ্দিন আহমেদ"
    with pytest.raises(ValidationError) as refused:
        validate_password(password, alice)
    assert "password_holds_a_name" in [error.code for error in refused.value.error_list]


@pytest.mark.parametrize("password", ["ministry-of-tea-77", "correct horse battery", "নদী-আকাশ-৪৪-পাখি"])
def test_other_passwords_are_taken(alice, password):
    validate_password(password, alice)


def test_a_password_of_before_is_known_and_stored_the_cheaper_way_when_used(alice, settings):
    settings.PASSWORD_HASHERS = OURS
    hasher = PBKDF2PasswordHasher()
    Person.objects.filter(pk=alice.pk).update(password=hasher.encode(PASSWORD, hasher.salt(), iterations=1000))
    assert log_in("alice").status_code == 302
    alice.refresh_from_db()
    assert identify_hasher(alice.password).algorithm == "argon2"
    assert alice.check_password(PASSWORD)


def test_new_passwords_are_argon2id_of_19_mebibytes(settings):
    settings.PASSWORD_HASHERS = OURS
    assert make_password(PASSWORD).startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


# --- log-in storms -------------------------------------------------------------------------------------------------


@pytest.fixture
def full(monkeypatch):
    """A process in which as many passwords are being checked, and wait to be, as are taken."""
    monkeypatch.setattr(passwords, "PATIENCE", 0.05)
    places = passwords.AT_ONCE + passwords.WAITING
    taken = [passwords._checks._inside.acquire(blocking=False) for _ in range(places)]
    yield
    for _ in taken:
        passwords._checks._inside.release()


def test_who_comes_while_too_many_are_let_in_is_asked_to_wait(alice, full, door_log):
    response = log_in("alice")
    assert response.status_code == 429
    assert "একটু পরে আবার চেষ্টা করুন" in response.text
    assert int(response["Retry-After"]) > 0
    assert any(line.startswith("refused 429") for line in door_log())


def test_who_is_inside_is_served_meanwhile(alice, client_of, full):
    assert client_of(alice).get(reverse("home")).status_code == 200


def test_who_comes_while_other_processes_use_all_but_one_processor_for_passwords_is_asked_to_wait(
    alice, client_of, monkeypatch, settings
):
    monkeypatch.setattr(passwords, "PATIENCE", 0.05)
    with ExitStack() as others:  # locks on files: the kernel makes no difference between our process and others
        for _ in range(passwords.OF_MACHINE):
            others.enter_context(turn(settings.DATA_DIR / "doors", passwords.OF_MACHINE, Patience(5)))
        assert log_in("alice").status_code == 429
        assert client_of(alice).get(reverse("home")).status_code == 200
    assert log_in("alice").status_code == 302


def test_no_more_passwords_are_checked_at_once_than_cores_can_bear():
    inside, most, refused = [], [], []

    def check():
        try:
            with passwords.one_at_a_time():
                inside.append(1)
                most.append(len(inside))
                time.sleep(0.02)
                inside.pop()
        except passwords.BusyError:
            refused.append(1)

    threads = [threading.Thread(target=check) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == passwords.AT_ONCE
    assert len(most) + len(refused) == 12
    with passwords.one_at_a_time():
        pass  # every place was given back


def test_too_many_requests_of_one_address_are_told_in_bengali(alice, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    log_in("alice")
    response = log_in("alice")
    assert response.status_code == 429
    assert "একটু পরে আবার চেষ্টা করুন" in response.text


# --- the log -------------------------------------------------------------------------------------------------------


def test_coming_going_and_failing_are_noted_by_number(alice, door_log):
    client = Client()
    log_in("alice", client=client)
    client.post(reverse("account_logout"))
    log_in("alice", "wrong")
    log_in("my-secret-password", "wrong")
    lines = door_log()
    assert [line.split(" person=")[0] for line in lines] == [
        "signed in",
        "signed out",
        "wrong password",
        "unknown name",
    ]
    assert [line.split(" person=")[1].split()[0] for line in lines] == [*[str(alice.pk)] * 3, "-"]
    assert not any("my-secret-password" in line or PASSWORD in line for line in lines)


def test_a_refusal_is_noted_with_who_and_where(alice, client_of, door_log):
    client_of(alice).get(reverse("reports:comparison"))
    assert any(f"refused 403 person={alice.pk} " in line and "/reports/" in line for line in door_log())


def test_an_address_cannot_forge_a_line_of_the_log(alice, client_of, door_log, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    client_of(alice).get(reverse("reports:comparison"), HTTP_X_FORWARDED_FOR="1.2.3.4\nsigned in person=1")
    assert all("\n" not in line for line in door_log())


@pytest.mark.parametrize(("given", "taken"), [("abcdef-12345678", True), ("short", False), ("a\nb" * 9, False)])
def test_every_answer_carries_the_number_of_its_request(client, db, settings, given, taken):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    number = client.get(reverse("account_login"), HTTP_X_REQUEST_ID=given)["X-Request-ID"]
    assert number == given if taken else NUMBER.fullmatch(number)


def test_a_number_is_believed_of_a_proxy_only(client, db):
    number = client.get(reverse("account_login"), HTTP_X_REQUEST_ID="abcdef-12345678")["X-Request-ID"]
    assert NUMBER.fullmatch(number)


def test_lines_of_the_log_carry_the_number_of_their_request(alice, client_of, caplog, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    caplog.set_level(logging.INFO, "doors")
    caplog.handler.addFilter(RequestIdFilter())
    number = client_of(alice).get(reverse("reports:comparison"), HTTP_X_REQUEST_ID="abcdef-12345678")["X-Request-ID"]
    assert {
        record.request_id
        for record in caplog.records
        if record.name == "doors" and "refused" in record.msg % record.args
    } == {number}


# --- addresses -----------------------------------------------------------------------------------------------------


def test_a_new_e_mail_address_needs_the_password(alice, client_of):
    client = client_of(alice)
    asked = {"email": "alice@example.org", "action_add": ""}
    response = client.post(reverse("account_email"), asked | {"password": "wrong"})
    assert "এটি আপনার পাসওয়ার্ড নয়।" in response.text
    assert not alice.emailaddress_set.exists()
    client.post(reverse("account_email"), asked | {"password": PASSWORD})
    assert alice.emailaddress_set.exists()
