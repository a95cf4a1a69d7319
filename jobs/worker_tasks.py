"""Owns what workers do by Celery, which finds it here."""

from typing import Any

from celery import Task, shared_task

from jobs.chores import do
from jobs.publishing import DO_CHORE, RUN_JOB
from jobs.running import run_job


@shared_task(name=RUN_JOB, bind=True, acks_late=True, reject_on_worker_lost=True)
def run_by_worker(self: Task, job_id: int) -> None:
    """Runs a job in a worker; the broker gives it to another one when this one is lost."""
    delivery: dict[str, Any] = self.request.delivery_info or {}
    run_job(job_id, redelivered=bool(delivery.get("redelivered")))


@shared_task(name=DO_CHORE)
def do_by_worker(name: str) -> None:
    """Does a chore in a worker."""
    do(name)
