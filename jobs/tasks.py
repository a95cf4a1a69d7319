"""Owns how a job reaches a worker: through the broker when there is one, else a thread of this process."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from celery import Task, shared_task
from django.conf import settings
from django.db import connections

from jobs.running import run_job

_one_after_another = ThreadPoolExecutor(max_workers=1, thread_name_prefix="jobs")


def hand_over(job_id: int) -> None:
    """Gives a job to whoever runs jobs here; called after the transaction that made it."""
    if settings.CELERY_BROKER_URL:
        run_by_worker.delay(job_id)
    else:
        _one_after_another.submit(_run_here, job_id)


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
