"""Owns the asking of a virus scanner, where the settings name one: what it does not clear is not taken."""

import logging
import os
import shutil
import signal
import subprocess
from contextlib import suppress
from threading import BoundedSemaphore
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from uploads import refusals
from workflow.transitions import Refusal

logger = logging.getLogger(__name__)
CLEAN, FOUND = 0, 1  # exit codes, as those of ClamAV
AT_ONCE = 2  # scans of a process: a slow scanner must not hold every thread
_places = BoundedSemaphore(AT_ONCE)


def check_clean(data: bytes) -> None:
    """Gives the file to the scanner. Raises Refusal where it finds something, or does not say that it found nothing."""
    if not settings.VIRUS_SCANNER:
        return
    if not _places.acquire(timeout=settings.VIRUS_SCANNER_SECONDS):
        logger.error("virus scanner: no answer to those who asked before")
        raise Refusal(refusals.SCANNER_SILENT)
    try:
        answer = _answer(data)
    finally:
        _places.release()
    if answer != CLEAN:
        raise Refusal(refusals.VIRUS if answer == FOUND else refusals.SCANNER_SILENT)


@register
def check_scanner_is_there(**_: Any) -> list[CheckMessage]:
    """The settings name a program that can be run; otherwise no evidence would be taken at all."""
    if not settings.VIRUS_SCANNER or shutil.which(settings.VIRUS_SCANNER[0]):
        return []
    named = settings.VIRUS_SCANNER[0]
    return [Error(f"VIRUS_SCANNER names no program: {named}", hint="Install it, or leave it empty.", id="plans.E001")]


def _answer(data: bytes) -> int | None:
    """The exit code of the scanner; None where there is none in time."""
    quiet = subprocess.DEVNULL
    try:
        scanner = subprocess.Popen(
            settings.VIRUS_SCANNER, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet, start_new_session=True
        )
    except OSError as error:
        logger.error("virus scanner cannot be run: %s", error)
        return None
    with scanner:
        try:
            scanner.communicate(data, timeout=settings.VIRUS_SCANNER_SECONDS)
        except subprocess.TimeoutExpired:
            _end(scanner)
            logger.error("virus scanner gave no answer in %s seconds", settings.VIRUS_SCANNER_SECONDS)
            return None
    if scanner.returncode not in {CLEAN, FOUND}:
        logger.error("virus scanner failed: exit code %s", scanner.returncode)
    return scanner.returncode


def _end(scanner: "subprocess.Popen[bytes]") -> None:
    """With everything it started."""
    with suppress(ProcessLookupError):
        os.killpg(scanner.pid, signal.SIGKILL)
