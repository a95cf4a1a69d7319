"""Owns printing in processes beside this one: documents go in through a pipe, PDF comes out.

Run as ``python -m reports.pdf.press`` this module is such a process. It knows no Django, and ends with its pipe. It is
started anew instead of forked: a web server's threads and a worker of Celery's both forbid that.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from select import select
from typing import IO, Self, TypeVar

from reports.pdf.limits import PressLost, accept_limits, limited, loss
from reports.pdf.rendering import render_here
from reports.pdf.renders import Renders, Revise, Variant

ROOT = Path(__file__).resolve().parents[2]
ROWS, PDF, REFUSED = b"rows", b"pdf ", b"none"  # what an answer is
Work = TypeVar("Work")


class Press:
    """One printing process; with ``idle`` it ends by itself when nobody prints for so many seconds."""

    def __init__(self, *, idle: int = 0) -> None:
        command = [sys.executable, "-m", __name__, *([str(idle)] if idle else [])]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def render_pdf(self, html: str, *, variant: Variant | None = None, revise: Revise | None = None) -> bytes:
        """``reports.pdf.engine.render_pdf`` over there. Raises ValueError as it does, and PressLost."""
        self._send(json.dumps({"html": html, "variant": variant, "revises": revise is not None}).encode())
        while (answer := self._receive())[:4] == ROWS:
            self._send(json.dumps(revise(json.loads(answer[4:])) if revise else None).encode())
        if answer[:4] == REFUSED:
            raise ValueError(answer[4:].decode())
        return answer[4:]

    @property
    def lives(self) -> bool:
        return self._process.poll() is None

    def stop(self) -> None:
        """Ends the process, whatever it is at; who waits for its answer hears PressLost."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Closes the pipes of a stopped process that nobody reads any more."""
        for pipe in (self._process.stdout, self._process.stdin):
            with suppress(OSError):  # what was not sent yet goes nowhere
                _pipe(pipe).close()

    def _send(self, message: bytes) -> None:
        try:
            _write(_pipe(self._process.stdin), message)
        except OSError as error:
            raise self._loss() from error

    def _receive(self) -> bytes:
        message = _read(_pipe(self._process.stdout))
        if message is None:
            raise self._loss()
        return message

    def _loss(self) -> PressLost:
        """Why the process closed its pipes; it is gone, or will be at once."""
        try:
            return loss(self._process.wait(timeout=5))
        except subprocess.TimeoutExpired:
            return PressLost("it answers no more")


class Presses:
    """Several printing processes; leaving the context stops them, whatever they are at."""

    def __init__(self, count: int) -> None:
        self._presses = [Press() for _ in range(count)]
        self._idle: SimpleQueue[Press] = SimpleQueue()
        for press in self._presses:
            self._idle.put(press)
        self._threads = ThreadPoolExecutor(max(count, 1), thread_name_prefix="press")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for press in self._presses:
            press.stop()
        self._threads.shutdown()
        for press in self._presses:
            press.close()

    def print_all(self, works: Iterable[Work], printed: Callable[[Work, Renders], bytes]) -> Iterator[bytes]:
        """``printed(work, render)`` of every piece of work, in its order, as many at once as there are presses."""
        return self._threads.map(lambda work: self._on_a_press(work, printed), works)

    def _on_a_press(self, work: Work, printed: Callable[[Work, Renders], bytes]) -> bytes:
        with self.borrowed() as press:
            return printed(work, press.render_pdf)

    @contextmanager
    def borrowed(self) -> Iterator[Press]:
        press = self._idle.get()
        try:
            yield press
        finally:
            self._idle.put(press)


def main() -> None:
    """Prints what comes in until the pipe is closed."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    idle = int(sys.argv[1]) if sys.argv[1:] else None
    accept_limits()

    def revise(rows: list[str]) -> str | None:
        _write(target, ROWS + json.dumps(rows).encode())
        revised: str | None = json.loads(_read(source) or b"null")
        return revised

    while select([source], [], [], idle)[0] and (message := _read(source)) is not None:
        asked = json.loads(message)
        try:
            revises = revise if asked["revises"] else None
            with limited():
                answer = PDF + render_here(asked["html"], variant=asked["variant"], revise=revises)
        except ValueError as error:
            answer = REFUSED + str(error).encode()
        _write(target, answer)


def _write(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(len(message).to_bytes(4, "big") + message)
    pipe.flush()


def _read(pipe: IO[bytes]) -> bytes | None:
    """The next message; None where the pipe has ended."""
    size = pipe.read(4)
    message = pipe.read(int.from_bytes(size, "big"))
    return message if len(size) == 4 else None


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # noqa: S101 - both were asked for
    return pipe


if __name__ == "__main__":
    main()
