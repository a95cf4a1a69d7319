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
            now = time.monotonic()
            if self._found is None or now - self._found[0] >= self._seconds:
                self._found = (now, self._find())
            return self._found[1]

    def forget(self) -> None:
        """The next one asks anew."""
        with self._lock:
            self._found = None
