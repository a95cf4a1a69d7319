"""Owns an answer that is found at most once in some seconds by a process, however many ask for it."""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class KeptAnswer(Generic[Answer]):
    """Calls ``find`` when what it answered before is older than ``seconds``; who comes meanwhile waits for it."""

    def __init__(self, find: Callable[[], Answer], *, seconds: float) -> None:
        self._find, self._seconds, self._lock = find, seconds, threading.Lock()
        self._found: tuple[float, Answer] | None = None

    def get(self) -> Answer:
        with self._lock:
            if self._found is None or time.monotonic() - self._found[0] >= self._seconds:
                found = self._find()
                self._found = (time.monotonic(), found)  # one that took long is kept as long as others
            return self._found[1]

    def forget(self) -> None:
        """The next one asks anew."""
        with self._lock:
            self._found = None


class UnwaitedAnswer(Generic[Answer]):
    """The same, but who comes meanwhile takes the one before, or ``unknown`` where that is ``late`` seconds too old."""

    def __init__(self, find: Callable[[], Answer], *, seconds: float, late: float, unknown: Answer) -> None:
        self._find, self._seconds, self._late, self._unknown = find, seconds, late, unknown
        self._finding = threading.Lock()
        self._kept: tuple[float, Answer] | None = None  # until when, and what

    def get(self) -> Answer:
        if self._not_older_than(0) is None and self._finding.acquire(blocking=False):
            try:
                found = self._find()
                self._kept = (time.monotonic() + self._seconds, found)
                return found
            finally:
                self._finding.release()
        before = self._not_older_than(self._late)
        return self._unknown if before is None else before

    def forget(self) -> None:
        """The next one asks anew."""
        self._kept = None

    def _not_older_than(self, late: float) -> Answer | None:
        kept = self._kept
        return kept[1] if kept is not None and time.monotonic() < kept[0] + late else None
