"""Owns the proof that no job is left alone: those whose run is gone end, those that nobody knows of begin, once."""

import time
from datetime import timedelta

import pytest
from django.db.models.functions import Now

from jobs import caretaking
from jobs.actions import ask_for
from jobs.caretaking import GRACE, look_after_jobs, waiting_too_long
from jobs.heartbeat import beating
from jobs.models import SILENCE, Job, JobState
from jobs.tasks import _one_after_another
from jobs.tests.killing import LONGEST
from jobs.tests.work import SETTINGS

LONG_AGO = Now() - SILENCE * 2


@pytest.fixture
def ask(alice, settings):
    """A job that its process took along when it went."""
    settings.JOBS = settings.JOBS | SETTINGS

    def asked(**fields):
        job = ask_for(task="count", title="কাজ", by=alice, arguments={"upto": 2})
        Job.objects.filter(pk=job.pk).update(asked_at=LONG_AGO, **fields)
        job.refresh_from_db()
        return job

    return asked


def numbers():
    return [number for number, _handed_at in waiting_too_long()]


def test_jobs_wait_in_vain_that_never_reached_a_queue_or_whose_process_is_gone(ask):
    never, gone, fresh = ask(), ask(handed_at=LONG_AGO), ask(handed_at=Now())
    assert numbers() == [never.pk, gone.pk]
    Job.objects.filter(pk=fresh.pk).update(handed_at=None, asked_at=Now() - GRACE / 2)
    assert fresh.pk not in numbers()


def test_jobs_of_this_process_wait_for_the_one_that_runs(ask):
    ask(handed_at=LONG_AGO)
    ask(state=JobState.RUNNING, heard_at=Now(), attempts=1)
    assert numbers() == []


def test_what_a_broker_lost_is_handed_out_again_though_another_runs(ask, settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    lost, waits = ask(handed_at=Now() - caretaking.PATIENCE - timedelta(seconds=1)), ask(handed_at=LONG_AGO)
    ask(state=JobState.RUNNING, heard_at=Now(), attempts=1)
    assert numbers() == [lost.pk]
    assert waits.pk not in numbers()


def test_a_broker_that_cannot_be_reached_leaves_the_job_waiting(ask, settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    job = ask()
    look_after_jobs()
    job.refresh_from_db()
    assert (job.state, job.handed_at, job.hand_overs) == (JobState.QUEUED, None, 0)


def test_a_run_that_is_gone_ends_with_a_sentence(ask):
    job = ask(state=JobState.RUNNING, heard_at=LONG_AGO, attempts=1)
    look_after_jobs()
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "বন্ধ হয়ে গেছে" in job.told_trouble


@pytest.mark.django_db(transaction=True)
def test_a_job_that_waited_in_a_process_that_died_is_done_once_however_many_take_it_up(ask):
    job = ask(handed_at=LONG_AGO)
    for _caretaker in range(3):
        look_after_jobs()
        Job.objects.filter(pk=job.pk, state=JobState.QUEUED).update(handed_at=LONG_AGO)
    _one_after_another.submit(lambda: None).result(timeout=LONGEST)  # behind it in the same queue
    job.refresh_from_db()
    assert (job.state, job.done, job.attempts) == (JobState.DONE, 2, 1)


def test_a_heart_beats_until_the_work_ends_and_outlives_a_database_that_was_away():
    from django.db import OperationalError

    beats = []

    def beat():
        beats.append(1)
        if len(beats) == 2:
            raise OperationalError("away")

    with beating(beat, every=0.01):
        while len(beats) < 4:
            time.sleep(0.01)
    counted = len(beats)
    time.sleep(0.05)
    assert len(beats) == counted
