"""Owns how tests wait for chores that a transaction of theirs let be done."""

from jobs.chores import _beside

LONGEST = 60  # seconds on a busy machine


def chores_are_done() -> None:
    """Comes back once all that was nudged before is done: this one is behind it in the same queue."""
    _beside.submit(lambda: None).result(timeout=LONGEST)
