"""Owns how many files are read at once on a machine, whatever processes ask: by locks on files, which nobody forgets.

Who finds every place taken may wait; only a few waiting requests of the site are let stay, for each holds a thread that
others need. A lock goes with its process, so that a killed one leaves its place.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sheets.refusal import busy

_LOOKS = 0.05  # seconds from one look for a place to the next


@dataclass(frozen=True, slots=True)
class Patience:
    """How long somebody waits for a turn, in seconds; ``seats``: how many may wait so at once, None for any number."""

    seconds: float
    seats: int | None = None


OF_A_PAGE = Patience(3, seats=2)
OF_A_TABLE = Patience(15, seats=2)  # its page asks once for all and has nothing to show before
OF_A_JOB = Patience(600)


@contextmanager
def turn(folder: Path, places: int, patience: Patience) -> Iterator[None]:
    """Holds one of some places. Raises Refused when none came free in time."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        if not _take(held, folder, "turn", places):
            _wait(held, folder, places, patience)
        yield


def _wait(held: ExitStack, folder: Path, places: int, patience: Patience) -> None:
    with ExitStack() as seat:
        if patience.seats is not None and not _take(seat, folder, "seat", patience.seats):
            raise busy()
        end = time.monotonic() + patience.seconds
        while not _take(held, folder, "turn", places):
            if time.monotonic() > end:
                raise busy()
            time.sleep(_LOOKS)


def _take(held: ExitStack, folder: Path, name: str, number: int) -> bool:
    """Whether one of some numbered locks was free; it is held until the stack is left."""
    for each in range(1, number + 1):
        descriptor = os.open(folder / f"{name}-{each}", os.O_RDONLY | os.O_CREAT, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
        else:
            held.callback(os.close, descriptor)
            return True
    return False
