"""Owns understanding a document once: in a process of its own, the result kept beside the data as long as it is fresh.

What is kept is nothing but a saving: it may vanish at any time, is read anew by other readers, and is no part of a
backup.
"""

import hashlib
import json
import os
import zlib
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings

import cell_values
import marking
import official_forms
import plan_tree
import sheets
from sheets.documents import Answers, Document, as_lists, packed, understand_packed, unpacked
from sheets.isolation import run_apart
from sheets.refusal import Busy, Refused, damaged
from sheets.turns import OF_A_JOB, Patience

MOST_KEPT = 2_000  # documents; a plan takes some 10 kB
MOST_BYTES = 200_000_000
_ENDING = ".reading"
_ROOMS = (cell_values, plan_tree, marking, official_forms, sheets)  # where code stands that reads


def understood(
    content: bytes,
    name: str,
    *,
    answers: Answers | None = None,
    patience: Patience = OF_A_JOB,
) -> Document:
    """The plans of a document, or why it is refused. Raises Busy, and for nothing that is in the file."""
    said = as_lists(answers or Answers())
    kinds = list(settings.PLAN_KINDS)
    file = _file(content, name, said, kinds)
    if kept := _kept(file):
        return kept
    try:
        data = run_apart(understand_packed, content, patience=patience, name=name, kinds=kinds, answers=said)
        document = unpacked(data)
    except Busy:
        raise
    except Refused as refused:
        document = Document((), (refused.problem,))
    except ValueError:
        document = Document((), (damaged().problem,))
    with suppress(OSError):  # a full disk stops no import
        _keep(file, packed(document))
    return document


@cache
def version_of_readers() -> str:
    """What changes with any code that reads: a reading by other readers is none."""
    forms = (import_module(path.rpartition(".")[0]) for path in settings.PLAN_KINDS)
    folders = {Path(str(each.__file__)).parent for each in (*_ROOMS, *forms)}
    files = (file for folder in folders for file in folder.rglob("*.py") if "tests" not in file.parts)
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _file(content: bytes, *beside: Any) -> Path:
    """Where the reading of a document is kept."""
    digest = hashlib.sha256(content)
    digest.update(json.dumps([*beside, version_of_readers()]).encode())
    return Path(settings.DATA_DIR) / "readings" / f"{digest.hexdigest()}{_ENDING}"


def _kept(file: Path) -> Document | None:
    try:
        return unpacked(zlib.decompress(file.read_bytes()))
    except (OSError, zlib.error, ValueError):  # not there, or cut off while it was written
        return None


def _keep(file: Path, data: bytes) -> None:
    """Keep a reading, whole or not at all; the oldest go where there are too many."""
    with NamedTemporaryFile(dir=file.parent, prefix=".", delete=False) as fresh:
        fresh.write(zlib.compress(data))
    os.replace(fresh.name, file)
    size = 0
    by_age = sorted(((each.stat().st_mtime, each) for each in file.parent.glob(f"*{_ENDING}")), reverse=True)
    for number, (_, each) in enumerate(by_age, start=1):
        size += each.stat().st_size
        if number > MOST_KEPT or size > MOST_BYTES:
            each.unlink(missing_ok=True)
