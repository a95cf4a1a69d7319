"""Owns the proof of a job's life: claimed once, heard of, cancelled, ended in every case with a sentence."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.utils import timezone, translation

from jobs.actions import ask_again, ask_for, cancel
from jobs.heartbeat import beating
from jobs.models import SILENCE, Job, JobState
from jobs.origin import worked_for
from jobs.running import (
    MOST_ATTEMPTS,
    CancelledError,
    Progress,
    SupersededError,
    fail_silent_jobs,
    run_job,
)
from jobs.tests.work import SETTINGS
from operations.log_lines import RequestIdFilter


@pytest.fixture(autouse=True)
def _work(settings):
    settings.JOBS = settings.JOBS | SETTINGS
    settings.JOBS_HEARTBEAT = 0.02


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def ask(alice):
    """``ask("count", upto=3)``: a job that nobody has begun."""
    return lambda task, **arguments: ask_for(task=task, title="কাজ", by=alice, arguments=arguments)


def run(job, **options):
    run_job(job.pk, **options)
    job.refresh_from_db()
    return job


def silent_since(job, *, ago=SILENCE + timedelta(seconds=1), state=JobState.RUNNING):
    Job.objects.filter(pk=job.pk).update(state=state, heard_at=timezone.now() - ago, attempts=1)


def test_a_job_runs_to_its_end_and_leaves_its_file_and_summary(ask):
    job = run(ask("count", upto=3))
    assert (job.state, job.done, job.total, job.attempts) == (JobState.DONE, 3, 3, 1)
    with job.file.open() as file:
        assert file.read() == b"counted"
    assert (job.file_name, job.summary[0]["text"]) == ("count.txt", "গোনা শেষ")
    assert job.ended_at is not None


def test_a_job_is_done_once_though_it_is_handed_over_twice(ask):
    job = run(ask("count", upto=3))
    ended = job.ended_at
    assert run(job).ended_at == ended
    assert job.attempts == 1


def test_a_running_job_is_not_begun_by_another_worker(ask):
    job = ask("count", upto=3)
    silent_since(job, ago=timedelta(seconds=5))
    assert run(job).state == JobState.RUNNING


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_gives_a_living_run_to_another_worker_is_not_believed(alice, settings):
    settings.JOBS_HEARTBEAT = 0.4
    job = Job.objects.create(task="count", title="কাজ", asked_by=alice, arguments={"upto": 3})
    silent_since(job, ago=timedelta(0))
    with beating(lambda: Job.objects.filter(pk=job.pk).update(heard_at=Now()), every=0.005):
        assert run(job, redelivered=True).attempts == 1
    assert job.state == JobState.RUNNING


@pytest.mark.parametrize("how", [{"redelivered": True}, {}])
def test_a_job_whose_worker_was_lost_is_taken_up_by_another(ask, how):
    job = ask("count", upto=3)
    silent_since(job, ago=timedelta(0) if how else SILENCE + timedelta(seconds=1))
    assert (run(job, **how).state, job.attempts) == (JobState.DONE, 2)


def test_a_job_that_kills_every_worker_is_given_up_with_a_sentence(ask):
    job = ask("count", upto=3)
    Job.objects.filter(pk=job.pk).update(attempts=MOST_ATTEMPTS)
    assert run(job).state == JobState.FAILED
    assert "বারবার" in job.told_trouble


def test_a_failure_is_told_in_both_languages_without_the_inside_of_the_system(ask):
    job = run(ask("fail"))
    assert (job.state, job.done) == (JobState.FAILED, 1)
    assert "আবার চেষ্টা করুন" in job.told_trouble
    assert "secret" not in job.trouble + job.trouble_en
    with translation.override("en"):
        assert "tell the administrator" in job.told_trouble


def test_an_error_that_carries_a_sentence_is_told_by_it(ask):
    job = run(ask("fail_with_a_sentence"))
    assert (job.trouble, job.trouble_en) == ("ফাইলটি খালি।", "The file is empty.")


def test_work_that_is_no_longer_known_fails_with_a_sentence(ask):
    assert run(ask("forgotten")).state == JobState.FAILED


def test_a_waiting_job_is_cancelled_at_once(ask):
    job = ask("count", upto=3)
    cancel(job=job)
    assert run(job).state == JobState.CANCELLED
    assert job.attempts == 0


def test_a_running_job_stops_when_it_next_says_how_far_it_is(ask):
    job = ask("count", upto=3)
    silent_since(job, ago=timedelta(0))
    job.refresh_from_db()
    cancel(job=job)
    with pytest.raises(CancelledError):
        Progress(job).say(1, 3)


def test_a_run_that_was_superseded_stops_and_writes_nothing(ask):
    job = ask("count", upto=3)
    silent_since(job, ago=timedelta(0))
    job.refresh_from_db()
    run_job(job.pk, redelivered=True)
    with pytest.raises(SupersededError):
        Progress(job).say(1, 3)
    assert Job.objects.get(pk=job.pk).state == JobState.DONE


def test_a_job_nobody_heard_of_for_a_minute_is_failed_and_not_running_for_ever(ask):
    dead, alive = ask("count", upto=3), ask("count", upto=3)
    silent_since(dead)
    silent_since(alive, ago=SILENCE - timedelta(seconds=5))
    fail_silent_jobs()
    dead.refresh_from_db()
    alive.refresh_from_db()
    assert (dead.state, alive.state) == (JobState.FAILED, JobState.RUNNING)
    assert "আবার চেষ্টা করুন" in dead.told_trouble


def test_asking_again_makes_a_new_job_of_the_same_work(ask, alice):
    job = run(ask("fail"))
    again = ask_again(job=job, by=alice)
    assert (again.pk != job.pk, again.task, again.state) == (True, "fail", JobState.QUEUED)


def test_the_file_of_a_run_that_failed_or_was_cancelled_is_removed(ask, settings):
    for task, state in (("fail_with_a_file", JobState.FAILED), ("leave_a_file_and_be_cancelled", JobState.CANCELLED)):
        job = run(ask(task))
        assert (job.state, job.file.name) == (state, "")
    assert [path for path in (settings.MEDIA_ROOT / "jobs").rglob("*") if path.is_file()] == []


def test_a_living_run_that_was_thought_to_be_gone_keeps_its_end_and_its_file(ask):
    job = run(ask("be_taken_for_dead"))
    assert (job.state, job.trouble, job.file_name) == (JobState.DONE, "", "count.txt")
    with job.file.open() as file:
        assert file.read() == b"counted"


def test_a_job_is_logged_under_the_number_of_the_request_that_asked_for_it(alice, caplog):
    caplog.handler.addFilter(RequestIdFilter())
    with worked_for("abcdef-12345678"):
        job = ask_for(task="fail", title="কাজ", by=alice, arguments={})
    run(job)
    assert {record.request_id for record in caplog.records if record.name == "jobs.running"} == {"abcdef-12345678"}
