"""Owns the names files are stored under: by chance, so that no name somebody gave is too long or tells anything."""

import re
import uuid
from pathlib import PurePath

_ENDING = re.compile(r"\.[a-z0-9]{1,9}", re.ASCII)


def stored_name(name: str) -> str:
    """A name nobody can guess, with the ending of ``name`` where it has a usual one.

    Bengali takes three bytes a letter: 85 letters fill what a file system allows.
    """
    ending = PurePath(name).suffix.lower()
    return uuid.uuid4().hex + (ending if _ENDING.fullmatch(ending) else "")
