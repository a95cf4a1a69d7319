"""Owns looking after jobs that nobody else looks after: whose run is gone, and who wait though nobody knows of them.

It does the chores of the house too. A thread of every serving process is at it: a page that is looked at changes
nothing.
"""

import logging
import threading
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connections
from django.db.models import Q
from django.db.models.functions import Now

from jobs.chores import do_all
from jobs.models import SILENCE, Job, JobState
from jobs.running import fail_silent_jobs, give_back_silent_jobs, silent_jobs
from jobs.tasks import hand_out_again

logger = logging.getLogger(__name__)
EVERY = 30  # seconds between two looks
GRACE = timedelta(seconds=10)  # in which a new job reaches the queue
PATIENCE = timedelta(minutes=5)  # a job that has not begun after so long may have been lost with its queue


def look_after_jobs() -> None:
    """Ends runs that are gone, and hands out what waits too long; doing it twice at once does no harm."""
    if silent_jobs().exists():  # most looks find nothing, and then write nothing
        (give_back_silent_jobs if settings.JOBS_IN_DATABASE else fail_silent_jobs)()
    for job_id, handed_at in waiting_too_long():
        if not hand_out_again(job_id, handed_at):
            break  # the queue cannot be reached: the next look tries again


def waiting_too_long() -> list[tuple[int, datetime | None]]:
    """Number and last handing over of jobs that their queue may have lost; a run elsewhere begins them once only."""
    if settings.JOBS_IN_DATABASE:
        return []  # they wait where their workers look
    never_arrived = Q(handed_at__isnull=True, asked_at__lt=Now() - GRACE)
    if settings.CELERY_BROKER_URL:
        lost = never_arrived | Q(handed_at__lt=Now() - PATIENCE)
    elif Job.objects.filter(state=JobState.RUNNING, heard_at__gte=Now() - SILENCE).exists():
        return []  # one after another: they wait for it
    else:
        lost = never_arrived | Q(handed_at__lt=Now() - SILENCE)
    waiting = Job.objects.filter(lost, state=JobState.QUEUED, cancel_asked=False)
    return list(waiting.order_by("asked_at").values_list("pk", "handed_at"))


def unserved_jobs() -> int:
    """How many jobs wait in the database though no worker takes any: who is there takes the next within a second."""
    if Job.objects.filter(state=JobState.RUNNING, heard_at__gte=Now() - SILENCE).exists():
        return 0
    return Job.objects.filter(state=JobState.QUEUED, cancel_asked=False, asked_at__lt=Now() - SILENCE).count()


def start() -> None:
    """Begins to look after jobs, from now on and as long as the process lives."""
    threading.Thread(target=_look_again_and_again, name="caretaker", daemon=True).start()


def _look_again_and_again() -> None:
    pause = threading.Event()
    while True:
        try:
            look_after_jobs()
            do_all()
        except DatabaseError:
            logger.warning("jobs were not looked after", exc_info=True)
        finally:
            connections.close_all()
        pause.wait(EVERY)
