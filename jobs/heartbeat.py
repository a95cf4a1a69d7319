"""Owns the heartbeat of a job: a thread beside the work says that it lives, however long one of its steps takes."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connections

logger = logging.getLogger(__name__)


@contextmanager
def beating(beat: Callable[[], object], *, every: float) -> Iterator[None]:
    """Calls ``beat`` again and again, in a thread with a database connection of its own, until the work ends."""
    ended = threading.Event()
    thread = threading.Thread(target=_beat_until, args=(ended, beat, every), name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _beat_until(ended: threading.Event, beat: Callable[[], object], every: float) -> None:
    try:
        while not ended.wait(every):
            try:
                beat()
            except DatabaseError:  # it may be busy or be started anew; the next beat tells
                logger.warning("a heartbeat was not written", exc_info=True)
                connections.close_all()
    finally:
        connections.close_all()
