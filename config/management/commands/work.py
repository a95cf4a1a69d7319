"""Owns a worker for jobs where PostgreSQL is all there is: BROKER_URL=database."""

import signal
import threading
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from config import run_mode as running
from jobs import caretaking
from jobs.working import work_until
from plans.management.starting import QuietCommand


class Command(QuietCommand):
    help = "Does jobs one after another, until it is told to stop; the job that runs then is ended first."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.JOBS_IN_DATABASE:
            raise CommandError("jobs do not wait in the database: set BROKER_URL=database, for the web server too")
        try:
            running.hold(settings.DATA_DIR)
        except running.RunningError as error:
            raise CommandError(str(error)) from error
        caretaking.start()
        work_until(_told_to_stop())


def _told_to_stop() -> threading.Event:
    stopped = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stopped.set())
    return stopped
