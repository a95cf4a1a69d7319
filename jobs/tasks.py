"""Owns how a job reaches a worker: through the broker or the database, or else a thread of this process."""

import logging
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from typing import Any

from celery import Task, current_app, shared_task
from django.conf import settings
from django.db import connections
from django.db.models import F
from django.db.models.functions import Now
from kombu.exceptions import OperationalError

from jobs.models import Job, JobState
from jobs.running import run_job

logger = logging.getLogger(__name__)
LONGEST = 2  # seconds a page waits until the broker has taken its job; the job does not wait for the page
# A broker that hangs is given up soon, one that is gone at once: the job is handed out again later.
IMPATIENT = {
    **{"socket_timeout": 3, "socket_connect_timeout": 3, "retry_on_timeout": False},
    **{"max_retries": 1, "interval_start": 0, "interval_step": 0, "interval_max": 0, "connect_retries_timeout": 3},
}
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
    elif not published(run_by_worker, job_id):
        Job.objects.filter(pk=job_id).update(handed_at=None, hand_overs=F("hand_overs") - 1)
        return False
    return True


@shared_task(bind=True, acks_late=True, reject_on_worker_lost=True)
def run_by_worker(self: Task, job_id: int) -> None:
    """Runs a job in a worker; the broker gives it to another one when this one is lost."""
    delivery: dict[str, Any] = self.request.delivery_info or {}
    run_job(job_id, redelivered=bool(delivery.get("redelivered")))


def _note(job_id: int) -> None:
    Job.objects.filter(pk=job_id).update(handed_at=Now(), hand_overs=F("hand_overs") + 1)


def published(task: Task, argument: int | str) -> bool:
    """Whether the broker took a task; by a connection of its own, since a kept one may have died with the broker."""
    options = settings.CELERY_BROKER_TRANSPORT_OPTIONS | IMPATIENT
    try:
        with current_app.connection_for_write(transport_options=options) as connection:
            task.apply_async((argument,), connection=connection, retry=False)
    except (OperationalError, OSError):
        logger.warning("%s %s does not reach the broker; it is handed out again later", task, argument, exc_info=True)
        return False
    return True


def _publish_here(job_id: int) -> None:
    try:
        if published(run_by_worker, job_id):
            _note(job_id)
    finally:
        connections.close_all()


def _run_here(job_id: int) -> None:
    try:
        run_job(job_id)
    finally:
        connections.close_all()
