"""Owns chores: work that finds out itself what is to be done, and does no harm when it is done twice at once.

Unlike a job nobody asks for a chore by hand and none is lost: the caretaker of every process does all of them again and
again, and a nudge only makes one happen at once.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.db import connections
from django.utils.module_loading import import_string

from jobs.publishing import DO_CHORE, published

logger = logging.getLogger(__name__)
_beside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="chores")  # a long job does not keep them waiting


def nudge(name: str) -> None:
    """Lets a chore of ``settings.CHORES`` be done soon, elsewhere; called after the transaction that made the work."""
    _beside.submit(_nudge, name)


def _nudge(name: str) -> None:
    try:
        if not settings.CELERY_BROKER_URL:
            do(name)
        else:
            published(DO_CHORE, name)  # one that does not arrive is done by the caretaker
    finally:
        connections.close_all()


def do_all() -> None:
    """Does each chore; the trouble of one is not that of the others."""
    for name in settings.CHORES:
        do(name)


def do(name: str) -> None:
    """Does a chore; what it could not do it finds again the next time."""
    chore: Callable[[], None] = import_string(settings.CHORES[name])
    try:
        chore()
    except Exception:
        logger.exception("the chore %s was not done", name)
