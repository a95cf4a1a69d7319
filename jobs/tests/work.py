"""Owns pieces of work for the tests of jobs: one that counts, one that waits to be killed, some that fail."""

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jobs.running import Progress

SETTINGS = {
    name: f"jobs.tests.work.{name}"
    for name in (
        *("count", "wait_for_a_file", "wait_without_a_word", "die_once", "die_always", "fail", "fail_with_a_sentence"),
        *("fail_with_a_file", "leave_a_file_and_be_cancelled", "be_taken_for_dead"),
    )
}


class Sentence:
    bn, en = "ফাইলটি খালি।", "The file is empty."


class Empty(Exception):
    sentence = Sentence


def count(progress: "Progress", *, upto: int) -> None:
    for number in range(upto + 1):
        progress.say(number, upto)
    progress.leave_summary([{"level": "success", "name": "", "text": "গোনা শেষ", "text_en": "counted", "url": ""}])
    progress.leave_file(b"counted", "count.txt")


def wait_for_a_file(progress: "Progress", *, path: str) -> None:
    """Says so again and again until a file is there."""
    for number in range(10_000):
        progress.say(min(number, 9), 10)
        if Path(path).exists():
            return
        time.sleep(0.02)


def wait_without_a_word(progress: "Progress", *, path: str) -> None:
    """One long step, until a file is there."""
    progress.say(1, 2)
    for _turn in range(10_000):
        if Path(path).exists():
            break
        time.sleep(0.02)
    progress.leave_file(b"at last", "long.txt")


def die_once(progress: "Progress", *, path: str) -> None:
    """Kills its process in the middle, the first time."""
    progress.say(1, 2)
    if not Path(path).exists():
        Path(path).touch()
        os.kill(os.getpid(), 9)
    progress.say(2, 2)


def die_always(progress: "Progress") -> None:
    progress.say(1, 2)
    os.kill(os.getpid(), 9)


def fail(progress: "Progress") -> None:
    progress.say(1, 2)
    raise ZeroDivisionError("in the secret place /srv")


def fail_with_a_sentence(progress: "Progress") -> None:
    raise Empty


def fail_with_a_file(progress: "Progress") -> None:
    progress.leave_file(b"half", "half.txt")
    raise Empty


def leave_a_file_and_be_cancelled(progress: "Progress") -> None:
    from jobs.actions import cancel

    progress.leave_file(b"half", "half.txt")
    cancel(job=progress.job)
    progress.say(1, 2)


def be_taken_for_dead(progress: "Progress") -> None:
    """Its machine stood still for a while, and others have written it off."""
    from jobs.running import fail_silent_jobs

    type(progress.job).objects.filter(pk=progress.job.pk).update(heard_at=None)
    fail_silent_jobs()
    count(progress, upto=3)
