"""Owns the places of files that a backup copies from and puts back to: a folder of the disk, or a bucket."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import storages

from config.backup.manifest import Content, content_of
from config.backup.refused_backup import RefusedError
from jobs.object_storage import ObjectStorage

LEFT_BY_THE_DISK = {"lost+found"}


class FolderShelf:
    """A folder of this machine."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def beside(self) -> Path:
        """A new hidden folder for copies, on the right disk; who asks removes it."""
        return _hidden_in(self._path)

    def names(self) -> Iterator[str]:
        yield from _walked(self._path)

    def hold(self, name: str, second: Path) -> Path | None:
        """Where the bytes of a file stay whatever happens to it: ``second`` where possible; None if it just went."""
        file = self._path / name
        try:
            os.link(file, second)
        except FileNotFoundError:
            return None
        except OSError:  # a disk without second names: the file itself must do
            return file
        return second

    def check_empty(self) -> None:
        """Raises RefusedError where something is there."""
        if self._path.exists() and any(entry.name not in LEFT_BY_THE_DISK for entry in self._path.iterdir()):
            raise RefusedError(f"{self._path} is not empty: move it away")

    def move_in(self, arrived: Path) -> None:
        """Gives the files of a folder from ``beside`` their names."""
        for entry in sorted(arrived.iterdir()):
            entry.rename(self._path / entry.name)

    def content(self, name: str) -> Content:
        with (self._path / name).open("rb") as source:
            return content_of(source)


class BucketShelf:
    """S3-compatible storage. What is taken is copied to this machine first: nobody can change it there meanwhile."""

    def __init__(self, storage: ObjectStorage) -> None:
        self._storage = storage

    def beside(self) -> Path:
        return _hidden_in(Path(settings.DATA_DIR))

    def names(self) -> Iterator[str]:
        yield from self._storage.every_name()

    def hold(self, name: str, second: Path) -> Path | None:
        try:
            with self._storage.open(name) as source, second.open("wb") as target:
                shutil.copyfileobj(source, target)
        except FileNotFoundError:
            return None
        return second

    def check_empty(self) -> None:
        if next(self.names(), None) is not None:
            raise RefusedError(f"the bucket {self._storage.bucket_name} is not empty: name another one in S3_BUCKET")

    def move_in(self, arrived: Path) -> None:
        for name in _walked(arrived):
            with (arrived / name).open("rb") as file:
                self._storage.save(name, File(file))

    def content(self, name: str) -> Content:
        with self._storage.open(name) as source:
            return content_of(source)


Shelf = FolderShelf | BucketShelf
"""Files by their names, with "/" between folders."""


def kept_files() -> Shelf:
    """Where the settings keep files."""
    storage = storages["default"]
    return BucketShelf(storage) if isinstance(storage, ObjectStorage) else FolderShelf(Path(settings.MEDIA_ROOT))


def _hidden_in(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=".backup-", dir=folder))


def _walked(folder: Path) -> Iterator[str]:
    """Every file below, hidden folders left out."""
    for where, below, names in os.walk(folder):
        below[:] = sorted(name for name in below if not name.startswith(".") and name not in LEFT_BY_THE_DISK)
        yield from ((Path(where) / name).relative_to(folder).as_posix() for name in sorted(names))
