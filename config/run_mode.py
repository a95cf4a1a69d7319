"""Owns the sign that the system runs: a lock of each serving process, given back however that ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE = "running.lock"
_held: list[int] = []  # kept open as long as the process lives


class RunningError(RuntimeError):
    """The system runs, or is being restored: the other of both must wait."""


def hold(folder: Path) -> None:
    """Says that this process, and all it forks, serves from a data folder. Raises RunningError during a restore."""
    _held.append(_locked(folder, fcntl.LOCK_SH, "a backup is being restored: start again when it has ended"))


@contextmanager
def kept_from_running(folder: Path) -> Iterator[None]:
    """Lets nobody start meanwhile. Raises RunningError where somebody runs."""
    descriptor = _locked(folder, fcntl.LOCK_EX, "the system is running: stop the web server and the workers first")
    try:
        yield
    finally:
        os.close(descriptor)


def _locked(folder: Path, kind: int, otherwise: str) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / FILE, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        raise RunningError(otherwise) from error
    return descriptor
