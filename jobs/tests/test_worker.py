"""Owns the proof of jobs with a real broker and a real Celery worker, also when the worker is killed in the middle."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from jobs.models import SILENCE, Job, JobState

pytestmark = [pytest.mark.django_db(transaction=True)]
LONGEST = 60  # seconds until a worker on a busy machine has done what it is asked


def database_url():
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    login = quote(known["USER"]) + (f":{quote(known['PASSWORD'])}" if known["PASSWORD"] else "")
    place = quote(known["HOST"], safe="") + (f":{known['PORT']}" if known["PORT"] else "")
    return f"postgres://{login}@{place}/{known['NAME']}"


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
    port = free_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: answers(port))
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(timeout=20)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until(is_so):
    ends = time.monotonic() + LONGEST
    while not is_so():
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.05)


@pytest.fixture
def environment(broker, tmp_path):
    mine = {"DJANGO_SETTINGS_MODULE": "jobs.tests.worker_settings", "DATABASE_URL": database_url()}
    return os.environ | broker | mine | {"DATA_DIR": str(tmp_path / "data"), "DJANGO_ALLOW_ASYNC_UNSAFE": ""}


@pytest.fixture
def worker(environment):
    """A Celery worker with one process for the work; ``worker.kill()`` kills both of its processes at once."""
    command = [sys.executable, "-m", "celery", "--app", "config", "worker", "--concurrency", "1"]
    command += ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "WARNING"]
    process = Worker(command, environment)
    yield process
    process.kill()


class Worker:
    def __init__(self, command, environment):
        self._process = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=environment, start_new_session=True, stdout=subprocess.DEVNULL
        )

    def kill(self):
        """SIGKILL for the worker and what it started; nothing of it is told to anybody."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(timeout=20)


@pytest.fixture
def ask(environment, alice):
    """``ask("count", upto=3)``: the number of a job asked for by Alice, in a process as a web server is one."""

    def asked(task, **arguments):
        command = [sys.executable, "-m", "jobs.tests.ask", "alice", task, json.dumps(arguments)]
        done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return int(done.stdout)

    return asked


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


def test_work_whose_process_is_killed_in_the_middle_is_done_by_the_next(worker, ask, broker, tmp_path):
    job_id = ask("die_once", path=str(tmp_path / "died"))
    wait_until((tmp_path / "died").exists)
    if "BROKER_FOLDER" in broker:  # a folder does not say that it hands out again: shown as failed after a minute
        Job.objects.filter(pk=job_id).update(heard_at=timezone.now() - SILENCE * 2)
        return
    job = ended(job_id)
    assert (job.state, job.done, job.attempts) == (JobState.DONE, 2, 2)


def test_work_that_kills_every_process_is_given_up(worker, ask, broker):
    if "BROKER_FOLDER" in broker:
        pytest.skip("a folder does not say that it hands out again")
    job = ended(ask("die_always"))
    assert (job.state, job.attempts) == (JobState.FAILED, 4)
    assert "বারবার" in job.trouble


def test_a_job_whose_whole_worker_was_killed_is_shown_as_failed_and_can_be_asked_again(
    worker, ask, client_of, alice, tmp_path, environment
):
    job_id = ask("wait_for_a_file", path=str(tmp_path / "go"))
    wait_until(lambda: Job.objects.get(pk=job_id).done > 0)
    worker.kill()
    Job.objects.filter(pk=job_id).update(heard_at=timezone.now() - SILENCE - timedelta(seconds=1))  # a minute later
    page = client_of(alice).get(reverse("jobs:job", args=[job_id]))
    assert "বন্ধ হয়ে গেছে" in page.text
    assert Job.objects.get(pk=job_id).state == JobState.FAILED
