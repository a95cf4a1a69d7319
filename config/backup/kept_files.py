"""Owns the files that belong to the database: evidence, sources, kept prints, and checkpoints of the ledger."""

import shutil
from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import FileField

from config.backup.shelves import FolderShelf, Shelf, kept_files
from config.backup.vendors import Snapshot
from plans.actions.checkpoints import file_of

UPLOADED, CHECKPOINTS = "files", "checkpoints"


def shelves() -> dict[str, Shelf]:
    """Where the files of a backup lie, by the name of the folder they have in it."""
    return {UPLOADED: kept_files(), CHECKPOINTS: FolderShelf(Path(settings.CHECKPOINTS_ROOT))}


class Staged:
    """Files held by second names: who removes or replaces one meanwhile does not touch the copy."""

    def __init__(self, held: dict[str, Path]) -> None:
        self._held = held  # name in the backup -> folder of second names
        self.files: dict[str, Path] = {}

    def hold(self, name: str, *, only: Container[str] | None = None) -> None:
        """Takes in what is in a folder now and was not before; ``only`` files at these places, where they are given."""
        shelf = shelves()[name]
        for below in shelf.names():
            place = f"{name}/{below}"
            if place not in self.files and (only is None or place in only):
                held = shelf.hold(below, self._held[name] / str(len(self.files)))
                self.files |= {place: held} if held else {}


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
    for shelf in shelves().values():
        shelf.check_empty()


@contextmanager
def folders_beside(*, ignore_errors: bool) -> Iterator[dict[str, Path]]:
    """A folder beside each shelf, since only the same disk has second names of a file; gone at the end.

    For second names or copies of what is there, or for files that are not there yet and are moved by ``move_in``.
    """
    made = {name: shelf.beside() for name, shelf in shelves().items()}
    try:
        yield made
    finally:
        for folder in made.values():
            shutil.rmtree(folder, ignore_errors=ignore_errors)


def move_in(arrived: Mapping[str, Path]) -> None:
    """Gives what has arrived its names; on a disk nothing is copied any more."""
    for name, shelf in shelves().items():
        shelf.move_in(arrived[name])
