"""Owns a bound for a database that takes a question and says nothing: libpq itself waits for ever."""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def cut_after(seconds: float, alias: str) -> Iterator[None]:
    """What is inside may ask this thread's connection for so long; then its line is cut: a DatabaseError."""
    watch = _Watch(connections[alias], seconds)
    threading.Thread(target=watch.run, daemon=True).start()
    try:
        yield
    finally:
        watch.end()


class _Watch:
    def __init__(self, database: BaseDatabaseWrapper, seconds: float) -> None:
        self._database, self._seconds = database, seconds
        self._ended, self._lock = threading.Event(), threading.Lock()

    def run(self) -> None:
        """Again and again: at first it may still be connecting, which has a bound of its own."""
        while not self._ended.wait(self._seconds):
            with self._lock:
                if not self._ended.is_set():
                    self._cut()

    def end(self) -> None:
        with self._lock:
            self._ended.set()

    def _cut(self) -> None:
        """The file itself stays the driver's: it reads the end of what its server says."""
        line = self._database.connection
        # It may have gone by itself, or not be there yet.
        with suppress(Exception), socket.socket(fileno=os.dup(line.fileno())) as end:
            end.shutdown(socket.SHUT_RDWR)
