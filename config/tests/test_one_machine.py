"""Owns the proof that two web servers behind nginx lose nothing they answered, whatever goes or is full."""

import os
import re
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event, Thread
from typing import Any

import psycopg2
import pytest
import requests
from django.urls import reverse

from bench.processes import children_of
from deploy import browsers, hurts, load
from deploy.browsers import Browser
from deploy.command_lines import PUBLIC, SERVING, WEB
from deploy.hurt import events, password_of, seen, whole
from deploy.load import CellWriter, writers_of
from deploy.one_machine import OneMachine
from deploy.programs import LAST, LOOPBACK, needed
from deploy.small_disk import SmallDisk

pytestmark = [pytest.mark.long]
NOT_TAKEN = "কিছু পাঠিয়ে থাকলে তা এখনো নেওয়া হয়নি"


@pytest.fixture(scope="module")
def hurt() -> Iterator[tuple[OneMachine, SmallDisk | None]]:
    if missing := needed():
        pytest.fail(f"missing on this machine: {', '.join(missing)}; bin/setup --tests")
    with whole() as both:
        yield both


@pytest.fixture(scope="module")
def machine(hurt: tuple[OneMachine, SmallDisk | None]) -> OneMachine:
    return hurt[0]


@pytest.fixture(scope="module")
def password(machine: OneMachine) -> str:
    return password_of(machine)


@pytest.fixture
def writers(machine: OneMachine, password: str) -> list[CellWriter]:
    return writers_of(machine, password)


def test_what_is_asked_for_from_outside_lies_where_the_site_has_it():
    assert reverse("account_login") == browsers.LOG_IN
    assert load.RECORD.format(7) == reverse("entry:record", args=[7])
    assert reverse("imports:many") == hurts.MANY


def test_who_reads_sees_nothing_of_a_web_server_that_goes(machine, password):
    reader, pages = Browser(machine, "reviewer", password), []
    for name in WEB:
        machine.kill(name)
        pages += [reader.get(reverse("home")).status_code for _ in range(5)]
        machine.start(name)
    assert set(pages) == {200}


def test_what_everybody_reads_comes_from_a_server_of_its_own_and_from_the_others_where_that_is_gone(machine, password):
    officer, page = Browser(machine, "shilpo", password), reverse("public:list")
    for name in WEB:
        machine.kill(name)
    without_officers = (visited(machine, page).status_code, officer.get(reverse("home")).status_code)
    for name in WEB:
        machine.start(name)
    machine.kill(PUBLIC)
    without_its_own = (visited(machine, page).status_code, officer.get(reverse("home")).status_code)
    machine.start(PUBLIC)
    assert (without_officers, without_its_own) == ((200, 503), (200, 200))


def test_it_takes_of_the_processors_what_officers_leave(machine):
    processes = [machine.process_of(PUBLIC), *children_of(machine.process_of(PUBLIC))]
    assert {os.getpriority(os.PRIO_PROCESS, each) for each in processes} == {LAST}
    assert os.getpriority(os.PRIO_PROCESS, machine.process_of("web-1")) == 0
    if (group := Path(f"/proc/{processes[-1]}/autogroup")).exists():
        assert group.read_text().split()[-1] == str(LAST)


def at_replica(machine: OneMachine, statement: str) -> list[Any]:
    with closing(psycopg2.connect(machine.environment["REPLICA_DATABASE_URL"])) as database:
        database.autocommit = True
        with database.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall()


def tables_read_at_replica(machine: OneMachine) -> set[str]:
    """By the last statement of each connection of the site."""
    told = at_replica(machine, "SELECT query FROM pg_stat_activity WHERE backend_type = 'client backend'")
    return {table for (query,) in told for table in re.findall(r'FROM "(\w+)"', query)}


def is_replica_asked(machine: OneMachine) -> bool:
    """What both web servers say at /readyz, which is 200 whatever they say of it."""
    asked = [requests.get(f"http://{LOOPBACK}:{machine.ports[name]}/readyz", timeout=60) for name in WEB]
    assert [answer.status_code for answer in asked] == [200, 200]
    return all(answer.json()["checks"]["replica"]["ok"] for answer in asked)


def pages_of(machine: OneMachine) -> list[str]:
    ((plan,),) = browsers.rows(machine, "SELECT id FROM plans_plan WHERE kind = 'integrity'")
    return [reverse("reports:scorecard", args=[plan, 1]), reverse("reports:comparison"), reverse("public:list")]


def test_pages_that_are_only_read_come_from_the_replica(machine, password):
    reader, (scorecard, comparison, _public) = Browser(machine, "reviewer", password), pages_of(machine)
    for page in (scorecard, comparison):
        browsers.wait_until(lambda page=page: is_replica_asked(machine) and is_read_there(machine, reader, page))


def is_read_there(machine: OneMachine, reader: Browser, page: str) -> bool:
    assert reader.get(page).status_code == 200
    return any(table.startswith("plans_") for table in tables_read_at_replica(machine))


def test_who_wrote_reads_it_at_once_and_others_soon_however_far_the_replica_is_behind(machine, password):
    writer, reader = (
        CellWriter(machine, password, browsers.rows(machine, load.CELLS)[0][0]),
        Browser(machine, "reviewer", password),
    )
    scorecard = pages_of(machine)[0]
    browsers.wait_until(lambda: is_replica_asked(machine))
    at_replica(machine, "SELECT pg_wal_replay_pause()")
    try:
        saved = writer.browser.post(load.RECORD.format(writer.cell), {"text": "73519", "version": str(writer.version)})
        assert saved.status_code == 200
        assert "৭৩৫১৯" in writer.browser.get(scorecard).text
        browsers.wait_until(lambda: "৭৩৫১৯" in reader.get(scorecard).text)
        browsers.wait_until(lambda: not is_replica_asked(machine))
    finally:
        at_replica(machine, "SELECT pg_wal_replay_resume()")
    browsers.wait_until(lambda: is_replica_asked(machine))


def test_a_replica_that_is_gone_holds_up_no_page_and_is_asked_again_when_it_is_back(machine, password):
    reader = Browser(machine, "reviewer", password)
    browsers.wait_until(lambda: is_replica_asked(machine))
    machine.kill("replica")
    assert [reader.get(page).status_code for page in pages_of(machine) * 2] == [200] * 6
    browsers.wait_until(lambda: not is_replica_asked(machine))
    log = "".join((machine.home / f"{name}.out").read_text() for name in WEB)
    assert "read from the database itself" in log
    machine.start("replica")
    browsers.wait_until(lambda: is_replica_asked(machine))


def test_a_replica_that_stands_still_holds_up_no_save_and_no_page_and_is_named(machine, password):
    writer = CellWriter(machine, password, browsers.rows(machine, load.CELLS)[0][0])
    reader = Browser(machine, "reviewer", password)
    browsers.wait_until(lambda: is_replica_asked(machine))
    machine.tell("replica", signal.SIGSTOP)
    try:
        *officers, public = pages_of(machine)
        with ThreadPoolExecutor(10) as many:
            answers = many.map(lambda page: reader.get(page).status_code, [*officers * 10, public])
            told = {"text": "73520", "version": str(writer.version)}
            saved = writer.browser.post(load.RECORD.format(writer.cell), told)
        assert ({*answers}, saved.status_code) == ({200}, 200)
        browsers.wait_until(lambda: not is_replica_asked(machine))
    finally:
        machine.tell("replica", signal.SIGCONT)
    browsers.wait_until(lambda: is_replica_asked(machine))


def test_nothing_that_was_answered_is_lost_whatever_goes_or_is_full(hurt, password):
    """Web servers, broker, worker and PostgreSQL killed, and its disk filled where one may be mounted, under load."""
    machine, disk = hurt
    for event, act in events(machine, disk, password).items():
        found = seen(machine, password, event, act)
        assert (found.event, found.lost, found.twice) == (event, 0, 0)
        assert found.answered >= 12  # three people, twice two saves
        assert "disk" not in event or any(NOT_TAKEN in page for page in found.pages)
    machine.manage("verify_events")  # exit 0
    machine.manage("verify_files")  # exit 0: what was brought in meanwhile lies in the bucket


def test_nginx_passes_on_who_asked_and_keeps_figures_and_states_to_the_inside(machine, password):
    browser = Browser(machine, "shilpo", password)
    assert browser.get(reverse("home")).headers["Strict-Transport-Security"]
    assert [browser.get(place).status_code for place in ("/metrics", "/readyz", "/healthz")] == [404, 404, 200]
    log = "".join((machine.home / f"{name}.out").read_text() for name in WEB)
    assert re.search(r"signed in person=\d+ address=127\.0\.0\.1", log)


def test_a_file_too_large_for_nginx_is_told_on_a_page_of_the_site(machine, password):
    browser = Browser(machine, "admin", password)
    answer = browser.post(reverse("imports:many"), {}, files={"bundle": ("all.zip", b"x" * (53 * 1024 * 1024))})
    assert (answer.status_code, "<html lang" in answer.text) == (413, True)


def test_visitors_of_one_address_are_slowed_down_and_who_is_signed_in_there_is_not(machine, password):
    """Three hundred pages at once, where forty and ten a second are taken; the web servers turn others away too."""
    signed_in, page = Browser(machine, "shilpo", password), reverse("public:list")
    with ThreadPoolExecutor(20) as many:
        answers = list(many.map(lambda _: visited(machine, page), range(300)))
        officers = list(many.map(lambda _: signed_in.get(reverse("home")).status_code, range(60)))
    slowed_down = [answer for answer in answers if answer.status_code == 429]
    assert slowed_down
    assert {(answer.headers["Retry-After"], answer.headers["Cache-Control"]) for answer in slowed_down} == {
        ("30", "no-store")
    }
    assert all("একটু পরে আবার চেষ্টা করুন" in answer.text and "Please try again" in answer.text for answer in slowed_down)
    assert {answer.status_code for answer in answers} <= {200, 429, 503}
    assert set(officers) == {200}
    assert signed_in.get(page).status_code in (200, 503)  # the same address, at the same time


def visited(machine: OneMachine, page: str) -> requests.Response:
    return requests.get(machine.address + page, verify=machine.home / "tls.crt", timeout=60)


def test_static_files_come_from_nginx_compressed_and_stay_in_the_browser(machine, password):
    page = Browser(machine, "shilpo", password)
    style = re.search(r"/static/css/app\.[0-9a-f]{12}\.css", page.get(reverse("home")).text)[0]
    machine.kill("web-1"), machine.kill("web-2")
    found, answer = page.get(style), page.get(reverse("home"))
    machine.start("web-1"), machine.start("web-2")
    assert (found.status_code, found.headers["Content-Encoding"]) == (200, "gzip")
    assert "immutable" in found.headers["Cache-Control"]
    assert (answer.status_code, "<html lang" in answer.text) == (503, True)  # nobody serves: still a page


def test_a_server_that_is_back_is_asked_at_once_though_nginx_had_found_nobody(machine, password):
    """nginx leaves alone for a second who refused: of two it would leave nobody, whoever is back meanwhile."""
    page, refused, back = Browser(machine, "shilpo", password), [], Event()

    def ask_again_and_again() -> None:
        while not back.is_set():
            refused.append(page.get(reverse("home")).status_code)

    machine.kill("web-1"), machine.kill("web-2")
    asking = Thread(target=ask_again_and_again)
    asking.start()
    machine.start("web-1")
    back.set(), asking.join()
    answers = [page.get(reverse("home")).status_code for _ in range(10)]
    machine.start("web-2")
    assert 503 in refused
    assert answers == [200] * 10


def test_no_web_server_keeps_anything_that_another_needs(machine, writers):
    """What lies in the folder of each may be thrown away: caches and marks of running."""
    kept = {path.name for name in SERVING for path in (machine.home / name).iterdir()}
    assert kept <= {"static", "checkpoints", "running.lock", "prints", "readings", "metrics", "demo_password", "doors"}
