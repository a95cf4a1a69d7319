"""Owns how a job reaches a worker: through the broker or the database, or else a thread of this process."""

import logging
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime

from django.conf import settings
from django.db import connections
from django.db.models import F
from django.db.models.functions import Now

from jobs.models import Job, JobState
from jobs.publishing import RUN_JOB, published
from jobs.running import run_job

logger = logging.getLogger(__name__)
LONGEST = 2  # seconds a page waits until the broker has taken its job; the job does not wait for the page
_one_after_another = ThreadPoolExecutor(max_workers=1, thread_name_prefix="jobs")
_publishing = ThreadPoolExecutor(max_workers=1, thread_name_prefix="publishing")


def hand_over(job_id: int) -> None:
    """Gives a new job to whoever runs jobs here; called after the transaction that made it."""
    if settings.CELERY_BROKER_URL:
        with suppress(TimeoutError):
            _publishing.submit(_publish_here, job_id).result(timeout=LONGEST)
        return
    _note(job_id)
    if not settings.JOBS_IN_DATABASE:
        _one_after_another.submit(_run_here, job_id)


def hand_out_again(job_id: int, handed_at: datetime | None) -> bool:
    """Gives a job out once more unless somebody else just did; False where the broker cannot be reached."""
    waiting = Job.objects.filter(pk=job_id, state=JobState.QUEUED, handed_at=handed_at)
    if not waiting.update(handed_at=Now(), hand_overs=F("hand_overs") + 1):
        return True
    if not settings.CELERY_BROKER_URL:
        _one_after_another.submit(_run_here, job_id)
    elif not published(RUN_JOB, job_id):
        Job.objects.filter(pk=job_id).update(handed_at=None, hand_overs=F("hand_overs") - 1)
        return False
    return True


def _note(job_id: int) -> None:
    Job.objects.filter(pk=job_id).update(handed_at=Now(), hand_overs=F("hand_overs") + 1)


def _publish_here(job_id: int) -> None:
    try:
        if published(RUN_JOB, job_id):
            _note(job_id)
    finally:
        connections.close_all()


def _run_here(job_id: int) -> None:
    try:
        run_job(job_id)
    finally:
        connections.close_all()
