"""Owns how a job reaches a worker: through the broker when there is one, else a thread of this process."""

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from celery import Task, shared_task
from django.conf import settings
from django.db import connections
from kombu.exceptions import OperationalError

from jobs.running import forgotten_jobs, give_up, run_job

logger = logging.getLogger(__name__)
_one_after_another = ThreadPoolExecutor(max_workers=1, thread_name_prefix="jobs")


def hand_over(job_id: int) -> None:
    """Gives a job to whoever runs jobs here; called after the transaction that made it."""
    if settings.CELERY_BROKER_URL:
        try:
            run_by_worker.delay(job_id)
        except OperationalError:
            logger.exception("job %s does not reach the broker", job_id)
            give_up(job_id)
    else:
        _one_after_another.submit(_run_here, job_id)


def take_up_forgotten() -> None:
    """Begins what waited in a process that is gone. A broker forgets nothing: there is nothing to do then."""
    if not settings.CELERY_BROKER_URL:
        for job_id in forgotten_jobs():
            hand_over(job_id)


@shared_task(bind=True, acks_late=True, reject_on_worker_lost=True)
def run_by_worker(self: Task, job_id: int) -> None:
    """Runs a job in a worker; the broker gives it to another one when this one is lost."""
    delivery: dict[str, Any] = self.request.delivery_info or {}
    run_job(job_id, redelivered=bool(delivery.get("redelivered")))


def _run_here(job_id: int) -> None:
    try:
        run_job(job_id)
    finally:
        connections.close_all()
