"""Owns how files are stored: under names by chance, so that no name somebody gave is too long or tells anything."""

import logging
import re
import uuid
from pathlib import PurePath

from django.core.files.storage import default_storage

logger = logging.getLogger(__name__)
IN_MEMORY = 1_000_000  # bytes of a file that is handed over; what is longer waits on the disk
_ENDING = re.compile(r"\.[a-z0-9]{1,9}", re.ASCII)


class UnreachableStorageError(OSError):
    """The storage does not answer, or not as it should: the file may well be there."""


def stored_name(name: str) -> str:
    """A name nobody can guess, with the ending of ``name`` where it has a usual one.

    Bengali takes three bytes a letter: 85 letters fill what a file system allows.
    """
    ending = PurePath(name).suffix.lower()
    return uuid.uuid4().hex + (ending if _ENDING.fullmatch(ending) else "")


def discard(name: str | None) -> None:
    """Removes a file nobody needs; one that cannot be removed now is left, which harms nobody."""
    if not name:
        return
    try:
        default_storage.delete(name)
    except OSError:
        logger.warning("the file %s is not needed and could not be removed", name, exc_info=True)
