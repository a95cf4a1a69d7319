"""Owns reading a file in a process of its own, which is stopped when it takes too long or too much."""

import os
import signal
import subprocess
import sys
from tempfile import TemporaryFile
from threading import BoundedSemaphore
from typing import IO

from plans.sheets.child import OUT_OF_MEMORY
from plans.sheets.grid import Workbook
from plans.sheets.refusal import Refused, damaged, too_large, too_slow
from plans.sheets.transport import unpacked

MOST_SECONDS = 4.0  # by the clock, the start of the process included
_AT_ONCE = BoundedSemaphore(2)  # so that many files do not take the machine's memory together
# No site, no environment, no inherited file: the process finds the same modules as this one and nothing else.
_PROGRAM = "import sys; sys.path[:] = sys.argv[2:]; from plans.sheets.child import main; main()"
_TIME_OVER = (-signal.SIGXCPU, -signal.SIGKILL)


def read_apart(data: bytes, filename: str) -> Workbook:
    """The grid of a file, or the problem for which it was refused. Never raises for what is in the file."""
    with _AT_ONCE, TemporaryFile() as output:
        try:
            ended = subprocess.run(
                _command(filename), input=data, stdout=output, stderr=subprocess.DEVNULL, env={}, timeout=MOST_SECONDS
            )
            return _result(ended.returncode, output)
        except subprocess.TimeoutExpired:
            return Workbook(problems=(too_slow().problem,))
        except Refused as refused:
            return Workbook(problems=(refused.problem,))


def _command(filename: str) -> list[str]:
    return [sys.executable, "-I", "-S", "-c", _PROGRAM, filename, *(path or os.getcwd() for path in sys.path)]


def _result(code: int, output: IO[bytes]) -> Workbook:
    if code in _TIME_OVER:
        raise too_slow()
    if code == OUT_OF_MEMORY:
        raise too_large("পড়তে অস্বাভাবিক বেশি মেমরি লাগে।", "reading it takes an unreasonable amount of memory.")
    if code:
        raise damaged()
    output.seek(0)
    try:
        return unpacked(output.read())
    except (ValueError, KeyError, TypeError) as error:
        raise damaged() from error
