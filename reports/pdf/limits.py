"""Owns what a printing process may take: little of the processor when others want it, and an end to each print."""

import os
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from cell_values.sentence import Sentence

NICENESS = 5  # a page that somebody waits for goes first; on a busy machine more would stop prints altogether
MOST_SECONDS = 60  # of the processor for one print; the booklet's front of 500 offices takes some ten
LONGEST = 110  # seconds by the clock, below what a web server waits
MOST_MEMORY = 2 * 1024**3  # bytes of address space; a form takes a tenth
FULL = 3  # what a process ends with that had no more memory


class PressLost(RuntimeError):
    """A printing process ended before it answered."""

    sentence = Sentence(
        "ছাপার প্রক্রিয়াটি শেষ হওয়ার আগেই বন্ধ হয়ে গেছে। আবার চেষ্টা করুন; আবার হলে প্রশাসককে জানান।",
        "The printing process stopped before it was done. Try again; if it happens again, tell the administrator.",
    )


class PrintTooLong(PressLost):
    """It was stopped at its limit of time."""

    sentence = Sentence(
        "ছাপতে যে সময় দেওয়া যায় তার মধ্যে এটি শেষ হয়নি, তাই থামানো হয়েছে। কম দপ্তর বেছে নিন, অথবা Excel নিন।",
        "The print took longer than prints may, and was stopped. Choose fewer offices, or take the Excel file.",
    )


class PrintTooLarge(PressLost):
    """It was stopped at its limit of memory."""

    sentence = Sentence(
        "ছাপতে যে স্মৃতি (মেমোরি) দেওয়া যায় এটি তার চেয়ে বড়, তাই থামানো হয়েছে। কম দপ্তর বেছে নিন, অথবা Excel নিন।",
        "The print needed more memory than prints may, and was stopped. Choose fewer offices, or take Excel.",
    )


def accept_limits() -> None:
    """Once, by a printing process for itself."""
    os.nice(NICENESS)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


@contextmanager
def limited() -> Iterator[None]:
    """The kernel ends the process by a signal where a print goes on too long, whatever library it is in."""
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    signal.alarm(LONGEST)
    try:
        yield
    except MemoryError:
        os._exit(FULL)  # there may be no memory left to end in any other way
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)


def loss(code: int | None) -> PressLost:
    """Why a process is gone, by the code it ended with."""
    if code in {-signal.SIGPROF, -signal.SIGALRM, -signal.SIGXCPU}:
        return PrintTooLong(f"ended with {code}")
    return PrintTooLarge() if code == FULL else PressLost(f"ended with {code}")
