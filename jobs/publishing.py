"""Owns giving work to the broker, by the name a worker knows it by; Celery is read only where there is a broker."""

import logging
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from celery import Celery

logger = logging.getLogger(__name__)
# The names that messages bear, also those on their way while the site is updated (``jobs.worker_tasks``).
RUN_JOB, DO_CHORE = "jobs.tasks.run_by_worker", "jobs.chores.do_by_worker"
# A broker that hangs is given up soon, one that is gone at once: the job is handed out again later.
IMPATIENT = {
    **{"socket_timeout": 3, "socket_connect_timeout": 3, "retry_on_timeout": False},
    **{"max_retries": 1, "interval_start": 0, "interval_step": 0, "interval_max": 0, "connect_retries_timeout": 3},
}


def broker_app() -> "Celery":
    """The application whose broker is asked."""
    app: Celery = import_string(settings.WORKERS_APP)
    return app


def impatient_connection() -> Any:
    """A connection of its own to the broker, since a kept one may have died with the broker."""
    options = settings.CELERY_BROKER_TRANSPORT_OPTIONS | IMPATIENT
    return broker_app().connection_for_write(transport_options=options)


def published(task: str, argument: int | str) -> bool:
    """Whether the broker took a task."""
    from kombu.exceptions import OperationalError

    try:
        with impatient_connection() as connection:
            broker_app().send_task(task, (argument,), connection=connection, retry=False)
    except (OperationalError, OSError):
        logger.warning("%s %s does not reach the broker; it is handed out again later", task, argument, exc_info=True)
        return False
    return True
