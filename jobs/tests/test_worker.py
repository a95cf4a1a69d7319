"""Owns the proof of jobs with a real broker and a real Celery worker, also when the worker is killed in the middle."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from deploy.ports import HeldPorts
from deploy.programs import listens
from jobs.actions import ask_for
from jobs.caretaking import GRACE, PATIENCE, look_after_jobs
from jobs.models import SILENCE, Job, JobState
from jobs.tests.killing import LONGEST, database_url, kill, named, wait_until

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def broker(tmp_path_factory):
    """The environment that names a broker: a Redis of its own, else a folder (in CI Redis must be there)."""
    folder = tmp_path_factory.mktemp("broker")
    if program := shutil.which("redis-server"):
        with redis(program, folder) as url:
            yield {"BROKER_URL": url}
    elif os.environ.get("CI") == "true":
        pytest.fail("no redis-server on this machine (Debian: the package redis-server)")
    else:
        yield {"BROKER_URL": "filesystem://", "BROKER_FOLDER": str(folder)}


@contextmanager
def redis(program, folder):
    server = Redis(program, folder)
    try:
        server.start()
        yield server.url
    finally:
        server.end()


class Redis:
    """A broker that keeps nothing on disk: what is queued is gone with it. While it is away nobody takes its port."""

    def __init__(self, program, folder):
        self._held = HeldPorts(["broker"])
        self._port = self._held.of["broker"]
        self.url = f"redis://127.0.0.1:{self._port}/0"
        self._command = [program, "--port", str(self._port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]

    def start(self):
        self._server = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until(lambda: listens(self._port))

    def stop(self):
        self._server.send_signal(signal.SIGCONT)
        self._server.terminate()
        self._server.wait(timeout=LONGEST)

    def end(self):
        self.stop()
        self._held.give_back()

    def kill(self):
        """It hangs up in the middle of what it is asked."""
        self._server.kill()
        self._server.wait(timeout=LONGEST)

    def hang(self):
        """It takes connections and answers nobody."""
        self._server.send_signal(signal.SIGSTOP)

    def go_on(self):
        self._server.send_signal(signal.SIGCONT)


@pytest.fixture(scope="module")
def environment(broker, django_db_setup, tmp_path_factory):
    mine = {"DJANGO_SETTINGS_MODULE": "jobs.tests.worker_settings", "DATABASE_URL": database_url()}
    folder = str(tmp_path_factory.mktemp("data"))
    return os.environ | broker | mine | {"DATA_DIR": folder, "DJANGO_ALLOW_ASYNC_UNSAFE": ""}


@pytest.fixture(scope="module")
def hired(environment):
    """The worker of all tests, started for the first and again for the next of a test that killed it."""
    started = []

    def alive():
        if not (started and started[-1].lives):
            started.append(worker_in(environment))
        return started[-1]

    yield alive
    for process in started:
        process.end()


@pytest.fixture
def worker(hired):
    """A Celery worker with one process for the work; ``worker.kill()`` kills both of its processes at once."""
    return hired()


def worker_in(environment, processes=1):
    command = [sys.executable, "-m", "celery", "--app", "config", "worker", "--concurrency", str(processes)]
    command += ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING"]
    return Worker(command, environment)


class Worker:
    def __init__(self, command, environment):
        self._name = named()
        self._process = subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env=environment | self._name,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
        )

    def kill(self):
        """SIGKILL for the worker and what it started; nothing of it is told to anybody."""
        kill(self._process, self._name)

    def end(self):
        """Kills it where a test is over, and nobody may ask its database any more."""
        if self.lives:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(timeout=LONGEST)

    @property
    def lives(self):
        return self._process.poll() is None


@pytest.fixture
def ask(environment, alice):
    """``ask("count", upto=3)``: the number of a job asked for by Alice, in a process as a web server is one."""

    return lambda task, **arguments: asked_in(environment, task, **arguments)


def asked_in(environment, task, **arguments):
    command = [sys.executable, "-m", "jobs.tests.ask", "alice", task, json.dumps(arguments)]
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def ended(job_id):
    wait_until(lambda: not Job.objects.get(pk=job_id).is_open)
    return Job.objects.get(pk=job_id)


def test_a_worker_does_the_work_and_progress_is_seen_meanwhile(worker, ask, tmp_path):
    job_id, counted = ask("wait_for_a_file", path=str(tmp_path / "go")), ask("count", upto=3)
    wait_until(lambda: Job.objects.get(pk=job_id).done == 9)
    assert Job.objects.get(pk=counted).state == JobState.QUEUED  # one after another
    (tmp_path / "go").touch()
    assert ended(job_id).state == JobState.DONE
    assert (ended(counted).done, Job.objects.get(pk=counted).file_name) == (3, "count.txt")


def test_a_running_job_is_cancelled(worker, ask, client_of, alice, tmp_path):
    job_id = ask("wait_for_a_file", path=str(tmp_path / "never"))
    wait_until(lambda: Job.objects.get(pk=job_id).done > 0)
    client_of(alice).post(reverse("jobs:cancel", args=[job_id]))
    assert ended(job_id).state == JobState.CANCELLED


def test_a_failing_job_is_told_with_a_sentence(worker, ask):
    job = ended(ask("fail_with_a_sentence"))
    assert (job.state, job.trouble) == (JobState.FAILED, "ফাইলটি খালি।")


@pytest.mark.long
def test_work_whose_process_is_killed_in_the_middle_is_done_by_the_next(worker, ask, broker, tmp_path):
    job_id = ask("die_once", path=str(tmp_path / "died"))
    wait_until((tmp_path / "died").exists)
    if "BROKER_FOLDER" in broker:  # a folder does not say that it hands out again: shown as failed after a minute
        Job.objects.filter(pk=job_id).update(heard_at=timezone.now() - SILENCE * 2)
        return
    job = ended(job_id)
    assert (job.state, job.done, job.attempts) == (JobState.DONE, 2, 2)


@pytest.mark.long
def test_work_that_kills_every_process_is_given_up(worker, ask, broker):
    if "BROKER_FOLDER" in broker:
        pytest.skip("a folder does not say that it hands out again")
    job = ended(ask("die_always"))
    assert (job.state, job.attempts) == (JobState.FAILED, 4)
    assert "বারবার" in job.trouble


@pytest.mark.long
def test_a_job_whose_whole_worker_was_killed_is_shown_as_failed_and_can_be_asked_again(
    worker, ask, client_of, alice, tmp_path, environment
):
    job_id = ask("wait_for_a_file", path=str(tmp_path / "go"))
    wait_until(lambda: Job.objects.get(pk=job_id).done > 0)
    worker.kill()
    Job.objects.filter(pk=job_id).update(heard_at=timezone.now() - SILENCE - timedelta(seconds=1))  # a minute later
    page = client_of(alice).get(reverse("jobs:job", args=[job_id]))
    assert "বন্ধ হয়ে গেছে" in page.text
    look_after_jobs()
    assert Job.objects.get(pk=job_id).state == JobState.FAILED


# --- a broker in trouble -----------------------------------------------------------------------------------------


@pytest.fixture
def fragile(tmp_path):
    """A Redis of the test's own, to be hurt."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("no redis-server on this machine; in CI the other tests fail without one")
    server = Redis(program, tmp_path)
    server.start()
    yield server
    server.end()


@pytest.fixture
def broker_in_trouble(fragile, settings):
    """The same broker for the processes of a test and for the test itself."""
    settings.CELERY_BROKER_URL = fragile.url
    with current_app_on(fragile.url):
        yield {"BROKER_URL": fragile.url}


@contextmanager
def current_app_on(url):
    """Celery reads its settings once in a process: the test's own asks this broker meanwhile."""
    from config.celery import app

    before = app.conf.broker_url
    app.conf.broker_url = app.conf.broker_write_url = url
    yield
    app.conf.broker_url = app.conf.broker_write_url = before


@pytest.fixture
def troubled(broker_in_trouble, tmp_path):
    mine = {"DJANGO_SETTINGS_MODULE": "jobs.tests.worker_settings", "DATABASE_URL": database_url()}
    return os.environ | broker_in_trouble | mine | {"DATA_DIR": str(tmp_path / "data"), "DJANGO_ALLOW_ASYNC_UNSAFE": ""}


@pytest.fixture
def busy(troubled, alice, tmp_path):
    """A worker in the middle of one long step, and the number of its job."""
    process = worker_in(troubled, processes=2)
    job_id = asked_in(troubled, "wait_without_a_word", path=str(tmp_path / "go"))
    wait_until(lambda: Job.objects.get(pk=job_id).done > 0)
    yield process, job_id
    process.end()


@pytest.mark.long
def test_a_worker_outlives_a_restart_of_the_broker_and_so_do_its_job_and_those_that_waited(
    busy, fragile, troubled, tmp_path
):
    process, job_id = busy
    fragile.kill()
    waiting = asked_in(troubled, "count", upto=3)
    (tmp_path / "go").touch()
    job = ended(job_id)  # while nobody can be told
    fragile.start()  # it knows of nothing any more
    assert (job.state, job.attempts, job.file_name) == (JobState.DONE, 1, "long.txt")
    Job.objects.filter(pk=waiting).update(handed_at=timezone.now() - PATIENCE * 2)  # five minutes later
    look_after_jobs()
    assert (ended(waiting).state, Job.objects.get(pk=waiting).attempts) == (JobState.DONE, 1)
    assert process.lives


@pytest.mark.long
def test_a_broker_that_hangs_holds_no_page_and_gets_the_job_later(fragile, troubled, alice, client_of, tmp_path):
    fragile.hang()
    before = time.monotonic()
    with transaction.atomic():
        job = ask_for(task="count", title="কাজ", by=alice, arguments={"upto": 3})
    assert time.monotonic() - before < 60  # two on a machine with nothing else to do; of over 90 it was
    assert "যোগাযোগ নেই" in client_of(alice).get(reverse("jobs:job", args=[job.pk])).text
    fragile.go_on()
    process = worker_in(troubled)
    try:
        Job.objects.filter(pk=job.pk).update(asked_at=timezone.now() - GRACE * 2)
        wait_until(lambda: look_after_jobs() or not Job.objects.get(pk=job.pk).is_open)
        assert Job.objects.get(pk=job.pk).state == JobState.DONE
    finally:
        process.end()


@pytest.mark.long
def test_a_broker_that_is_gone_leaves_the_job_waiting_until_it_is_back(fragile, troubled, alice, client_of):
    fragile.stop()
    with transaction.atomic():
        job = ask_for(task="count", title="কাজ", by=alice, arguments={"upto": 3})
    job.refresh_from_db()
    assert (job.state, job.handed_at) == (JobState.QUEUED, None)
    fragile.start()
    process = worker_in(troubled)
    try:
        Job.objects.filter(pk=job.pk).update(asked_at=timezone.now() - GRACE * 2)
        look_after_jobs()
        assert ended(job.pk).state == JobState.DONE
    finally:
        process.end()


@pytest.mark.long
def test_a_step_longer_than_the_silence_of_the_dead_is_heard_of(busy):
    _process, job_id = busy
    first = Job.objects.get(pk=job_id).heard_at
    wait_until(lambda: Job.objects.get(pk=job_id).heard_at > first)
