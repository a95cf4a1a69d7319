"""Owns the proof that two web servers behind nginx lose nothing they answered, whatever of the whole is killed."""

import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from io import BytesIO
from itertools import count
from pathlib import Path
from threading import Event, Thread
from typing import Any
from zipfile import ZipFile

import psycopg2
import pytest
import requests
from django.urls import reverse

from deploy.one_machine import WEB, OneMachine
from deploy.programs import needed
from plans.tests.factories import INDUSTRIES, workbook

pytestmark = [pytest.mark.long]
LONGEST = 240  # seconds; a job that its broker lost is handed out again by the next look of a web server


@pytest.fixture(scope="module")
def machine() -> Iterator[OneMachine]:
    if missing := needed():
        pytest.fail(f"missing on this machine: {', '.join(missing)}; bin/setup --tests")
    home = Path(tempfile.mkdtemp(prefix="plans-for-tests-", dir="/tmp"))
    whole = OneMachine(home)
    try:
        whole.start_all()
        yield whole
    finally:
        whole.stop_all()
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="module")
def password(machine: OneMachine) -> str:
    return re.search(r"password: (\S+)", machine.load_demo())[1]


class Browser:
    """Somebody signed in over TLS, with a certificate that is checked."""

    def __init__(self, machine: OneMachine, name: str, password: str) -> None:
        self.machine, self.session = machine, requests.Session()
        self.session.trust_env, self.session.verify = False, str(machine.home / "tls.crt")
        page = self.get(reverse("account_login"))
        assert "__Host-csrftoken" in self.session.cookies, told(page)
        answer = self.post(reverse("account_login"), {"login": name, "password": password})
        assert "__Host-sessionid" in self.session.cookies, told(answer)

    def get(self, place: str) -> requests.Response:
        return self.session.get(self.machine.address + place, timeout=60)

    def post(self, place: str, data: dict[str, Any], **options: Any) -> requests.Response:
        address = self.machine.address + place
        token = {"csrfmiddlewaretoken": self.session.cookies["__Host-csrftoken"]}
        return self.session.post(address, data | token, headers={"Referer": address}, timeout=60, **options)


def told(answer: requests.Response) -> str:
    """An answer that was not expected, for who reads that a test failed."""
    steps = " ".join(f"{each.status_code} {each.url}" for each in [*answer.history, answer])
    return f"{steps}\n{dict(answer.headers)}\n{answer.text[:3000]}"


class CellWriter:
    """Saves into one cell again and again, and what was not answered once more, as the queue of the entry page does."""

    def __init__(self, machine: OneMachine, password: str, cell: int) -> None:
        self.machine, self.browser, self.cell = machine, Browser(machine, "shilpo", password), cell
        self.saved: list[str] = []
        self.unanswered, self.version, self.wrong = 0, self.stored()[1], ""

    def stored(self) -> tuple[str, int]:
        (row,) = rows(self.machine, "SELECT achievement_text, version FROM plans_quartercell WHERE id = %s", self.cell)
        return row

    def write_until(self, ended: Event) -> None:
        for number in count(self.version + 1):  # no text twice: every save counts the version on
            text = str(number)
            while not self.is_saved(text):
                time.sleep(0.1)
            self.saved.append(text)
            if ended.is_set() or self.wrong:
                return

    def is_saved(self, text: str) -> bool:
        data = {"text": text, "version": str(self.version)}
        try:
            answer = self.browser.post(reverse("entry:record", args=[self.cell]), data)
        except requests.RequestException:
            self.unanswered += 1
            return False
        if answer.status_code == 409:  # the one that was not answered was stored: the page shows it as what is there
            there, self.version = self.stored()
            return there == text
        if answer.status_code >= 500:
            self.unanswered += 1
            return False
        self.wrong = "" if answer.status_code == 200 else f"{answer.status_code}: {answer.text[:500]}"
        self.version += 1
        return True


def rows(machine: OneMachine, statement: str, *values: Any) -> list[Any]:
    with closing(psycopg2.connect(machine.environment["DATABASE_URL"])) as database, database.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


CELLS = """
SELECT c.id FROM plans_quartercell c JOIN plans_indicator i ON i.id = c.indicator_id
JOIN plans_activity a ON a.id = i.activity_id JOIN plans_area r ON r.id = a.area_id
JOIN plans_plan p ON p.id = r.plan_id
WHERE p.kind = 'integrity' AND c.quarter = 1 ORDER BY c.id LIMIT 3
"""


@pytest.fixture
def writers(machine: OneMachine, password: str) -> list[CellWriter]:
    return [CellWriter(machine, password, cell) for (cell,) in rows(machine, CELLS)]


class Load:
    """The writers at work, each in a thread of its own."""

    def __init__(self, writers: list[CellWriter]) -> None:
        self.writers, self._ended = writers, Event()
        self._threads = [Thread(target=writer.write_until, args=(self._ended,)) for writer in writers]

    def __enter__(self) -> "Load":
        for thread in self._threads:
            thread.start()
        self.goes_on()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join(timeout=LONGEST)

    def goes_on(self) -> None:
        """Every writer is answered two more saves."""
        before = [len(writer.saved) for writer in self.writers]
        wait_until(lambda: all(len(w.saved) >= had + 2 or w.wrong for w, had in zip(self.writers, before, strict=True)))


def wait_until(is_so: Any) -> None:
    ends = time.monotonic() + LONGEST
    while not is_so():
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.2)


def assert_nothing_lost(machine: OneMachine, writers: list[CellWriter]) -> None:
    """Everything that was answered "saved" is an event, once; the last of it stands in the cell."""
    for writer in writers:
        assert writer.wrong == ""
        told = rows(
            machine,
            "SELECT e.after->>'text' FROM plans_event e JOIN plans_quartercell c ON c.indicator_id = e.indicator_id "
            "WHERE c.id = %s AND e.verb = 'record_achievement' AND e.quarter = c.quarter ORDER BY e.sequence",
            writer.cell,
        )
        texts = [text for (text,) in told]
        assert len(texts) == len(set(texts))
        assert set(writer.saved) <= set(texts)
        assert writer.stored() == (writer.saved[-1], writer.version)
    machine.manage("verify_events")  # exit 0


def test_either_web_server_is_killed_and_nothing_that_was_answered_is_lost(machine, writers, password):
    reader, pages = Browser(machine, "reviewer", password), []
    with Load(writers) as load:
        for name in WEB:
            machine.kill(name)
            pages += [reader.get(reverse("home")).status_code for _ in range(5)]
            load.goes_on()
            machine.start(name)
            load.goes_on()
    assert set(pages) == {200}  # who reads sees nothing of it
    assert_nothing_lost(machine, writers)


def test_broker_worker_and_database_are_killed_and_saves_files_and_jobs_are_there(machine, writers, password):
    administrator = Browser(machine, "admin", password)
    with Load(writers) as load:
        machine.kill("redis")
        first = bring_in(administrator)
        load.goes_on()
        machine.start("redis")
        wait_until(lambda: state_of(machine, first) == "done")
        machine.kill("worker")
        second = bring_in(administrator)
        load.goes_on()
        machine.start("worker")
        wait_until(lambda: state_of(machine, second) == "done")
        machine.kill("postgres")
        machine.start("postgres")
        load.goes_on()
    assert_nothing_lost(machine, writers)
    machine.manage("verify_files")  # exit 0: what was brought lies in the bucket


def bring_in(administrator: Browser) -> int:
    """Has a zip with a document be read by a job; the job's number."""
    zipped = BytesIO()
    with ZipFile(zipped, "w") as archive:
        archive.write(workbook(INDUSTRIES), "a.xlsx")
    answer = administrator.post(reverse("imports:many"), {}, files={"bundle": ("all.zip", zipped.getvalue())})
    assert answer.status_code == 200
    return int(re.search(r"/jobs/(\d+)/", answer.url)[1])


def state_of(machine: OneMachine, job: int) -> str:
    ((state,),) = rows(machine, "SELECT state FROM jobs_job WHERE id = %s", job)
    return state


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
    kept = {path.name for name in WEB for path in (machine.home / name).iterdir()}
    assert kept <= {"static", "checkpoints", "running.lock", "prints", "readings", "metrics", "demo_password", "doors"}
