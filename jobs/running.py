"""Owns the running of a job: claimed once, heard of while it goes on, ended in every case."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db.models import F, Q
from django.utils import timezone
from django.utils.module_loading import import_string

from jobs.models import SILENCE, Job, JobState

logger = logging.getLogger(__name__)
MOST_ATTEMPTS = 3


class CancelledError(Exception):
    """Somebody asked for the job to stop."""


class Progress:
    """What a task is given to say how far it is, and to leave what came of it."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def say(self, done: int, total: int) -> None:
        """How far the task is. Raises CancelledError when it should stop."""
        Job.objects.filter(pk=self.job.pk).update(done=done, total=total, heard_at=timezone.now())
        if Job.objects.filter(pk=self.job.pk, cancel_asked=True).exists():
            raise CancelledError

    def leave_file(self, content: bytes, name: str) -> None:
        """The file the job makes; it appears once the job is done."""
        self.job.file.save(name, ContentFile(content), save=False)
        self.job.file_name = name

    def leave_summary(self, lines: list[Any]) -> None:
        """What came of the job, line by line, as JSON data its page understands."""
        self.job.summary = lines


Task = Callable[..., None]  # (progress, **arguments)


def run_job(job_id: int, *, redelivered: bool = False) -> None:
    """Runs a job that nobody else runs. ``redelivered``: the broker says its first worker was lost."""
    if not _claim(job_id, redelivered):
        return
    job = Job.objects.get(pk=job_id)
    if job.attempts > MOST_ATTEMPTS:
        _end(job, JobState.FAILED, "the worker was lost again and again")
        return
    task: Task = import_string(settings.JOBS[job.task])
    try:
        task(Progress(job), **job.arguments)
    except CancelledError:
        _end(job, JobState.CANCELLED)
    except Exception as error:
        logger.exception("job %s failed", job_id)
        _end(job, JobState.FAILED, str(error) or type(error).__name__)
    else:
        _end(job, JobState.DONE)


def fail_silent_jobs() -> None:
    """Ends what claims to run though its worker is gone; shown as failed, it can be asked for again."""
    heard_of_no_more = Q(heard_at__lt=timezone.now() - SILENCE) | Q(heard_at__isnull=True)
    silent = Job.objects.filter(heard_of_no_more, state=JobState.RUNNING)
    silent.update(state=JobState.FAILED, ended_at=timezone.now(), trouble="the worker stopped")


def _claim(job_id: int, redelivered: bool) -> bool:
    free = Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, heard_at__lt=timezone.now() - SILENCE)
    if redelivered:
        free |= Q(state=JobState.RUNNING)
    claimed = Job.objects.filter(free, pk=job_id).update(
        state=JobState.RUNNING, heard_at=timezone.now(), attempts=F("attempts") + 1, done=0
    )
    return claimed == 1


def _end(job: Job, state: JobState, trouble: str = "") -> None:
    """Writes the end, unless somebody else ended the job meanwhile."""
    fields = {"state": state, "ended_at": timezone.now(), "trouble": trouble[:2000], "summary": job.summary}
    if state is JobState.DONE:
        fields |= {"file": job.file.name, "file_name": job.file_name, "done": F("total")}
    Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(**fields)
