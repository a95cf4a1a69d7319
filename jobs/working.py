"""Owns jobs without a broker in processes of their own: workers take them from the database, each job one of them."""

import logging
import threading

from django.db import DatabaseError, connections, transaction

from jobs.models import Job, JobState
from jobs.running import claim, run_claimed

logger = logging.getLogger(__name__)
EVERY = 1.0  # seconds between two looks for work


def work_until(stopped: threading.Event) -> None:
    """Does one job after another, also after the database was away; the one that runs is ended first."""
    while not stopped.is_set():
        try:
            found = run_next()
        except DatabaseError:
            logger.warning("no work was taken: the database does not answer", exc_info=True)
            found = False
            connections.close_all()
        if not found:
            stopped.wait(EVERY)


def run_next() -> bool:
    """Runs the job that waits longest and that nobody else takes; False where there is none."""
    job_id = _taken()
    if job_id is None:
        return False
    run_claimed(job_id)
    return True


@transaction.atomic
def _taken() -> int | None:
    """Who looks at the same moment passes over what this one locked, and neither waits."""
    waiting = Job.objects.select_for_update(skip_locked=True).filter(state=JobState.QUEUED)
    job_id = waiting.order_by("asked_at", "pk").values_list("pk", flat=True).first()
    return job_id if job_id is not None and claim(job_id) else None
