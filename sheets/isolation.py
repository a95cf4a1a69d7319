"""Owns doing something with a file in a process of its own, which is stopped when it takes too long or too much."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, Any

from django.conf import settings

from sheets.child import OUT_OF_MEMORY
from sheets.refusal import busy, damaged, too_large, too_slow
from sheets.turns import OF_A_JOB, Patience, turn

MOST_SECONDS = 4  # of the processor, the start of the process included
BY_THE_CLOCK = 5  # times as long, on a machine that has other things to do
NICE = 10  # the site's own processes go first
_LOOKS = 0.005  # seconds from one look for the process's end to the next
# No site, no environment, no inherited file: the process finds the same modules as this one and nothing else.
_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from sheets.child import main; main()"
_TIME_OVER = (-signal.SIGXCPU, -signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended: its code (negative: by a signal), seconds of the processor, most megabytes of memory."""

    code: int
    seconds: float
    megabytes: float


def run_apart(
    task: Callable[..., bytes],
    content: bytes,
    *,
    seconds: int = MOST_SECONDS,
    patience: Patience = OF_A_JOB,
    scratch: bool = False,
    watch: Callable[[Ended], None] = lambda ended: None,
    **arguments: Any,
) -> bytes:
    """What a task (a function of a module, given the content and arguments JSON can hold) answers for a file.

    Raises Refused for whatever is in the file, and Busy. ``scratch``: it may write into a folder that is gone
    afterwards. ``watch`` is told how the process ended.
    """
    order = {"task": f"{task.__module__}:{task.__qualname__}", "seconds": seconds, "nice": NICE, "arguments": arguments}
    with ExitStack() as held:
        held.enter_context(turn(settings.DATA_DIR / "readings", settings.FILES_READ_AT_ONCE, patience))
        folder = held.enter_context(TemporaryDirectory()) if scratch else ""
        asked, answer = (held.enter_context(TemporaryFile()) for _ in range(2))
        asked.write(json.dumps(order | {"scratch": folder}).encode() + b"\n" + content)
        asked.seek(0)
        ended = _run(asked, answer, seconds * BY_THE_CLOCK)
        watch(ended)
        _check(ended, seconds)
        answer.seek(0)
        return answer.read()


def _run(asked: IO[bytes], answer: IO[bytes], most: float) -> Ended:
    process = subprocess.Popen(_command(), stdin=asked, stdout=answer, stderr=subprocess.DEVNULL, env={})
    end = time.monotonic() + most
    while not (ended := _ended(process, os.WNOHANG)):
        if time.monotonic() > end:
            process.kill()
            ended = _ended(process, 0)
            break
        time.sleep(_LOOKS)
    assert ended is not None  # noqa: S101 - a killed process was waited for
    return ended


def _ended(process: "subprocess.Popen[bytes]", options: int) -> Ended | None:
    """How a process ended, with what it used; None while it runs."""
    pid, status, used = os.wait4(process.pid, options)
    if not pid:
        return None
    process.returncode = os.waitstatus_to_exitcode(status)
    return Ended(process.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _command() -> list[str]:
    return [sys.executable, "-I", "-S", "-c", _PROGRAM, *(path or os.getcwd() for path in sys.path)]


def _check(ended: Ended, seconds: int) -> None:
    if ended.code in _TIME_OVER:
        raise too_slow() if ended.seconds > seconds / 2 else busy()  # stopped by the clock, having hardly had a turn
    if ended.code == OUT_OF_MEMORY:
        raise too_large("পড়তে অস্বাভাবিক বেশি মেমরি লাগে।", "reading it takes an unreasonable amount of memory.")
    if ended.code:
        raise damaged()
