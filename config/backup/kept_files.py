"""Owns the files that belong to the database: evidence, sources, kept prints, and checkpoints of the ledger."""

import os
import shutil
import tempfile
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import FileField

from config.backup.databases import Snapshot
from config.backup.refused_backup import RefusedError
from plans.actions.checkpoints import file_of

UPLOADED, CHECKPOINTS = "files", "checkpoints"
LEFT_BY_THE_DISK = {"lost+found"}


def folders() -> dict[str, Path]:
    """The folders of a backup by the name they have in it."""
    return {UPLOADED: Path(settings.MEDIA_ROOT), CHECKPOINTS: Path(settings.CHECKPOINTS_ROOT)}


class Staged:
    """Files held by second names: who removes or replaces one meanwhile does not touch the copy."""

    def __init__(self, held: dict[str, Path]) -> None:
        self._held = held  # name in the backup -> folder of second names
        self.files: dict[str, Path] = {}

    def hold(self, name: str, *, only: Container[str] | None = None) -> None:
        """Takes in what is in a folder now and was not before; ``only`` files at these places, where they are given."""
        folder = folders()[name]
        for file in _walked(folder):
            place = f"{name}/{file.relative_to(folder).as_posix()}"
            if only is None or place in only:
                self._hold(place, file, self._held[name])

    def _hold(self, place: str, file: Path, folder: Path) -> None:
        if place in self.files:
            return
        second = folder / str(len(self.files))
        try:
            os.link(file, second)
        except FileNotFoundError:
            return
        except OSError:  # a disk without second names: the file itself must do
            second = file
        self.files[place] = second


@contextmanager
def staged() -> Iterator[Staged]:
    """A place for second names within each folder, since only the same disk has them; gone at the end."""
    made = {name: _hidden_in(folder) for name, folder in folders().items()}
    try:
        yield Staged(made)
    finally:
        for folder in made.values():
            shutil.rmtree(folder)


def _hidden_in(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=".backup-", dir=folder))


def _walked(folder: Path) -> Iterator[Path]:
    """Every file below, hidden folders left out."""
    for where, below, names in os.walk(folder):
        below[:] = sorted(name for name in below if not name.startswith(".") and name not in LEFT_BY_THE_DISK)
        yield from (Path(where) / name for name in sorted(names))


def referenced(snapshot: Snapshot) -> set[str]:
    """The places of all files that rows of the database name."""
    known = set(snapshot.names())
    checkpoints = snapshot.rows("SELECT number FROM plans_checkpoint") if "plans_checkpoint" in known else ()
    return {f"{CHECKPOINTS}/{file_of(number).name}" for (number,) in checkpoints} | {
        f"{UPLOADED}/{name}"
        for table, column in _file_columns()
        if table in known
        for (name,) in snapshot.rows(f'SELECT "{column}" FROM "{table}" WHERE "{column}" <> \'\'')  # noqa: S608 - its own
    }


def _file_columns() -> Iterator[tuple[str, str]]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField) and not model._meta.proxy:
                yield model._meta.db_table, str(field.column)


def check_empty() -> None:
    """Raises RefusedError where a folder of files holds something."""
    for folder in folders().values():
        if folder.exists() and any(entry.name not in LEFT_BY_THE_DISK for entry in folder.iterdir()):
            raise RefusedError(f"{folder} is not empty: move it away")


@contextmanager
def arriving() -> Iterator[dict[str, Path]]:
    """Folders to put files into that are not there yet, on the right disks; moved by ``move_in``."""
    made = {name: _hidden_in(folder) for name, folder in folders().items()}
    try:
        yield made
    finally:
        for folder in made.values():
            shutil.rmtree(folder, ignore_errors=True)


def move_in(arrived: Iterable[Path]) -> None:
    """Gives what has arrived its names: nothing is copied any more."""
    for folder in arrived:
        for entry in sorted(folder.iterdir()):
            entry.rename(folder.parent / entry.name)
