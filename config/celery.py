"""Owns the Celery application of the workers."""

import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging, worker_init, worker_ready
from django.conf import settings

from config import run_mode as running

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
app = Celery("plans")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["jobs"], related_name="worker_tasks")


@setup_logging.connect
def leave_the_log(**_: Any) -> None:
    """The settings of the site hold in workers too: Celery sets up a log of its own only where nobody asks."""


@worker_init.connect
def say_that_it_runs(**_: Any) -> None:
    running.hold(settings.DATA_DIR)


@worker_ready.connect
def look_after_jobs(**_: Any) -> None:
    from jobs import caretaking

    caretaking.start()
