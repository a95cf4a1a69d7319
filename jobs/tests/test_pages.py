"""Owns the proof of the pages of background work: one's own jobs, their progress, and what one can do with them."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from jobs.models import SILENCE, Job, JobState
from jobs.tests.work import SETTINGS

HEARD = {"state": JobState.RUNNING, "attempts": 1}


@pytest.fixture
def make(alice):
    def made(**fields):
        if fields.get("state", "queued") not in ("queued", "running"):
            fields["ended_at"] = timezone.now()
        return Job.objects.create(**{"task": "count", "title": "গোনা", "asked_by": alice} | fields)

    return made


@pytest.fixture
def client(alice, client_of):
    return client_of(alice)


def page_of(client, job, **options):
    return client.get(reverse("jobs:job", args=[job.pk]), **options)


def test_the_list_shows_the_own_jobs_only(client, client_of, charlie, make):
    make()
    assert "গোনা" in client.get(reverse("jobs:list")).text
    assert "গোনা" not in client_of(charlie).get(reverse("jobs:list")).text


@pytest.mark.parametrize("name", ["job", "cancel", "again", "download"])
def test_anothers_job_does_not_exist(client_of, charlie, make, name):
    job = make()
    job.file.save("x.txt", ContentFile(b"x"))
    ask = client_of(charlie).post if name in ("cancel", "again") else client_of(charlie).get
    assert ask(reverse(f"jobs:{name}", args=[job.pk])).status_code == 404
    job.refresh_from_db()
    assert not job.cancel_asked


def test_progress_is_shown_and_asks_again_by_itself_while_it_goes_on(client, make):
    job = make(done=3, total=10, heard_at=timezone.now(), **HEARD)
    page = page_of(client, job)
    assert "১০টির মধ্যে ৩" in page.text or "৩" in page.text
    assert "hx-trigger" in page.text
    part = page_of(client, job, headers={"HX-Request": "true"})
    assert part.text.lstrip().startswith("<section")
    Job.objects.filter(pk=job.pk).update(state=JobState.DONE, ended_at=timezone.now())
    assert "hx-trigger" not in page_of(client, job).text


def test_a_job_whose_process_died_is_shown_as_failed_with_a_way_on(client, make):
    job = make(heard_at=timezone.now() - SILENCE - timedelta(seconds=1), **HEARD)
    page = page_of(client, job)
    assert "ব্যর্থ" in page.text
    assert "বন্ধ হয়ে গেছে" in page.text
    assert reverse("jobs:again", args=[job.pk]) in page.text


def test_cancelling_asks_once_and_says_so(client, make):
    job = make(heard_at=timezone.now(), **HEARD)
    page = client.post(reverse("jobs:cancel", args=[job.pk]), follow=True)
    assert "disabled" in page.text
    job.refresh_from_db()
    assert (job.cancel_asked, job.state) == (True, JobState.RUNNING)


def test_an_ended_job_is_not_cancelled_and_an_open_one_not_asked_again(client, make):
    ended, open_job = make(state=JobState.DONE), make()
    client.post(reverse("jobs:cancel", args=[ended.pk]))
    client.post(reverse("jobs:again", args=[open_job.pk]))
    ended.refresh_from_db()
    assert (ended.state, Job.objects.count()) == (JobState.DONE, 2)


def test_the_file_is_a_download_and_only_once_there_is_one(client, make):
    job = make(state=JobState.DONE, file_name="বই.txt")
    assert client.get(reverse("jobs:download", args=[job.pk])).status_code == 404
    job.file.save("x.txt", ContentFile(b"<script>"))
    answer = client.get(reverse("jobs:download", args=[job.pk]))
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content) == b"<script>"


@pytest.mark.django_db(transaction=True)
def test_a_job_that_waited_in_a_process_that_died_is_begun_when_somebody_looks(client, make, settings):
    settings.JOBS = settings.JOBS | SETTINGS
    job = make(arguments={"upto": 2})
    Job.objects.filter(pk=job.pk).update(asked_at=timezone.now() - SILENCE * 2)
    page_of(client, job)
    from jobs.tasks import _one_after_another

    _one_after_another.submit(lambda: None).result(timeout=20)  # behind it in the same queue
    job.refresh_from_db()
    assert (job.state, job.done) == (JobState.DONE, 2)
