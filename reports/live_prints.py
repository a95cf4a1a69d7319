"""Owns prints of what is still changing: kept for a day by the digest of what they show, so that nothing is set twice.

They lie on the machine that printed them, in a folder that may be emptied at any time; no backup holds it.
"""

import hashlib
import os
import tempfile
import time
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from reports.pdf.renders import Variant

MOST_FILES, MOST_BYTES = 1_000, 200 * 1024**2
OLDEST = 24 * 3600  # seconds; prints bear their day
PROGRAM = Path(__file__).with_name("pdf")


def digest_of(html: str, variant: Variant | None) -> str:
    """The digest of a document and of the program that lays it out: another of either has another print."""
    return hashlib.sha256(b"\0".join((_program(), repr(variant).encode(), html.encode()))).hexdigest()


def find(digest: str) -> bytes | None:
    try:
        return (_folder() / f"{digest}.pdf").read_bytes()
    except FileNotFoundError:
        return None


def keep(digest: str, pdf: bytes) -> None:
    """Keeps a print, whole before it has its name; old ones and the oldest of too many go."""
    descriptor, name = tempfile.mkstemp(dir=_folder())
    with os.fdopen(descriptor, "wb") as file:
        file.write(pdf)
    os.replace(name, _folder() / f"{digest}.pdf")
    _tidy_up()


def _tidy_up() -> None:
    """Newest first: what is too old, or beyond what may lie here, is removed; somebody else may be doing the same."""
    told = sorted(((entry.stat(), entry.path) for entry in os.scandir(_folder())), key=lambda one: -one[0].st_mtime)
    size = 0
    for count, (stat, path) in enumerate(told, start=1):
        size += stat.st_size
        if count > MOST_FILES or size > MOST_BYTES or stat.st_mtime < time.time() - OLDEST:
            Path(path).unlink(missing_ok=True)


def _folder() -> Path:
    folder = Path(settings.PRINTS_ROOT) / "live"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


@cache
def _program() -> bytes:
    """What lays out: our own files and the library."""
    files = sorted(path for path in PROGRAM.iterdir() if path.is_file())
    told = hashlib.sha256(version("weasyprint").encode())
    for file in files:
        told.update(file.read_bytes())
    return told.digest()
