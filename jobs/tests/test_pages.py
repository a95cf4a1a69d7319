"""Owns the proof of the pages of background work: one's own jobs, their progress, and what one can do with them."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from jobs.models import SILENCE, Job, JobState

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


def test_looking_changes_nothing_though_jobs_wait_and_runs_are_gone(client, make):
    waits, gone = make(), make(heard_at=None, **HEARD)
    Job.objects.update(asked_at=timezone.now() - SILENCE * 2)
    before = list(Job.objects.order_by("pk").values())
    assert "ব্যর্থ" in client.get(reverse("jobs:list")).text
    page_of(client, waits)
    assert "বন্ধ হয়ে গেছে" in page_of(client, gone).text
    assert list(Job.objects.order_by("pk").values()) == before


def test_a_run_that_is_gone_is_asked_again_by_its_button(client, make):
    gone = make(heard_at=None, **HEARD)
    client.post(reverse("jobs:again", args=[gone.pk]))
    gone.refresh_from_db()
    assert (gone.state, Job.objects.count()) == (JobState.FAILED, 2)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "যোগাযোগ নেই"),
        ({"handed_at": "2026-01-01T00:00Z", "hand_overs": 1}, "আগের কাজ শেষ হলে"),
        ({"handed_at": "2026-01-01T00:00Z", "hand_overs": 2}, "আবার সারিতে দেওয়া হয়েছে"),
    ],
    ids=["never reached the queue", "handed over", "handed over again"],
)
def test_a_waiting_job_says_what_it_waits_for(client, make, fields, said):
    assert said in page_of(client, make(**fields)).text
