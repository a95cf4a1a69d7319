"""Owns the pages of background work: the list, one job with its progress, cancel, again, download."""

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from jobs.actions import ask_again
from jobs.actions import cancel as cancel_job
from jobs.downloads import printable
from jobs.models import Job
from jobs.running import fail_silent_jobs
from jobs.tasks import take_up_forgotten

SHOWN = 50


def _own(request: HttpRequest) -> QuerySet[Job]:
    """The jobs somebody asked for; nobody sees another's."""
    return Job.objects.filter(asked_by_id=request.user.pk)


def _look_after_jobs() -> None:
    """What a process left behind that died: ended, or begun anew."""
    fail_silent_jobs()
    take_up_forgotten()


@require_safe
def job_list(request: HttpRequest) -> HttpResponse:
    _look_after_jobs()
    return render(request, "jobs/list.html", {"jobs": _own(request)[:SHOWN]})


@require_safe
def job(request: HttpRequest, job_id: int) -> HttpResponse:
    """One job; while it is open the page asks again by itself."""
    _look_after_jobs()
    found = get_object_or_404(_own(request), pk=job_id)
    template = "jobs/progress.html" if request.htmx else "jobs/job.html"  # type: ignore[attr-defined]
    return render(request, template, {"job": found})


@require_POST
def cancel(request: HttpRequest, job_id: int) -> HttpResponse:
    found = get_object_or_404(_own(request), pk=job_id)
    cancel_job(job=found)
    return redirect("jobs:job", job_id=found.pk)


@require_POST
def again(request: HttpRequest, job_id: int) -> HttpResponse:
    found = get_object_or_404(_own(request), pk=job_id)
    if not found.is_open:
        found = ask_again(job=found, by=found.asked_by)
    return redirect("jobs:job", job_id=found.pk)


@require_safe
def download(request: HttpRequest, job_id: int) -> FileResponse:
    found = get_object_or_404(_own(request), pk=job_id)
    if not found.file:
        raise Http404
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=printable(found.file_name))
