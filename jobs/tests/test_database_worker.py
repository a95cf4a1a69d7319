"""Owns the proof of jobs without a broker: real worker processes take them from the database, each once."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from jobs.actions import ask_for, cancel
from jobs.caretaking import look_after_jobs
from jobs.models import SILENCE, Job, JobState
from jobs.running import MOST_ATTEMPTS
from jobs.tests.killing import LONGEST, database_url, wait_until
from jobs.tests.test_worker import Worker, ended
from jobs.tests.work import SETTINGS
from jobs.working import run_next

pytestmark = [pytest.mark.django_db(transaction=True)]
LONG_AGO = SILENCE + timedelta(seconds=1)


@pytest.fixture
def in_database(settings):
    """Jobs of this process wait in the database too."""
    settings.JOBS_IN_DATABASE, settings.JOBS = True, settings.JOBS | SETTINGS


@pytest.fixture
def environment(in_database, tmp_path):
    mine = {"DJANGO_SETTINGS_MODULE": "jobs.tests.worker_settings", "DATABASE_URL": database_url()}
    folder = {"BROKER_URL": "database", "DATA_DIR": str(tmp_path / "data"), "DJANGO_ALLOW_ASYNC_UNSAFE": ""}
    return os.environ | mine | folder


@pytest.fixture
def hire(environment):
    """``hire()``: a worker in a process of its own, gone when the test ends."""
    started = []

    def hired():
        started.append(Worker([sys.executable, "manage.py", "work"], environment))
        return started[-1]

    yield hired
    for process in started:
        process.end()


@pytest.fixture
def ask(in_database, alice):
    def asked(task, **arguments):
        with transaction.atomic():
            return ask_for(task=task, title="কাজ", by=alice, arguments=arguments).pk

    return asked


def silence(job_id):
    """A minute later."""
    Job.objects.filter(pk=job_id).update(heard_at=timezone.now() - LONG_AGO)


# --- in this process ---------------------------------------------------------------------------------------------


def test_a_job_waits_in_the_database_and_not_in_the_process_that_was_asked(ask):
    job = Job.objects.get(pk=ask("count", upto=3))
    assert (job.state, job.handed_at is None) == (JobState.QUEUED, False)
    assert run_next()
    assert ended(job.pk).state == JobState.DONE
    assert not run_next()


def test_those_that_wait_longest_come_first_and_one_that_is_cancelled_never(ask):
    first, second, stopped = (ask("count", upto=1) for _ in range(3))
    cancel(job=Job.objects.get(pk=stopped))
    run_next()
    assert [Job.objects.get(pk=pk).state for pk in (first, second)] == [JobState.DONE, JobState.QUEUED]
    run_next()
    assert not run_next()
    assert Job.objects.get(pk=stopped).attempts == 0


def test_who_looks_for_work_passes_over_what_another_is_just_taking(ask):
    if connection.vendor == "sqlite":
        return  # there one writer waits for the other
    taken, free = ask("count", upto=1), ask("count", upto=1)
    with transaction.atomic():
        Job.objects.select_for_update().get(pk=taken)
        in_another_session(run_next)
        in_another_session(run_next)  # nothing is free any more, and it does not wait
        states = {job.pk: job.state for job in Job.objects.all()}
    assert states == {taken: JobState.QUEUED, free: JobState.DONE}


def in_another_session(act):
    import threading

    from django.db import connections

    def there():
        try:
            act()
        finally:
            connections.close_all()

    thread = threading.Thread(target=there)
    thread.start()
    thread.join(timeout=LONGEST)
    assert not thread.is_alive()


def test_a_job_whose_worker_is_gone_waits_again_and_its_page_says_so(ask, client_of, alice):
    job_id = ask("count", upto=1)
    Job.objects.filter(pk=job_id).update(state=JobState.RUNNING, attempts=1, heard_at=timezone.now())
    look_after_jobs()
    assert Job.objects.get(pk=job_id).state == JobState.RUNNING  # it is heard of
    silence(job_id)
    page = client_of(alice).get(reverse("jobs:job", args=[job_id])).text
    assert "বন্ধ হয়ে গেছে" not in page
    assert "আগের কাজ" in page
    look_after_jobs()
    assert Job.objects.get(pk=job_id).state == JobState.QUEUED
    run_next()
    assert (ended(job_id).state, Job.objects.get(pk=job_id).attempts) == (JobState.DONE, 2)


def test_a_job_that_was_to_stop_when_its_worker_went_has_stopped(ask):
    job_id = ask("count", upto=1)
    Job.objects.filter(pk=job_id).update(state=JobState.RUNNING, attempts=1, cancel_asked=True)
    silence(job_id)
    look_after_jobs()
    assert Job.objects.get(pk=job_id).state == JobState.CANCELLED


def test_a_job_that_takes_every_worker_along_is_given_up(ask):
    job_id = ask("count", upto=1)
    Job.objects.filter(pk=job_id).update(attempts=MOST_ATTEMPTS)
    run_next()
    job = Job.objects.get(pk=job_id)
    assert (job.state, "বারবার" in job.trouble) == (JobState.FAILED, True)


# --- in processes of their own -----------------------------------------------------------------------------------


def test_a_worker_does_what_was_asked_before_it_came_and_ends_the_one_it_has_when_it_is_told_to_stop(
    ask, hire, tmp_path
):
    counted, long = ask("count", upto=3), ask("wait_for_a_file", path=str(tmp_path / "go"))
    worker = hire()
    assert ended(counted).file_name == "count.txt"
    wait_until(lambda: Job.objects.get(pk=long).done > 0)
    waits = ask("count", upto=3)
    worker._process.send_signal(signal.SIGTERM)
    (tmp_path / "go").touch()
    assert worker._process.wait(timeout=LONGEST) == 0
    assert [Job.objects.get(pk=pk).state for pk in (long, waits)] == [JobState.DONE, JobState.QUEUED]


@pytest.mark.long
def test_two_workers_do_every_job_once(ask, hire):
    asked = [ask("count", upto=2) for _ in range(40)]
    hire(), hire()
    assert [(ended(pk).state, Job.objects.get(pk=pk).attempts) for pk in asked] == [(JobState.DONE, 1)] * 40


@pytest.mark.long
def test_the_job_of_a_killed_worker_goes_on_at_another(ask, hire, tmp_path):
    job_id = ask("wait_for_a_file", path=str(tmp_path / "go"))
    first = hire()
    wait_until(lambda: Job.objects.get(pk=job_id).done > 0)
    first.kill()
    silence(job_id)
    (tmp_path / "go").touch()
    hire()
    job = ended(job_id)
    assert (job.state, job.attempts) == (JobState.DONE, 2)


def test_the_command_says_when_nothing_waits_in_the_database(environment):
    command = [sys.executable, "manage.py", "work"]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment | {"BROKER_URL": ""}, capture_output=True, text=True
    )
    assert (done.returncode, "BROKER_URL=database" in done.stderr) == (1, True)
