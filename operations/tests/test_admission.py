"""Owns the proof that the public, files and log-ins hold a part of a web process's threads, and never all of them."""

import http.client
import runpy
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from urllib.parse import urlencode

import pytest
from django.conf import settings as house
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.urls import get_resolver, resolve, reverse

from config.passwords import AT_ONCE, WAITING, PasswordHasher
from entry.tests.test_killed_server import TOKEN, Writer
from jobs.tests.killing import wait_until
from offices.tests.people import PASSWORD
from operations.shares import DOORS, FILES, OPEN, PUBLIC, PUBLIC_FILES, SHARES, Share, share_of
from plans.actions.publishing import publish_report
from plans.tests.factories import cell_of
from plans.tests.stepping import approve_through
from reports.download_list import public_path

THREADS = runpy.run_path(str(house.BASE_DIR / "gunicorn.conf.py"))["threads"]


# --- a share -------------------------------------------------------------------------------------------------------


def test_a_share_lets_in_as_many_as_it_has_places_and_again_once_somebody_left():
    share = Share(at_once=2)
    assert [share.enter() for _ in range(3)] == [True, True, False]
    share.leave()
    assert share.enter()


def test_who_waits_in_vain_leaves_no_place_taken():
    share = Share(at_once=1, waiting=1, patience=0.01)
    assert [share.enter() for _ in range(4)] == [True, False, False, False]
    share.leave()
    assert share.enter()


def test_who_waits_is_let_in_when_somebody_leaves():
    share = Share(at_once=1, waiting=1, patience=60)
    share.enter()
    with ThreadPoolExecutor(1) as other:
        waiting = other.submit(share.enter)
        share.leave()
        assert waiting.result()


def test_all_shares_together_leave_officers_a_quarter_of_the_threads():
    assert sum(share.threads for share in SHARES) <= THREADS * 3 // 4


def test_as_many_log_in_as_check_their_passwords_or_wait_for_that():
    assert DOORS.threads == AT_ONCE + WAITING


# --- who takes which -----------------------------------------------------------------------------------------------


def asked(path, method="GET", cookie="sessionid=somebody"):
    request = RequestFactory(HTTP_COOKIE=cookie).generic(method, path)
    request.resolver_match = resolve(request.path_info)
    return share_of(request)


@pytest.mark.parametrize(
    ("path", "method", "share"),
    [
        ("/public/", "GET", PUBLIC),
        ("/public/integrity/2020-21/a/q1/", "GET", PUBLIC),
        ("/public/integrity/2020-21/a/q1.pdf", "GET", PUBLIC_FILES),
        ("/v/", "GET", PUBLIC),
        ("/v/2K-7QXW/", "GET", PUBLIC),
        ("/about/", "GET", PUBLIC),
        ("/reports/1/q1/form.pdf", "GET", FILES),
        ("/reports/1/q1/scorecard.xlsx", "GET", FILES),
        ("/reports/comparison.csv", "GET", FILES),
        ("/reports/1/ledger.csv", "GET", FILES),
        ("/plans/1/q1/export/", "GET", FILES),
        ("/plans/1/plan/form.xlsx", "GET", FILES),
        ("/admin/plans/quartercell/export/", "POST", FILES),
        ("/accounts/login/", "POST", DOORS),
        ("/accounts/login/", "GET", None),
        ("/", "GET", None),
        ("/robots.txt", "GET", None),
        ("/plans/1/q1/", "GET", None),
        ("/plans/cells/1/", "POST", None),
        ("/plans/cells/1/evidence/", "POST", None),
        ("/reports/comparison/", "GET", None),
        ("/reports/1/q1/scorecard/", "GET", None),
    ],
)
def test_work_is_told_apart_by_its_address(path, method, share):
    assert asked(path, method) is share


def test_who_is_not_signed_in_takes_no_place_of_officers_files():
    assert asked("/reports/1/q1/form.pdf", cookie="") is None
    assert asked("/public/integrity/2020-21/a/q1.pdf", cookie="") is PUBLIC_FILES


def test_every_room_without_log_in_is_there():
    assert set(get_resolver().namespace_dict) >= OPEN


# --- who is turned away --------------------------------------------------------------------------------------------


@pytest.fixture
def full():
    """``full(share)``: all its places are taken until the test is over."""
    with ExitStack() as taken:

        def fill(share):
            share._patience, before = 0.01, share._patience
            taken.callback(setattr, share, "_patience", before)
            for _ in range(share.threads - share.waiting):
                assert share.enter()
                taken.callback(share.leave)

        yield fill


@pytest.mark.parametrize(
    ("share", "path"),
    [
        (PUBLIC, "/public/"),
        (PUBLIC, "/v/"),
        (PUBLIC_FILES, "/public/egov/2021-22/a/q1.pdf"),
        (FILES, "/reports/1/q1/form.pdf"),
    ],
)
def test_who_finds_no_place_reads_a_page_in_both_languages_that_asks_again(db, client, full, share, path):
    full(share)
    client.cookies["sessionid"] = "somebody"  # of which no more is asked than whether there is one
    answer = client.get(path)
    assert answer.status_code == 503
    assert "একটু অপেক্ষা করুন" in answer.text
    assert "One moment, please" in answer.text
    assert 0 < int(answer["Retry-After"]) < 30
    assert answer["Refresh"] == answer["Retry-After"]
    assert answer["Cache-Control"] == "no-store"


def test_who_sent_a_form_for_a_file_is_asked_to_send_it_again(db, client, full):
    full(FILES)
    client.cookies["sessionid"] = "somebody"
    answer = client.post("/admin/plans/quartercell/export/")
    assert (answer.status_code, "Refresh" in answer) == (503, False)
    assert "Go back and try again" in answer.text
    assert "by itself" not in answer.text


def test_who_comes_to_a_full_door_is_asked_to_come_again(client, full):
    full(DOORS)
    answer = client.post(reverse("account_login"), {"login": "alice", "password": PASSWORD})
    assert (answer.status_code, int(answer["Retry-After"]) > 0) == (429, True)
    assert "Please try again in a moment" in answer.text
    assert "Refresh" not in answer


def test_places_are_given_back_whatever_is_answered(db, client, alice):
    for _ in range(5):
        client.get("/public/none/2020-21/none/q1/")  # 404
        client.post(reverse("account_login"), {"login": "alice", "password": "wrong"})
        client.get("/public/none/2020-21/none/q1.pdf")  # 404
        client.get("/reports/1/q1/form.pdf")  # leads to the log-in
        Client(enforce_csrf_checks=True).post(reverse("account_login"))  # 403
    for share in SHARES:
        assert share.enter()
        share.leave()


def test_officers_work_while_all_shares_are_taken(client_of, alice, full):
    for share in SHARES:
        full(share)
    assert client_of(alice).get(reverse("home")).status_code == 200


# --- the real server -----------------------------------------------------------------------------------------------


class Crowd:
    """Many connections that ask at once, each in a thread, and what they were answered so far."""

    def __init__(self, port: int) -> None:
        self.port, self.answers = port, []
        self._many = ThreadPoolExecutor(80)

    def asks(self, count, method, path, cookie="", **data) -> None:
        for _ in range(count):
            self._many.submit(self._ask, method, path, cookie, data)

    def _ask(self, method, path, cookie, data) -> None:
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)) as line:
            line.request(method, path, urlencode(data), headers)
            answer = line.getresponse()
            answer.read()
            self.answers.append((path.partition("/q1")[2] or path, answer.status, answer.headers["Retry-After"]))

    def all_answered(self) -> None:
        self._many.shutdown()


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_an_officer_saves_while_visitors_files_and_log_ins_hang(plan_of_size, alice, rita, killed_server):
    """They hang in PostgreSQL, at tables that a save does not read; four times as many ask as there are threads."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no locks of tables")
    plan = plan_of_size(1)
    report = publish_report(report=approve_through(plan, 1, by=alice, reviewer=rita), by=alice)
    hasher = PasswordHasher()
    alice.password = hasher.encode(PASSWORD, hasher.salt())  # as a log-in leaves it, else her session ends
    alice.save()
    count = THREADS * 4 // 3
    killed_server.start()
    try:
        crowd, cell = Crowd(killed_server.port), cell_of(plan, "1.1", 2)
        writer = Writer(killed_server, alice, cell)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE plans_receipt, mfa_authenticator IN ACCESS EXCLUSIVE MODE")
            crowd.asks(count, "GET", public_path(report))
            crowd.asks(count, "GET", f"/reports/{plan.pk}/q1/scorecard.csv", writer.cookie)
            typed = {"login": "alice", "password": PASSWORD, "csrfmiddlewaretoken": TOKEN}
            crowd.asks(count, "POST", reverse("account_login"), f"csrftoken={TOKEN}", **typed)
            wait_until(lambda: len(crowd.answers) >= 3 * count - sum(share.threads for share in SHARES))
            turned_away = list(crowd.answers)
            assert writer.ask("5", 0) == 200
        crowd.all_answered()
    finally:
        killed_server.kill()
    assert {(what, status) for what, status, _ in turned_away} == {
        ("/", 503),
        ("/scorecard.csv", 503),
        ("/accounts/login/", 429),
    }
    assert all(int(after) > 0 for *_, after in turned_away)
    assert {status for _, status, _ in crowd.answers[len(turned_away) :]} <= {200, 302, 503}
    cell.refresh_from_db()
    assert cell.achievement.text == "5"
