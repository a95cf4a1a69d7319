"""Owns the printing of a web server: in processes beside it, few at once, and one at once for each person.

A print takes half a second of a processor; twenty asked for together must not make everybody's pages wait.
"""

import atexit
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock

from django.conf import settings

from cell_values.sentence import Sentence
from reports import live_prints
from reports.pdf.press import Press
from reports.pdf.renders import Revise, Variant
from reports.printing import PrintDesk

OF_ALL, OF_ONE = 2, 1  # prints of this process: of everybody, so that threads are left for pages, and of one person
IDLE = 300  # seconds after which a printing process that nobody needs ends
PATIENCE = 20  # seconds a page waits until the machine has room for its print
GLANCE = 0.05


class PressBusy(Exception):
    """All turns are taken: ask again in a few seconds."""

    sentence = Sentence(
        "আপনার ছাপা তৈরি হচ্ছে, একটু অপেক্ষা করুন। একজনের একবারে একটি করে ছাপা হয়।",
        "Your prints are being made, please wait. One is made at a time for each person.",
    )


class Turns:
    """Who prints in this process at the moment."""

    def __init__(self, *, of_all: int, of_one: int) -> None:
        self._of_all, self._of_one = of_all, of_one
        self._lock, self._taken = Lock(), list[str]()

    def check(self, who: str) -> None:
        """Raises PressBusy where no turn is left for somebody."""
        if len(self._taken) >= self._of_all or self._taken.count(who) >= self._of_one:
            raise PressBusy

    @contextmanager
    def taken_by(self, who: str) -> Iterator[None]:
        """A turn of somebody. Raises PressBusy where there is none left."""
        with self._lock:
            self.check(who)
            self._taken.append(who)
        try:
            yield
        finally:
            with self._lock:
                self._taken.remove(who)


_turns = Turns(of_all=OF_ALL, of_one=OF_ONE)


def check_turn(who: str) -> None:
    """Raises PressBusy where somebody has to wait: known before anything is read."""
    _turns.check(who)


def place_for(who: str) -> PrintDesk:
    """Where a person's prints are made."""
    return PrintDesk(render, partial(_turns.taken_by, who))


def render(
    html: str, *, variant: Variant | None = None, revise: Revise | None = None, patience: float = PATIENCE
) -> bytes:
    """As ``reports.pdf.engine.render_pdf``; what was printed before is not laid out again.

    Raises PressBusy when the machine has no room within ``patience`` seconds, PressLost at a limit of time or memory.
    """
    digest = live_prints.digest_of(html, variant)
    if found := live_prints.find(digest):
        return found
    with _room(patience):
        if found := live_prints.find(digest):  # of who printed the same meanwhile
            return found
        pdf = _on_a_press(html, variant, revise)
    live_prints.keep(digest, pdf)
    return pdf


@contextmanager
def _room(patience: float) -> Iterator[None]:
    """One of as many places as the machine has processors, whichever of its processes prints; free however it ends."""
    ends = time.monotonic() + patience
    while (descriptor := _free_place()) is None:
        if time.monotonic() > ends:
            raise PressBusy
        time.sleep(GLANCE)
    try:
        yield
    finally:
        os.close(descriptor)


def _free_place() -> int | None:
    folder = Path(settings.PRINTS_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(os.cpu_count() or 1):
        descriptor = os.open(folder / f"place-{number}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return descriptor
        except BlockingIOError:
            os.close(descriptor)
    return None


_idle: SimpleQueue[Press] = SimpleQueue()


def _on_a_press(html: str, variant: Variant | None, revise: Revise | None) -> bytes:
    press = _taken_press()
    try:
        pdf = press.render_pdf(html, variant=variant, revise=revise)
    except BaseException:
        _end(press)  # it is gone, or in the middle of an answer
        raise
    _idle.put(press)
    return pdf


def _taken_press() -> Press:
    """One that waits for work, else a new one."""
    with suppress(Empty):
        while press := _idle.get_nowait():
            if press.lives:
                return press
            _end(press)
    return Press(idle=IDLE)


def _end(press: Press) -> None:
    press.stop()
    press.close()


@atexit.register
def end_idle_presses() -> None:
    with suppress(Empty):
        while True:
            _end(_idle.get_nowait())
