"""Owns what was understood of documents in a run of the tests, handed from its processes to those that come after.

How a document reads does not depend on the database: on PostgreSQL nothing is read again that was read on SQLite.
bin/test names the run's folder in KEPT_READINGS; without it every process reads for itself.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def handed_on(folder: Path) -> Iterator[None]:
    """A process keeps its readings in ``folder``: it finds there what others kept before, and leaves its own."""
    if not (run := os.environ.get("KEPT_READINGS")):
        yield
        return
    _copy(Path(run), folder)
    yield
    _copy(folder, Path(run))


def _copy(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for file in source.glob("*.reading"):
        if not (target / file.name).exists():
            shutil.copyfile(file, target / file.name)
