"""Owns the pages of background work: the list, one job with its progress, cancel, again, download."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from jobs.actions import ask_again
from jobs.actions import cancel as cancel_job
from jobs.caretaking import look_after_jobs
from jobs.downloads import printable
from jobs.keeping import kept_copy
from jobs.models import Job, JobState
from jobs.running import LOST, silent_jobs

SHOWN = 50


def _own(request: HttpRequest) -> QuerySet[Job]:
    """The jobs somebody asked for; nobody sees another's."""
    return Job.objects.filter(asked_by_id=request.user.pk)


def _as_seen(jobs: Iterable[Job]) -> list[Job]:
    """Jobs as they are told: one whose run is gone has failed or waits again, though nobody has written that yet."""
    found = list(jobs)
    silent = set(silent_jobs().filter(pk__in=[job.pk for job in found]).values_list("pk", flat=True))
    for job in found:
        if job.pk in silent and settings.JOBS_IN_DATABASE:
            job.state = JobState.QUEUED
        elif job.pk in silent:
            job.state, job.trouble, job.trouble_en = JobState.FAILED, LOST.bn, LOST.en
    return found


@require_safe
def job_list(request: HttpRequest) -> HttpResponse:
    return render(request, "jobs/list.html", {"jobs": _as_seen(_own(request)[:SHOWN])})


@require_safe
def job(request: HttpRequest, job_id: int) -> HttpResponse:
    """One job; while it is open the page asks again by itself."""
    (found,) = _as_seen([get_object_or_404(_own(request), pk=job_id)])
    template = "jobs/progress.html" if request.htmx else "jobs/job.html"  # type: ignore[attr-defined]
    return render(request, template, {"job": found})


@require_POST
def cancel(request: HttpRequest, job_id: int) -> HttpResponse:
    found = get_object_or_404(_own(request), pk=job_id)
    cancel_job(job=found)
    return redirect("jobs:job", job_id=found.pk)


@require_POST
def again(request: HttpRequest, job_id: int) -> HttpResponse:
    look_after_jobs()  # one whose run is gone has ended now
    found = get_object_or_404(_own(request), pk=job_id)
    if not found.is_open:
        found = ask_again(job=found, by=found.asked_by)
    return redirect("jobs:job", job_id=found.pk)


@require_safe
def download(request: HttpRequest, job_id: int) -> FileResponse:
    found = get_object_or_404(_own(request), pk=job_id)
    if not found.file:
        raise Http404
    return FileResponse(kept_copy(found.file.name), as_attachment=True, filename=printable(found.file_name))
