"""Owns the file of a backup: a tar of database, files and, as the last thing, the manifest that vouches for all."""

import hashlib
import io
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from config.backup.manifest import Content, Hashing, Manifest, manifest_of, pieces
from config.backup.refused_backup import RefusedError

MANIFEST, SEAL, DATABASE = "manifest.json", "manifest.sha256", "database"
READABLE_BY_OWNER = 0o600


class Writer:
    """An archive in the making."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar

    def add(self, place: str, file: Path) -> Content:
        """Adds a file under its place; answers what was written, not what the file may have become since."""
        with file.open("rb") as source:
            told = self._tar.gettarinfo(arcname=place, fileobj=source)
            told.uname = told.gname = ""
            told.type, told.linkname = tarfile.REGTYPE, ""  # never as a link to another member
            told.size = os.fstat(source.fileno()).st_size
            watched = _Watched(source)
            self._tar.addfile(told, watched)
        return watched.hashing.content

    def close_with(self, manifest: Manifest) -> None:
        """Adds the manifest: an archive without it is not whole."""
        text = manifest.as_json()
        self._add_text(MANIFEST, text)
        self._add_text(SEAL, hashlib.sha256(text).hexdigest().encode())

    def _add_text(self, place: str, text: bytes) -> None:
        told = tarfile.TarInfo(place)
        told.size, told.mode = len(text), READABLE_BY_OWNER
        self._tar.addfile(told, io.BytesIO(text))


class _Watched(io.RawIOBase):
    """A file whose bytes are hashed as they are read."""

    def __init__(self, source: IO[bytes]) -> None:
        super().__init__()
        self._source, self.hashing = source, Hashing()

    def read(self, size: int = -1) -> bytes:
        piece = self._source.read(size)
        self.hashing.write(piece)
        return piece


@contextmanager
def written_to(target: Path) -> Iterator[Writer]:
    """An archive that has its name only once it is whole, for its owner only. It replaces none."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, READABLE_BY_OWNER)
    try:
        with os.fdopen(descriptor, "wb") as file:
            with tarfile.open(fileobj=file, mode="w") as tar:
                yield Writer(tar)
            file.flush()
            os.fsync(file.fileno())
        os.link(part, target)  # unlike a renaming, it does not replace
    finally:
        part.unlink()


class Reader:
    """A whole archive; every member the manifest names is in it once, and nothing else."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self._members = {told.name: told for told in tar.getmembers() if told.isfile()}
        self.manifest = self._manifest()
        named = {DATABASE, MANIFEST, SEAL, *self.manifest.files}
        if set(self._members) != named or len(tar.getmembers()) != len(named) or not all(map(_is_inside, named)):
            raise _damaged("it does not hold what its manifest names")

    def _manifest(self) -> Manifest:
        try:
            text, seal = self._read(MANIFEST), self._read(SEAL)
        except KeyError as error:
            raise _damaged("it was cut off") from error
        if hashlib.sha256(text).hexdigest().encode() != seal:
            raise _damaged("its manifest was changed")
        return manifest_of(text)

    def _read(self, place: str) -> bytes:
        return b"".join(pieces(self._open(place)))

    def _open(self, place: str) -> IO[bytes]:
        source = self._tar.extractfile(self._members[place])
        assert source is not None  # noqa: S101 - members are files
        return source

    def copy_out(self, place: str, target: Path) -> None:
        """Writes a member to a file that is not there yet. Raises RefusedError if it is not what it was."""
        expected = self.manifest.database if place == DATABASE else self.manifest.files[place]
        hashing = Hashing()
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, self._members[place].mode & 0o666)
        with os.fdopen(descriptor, "wb") as file:
            for piece in pieces(self._open(place)):
                hashing.write(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        if hashing.content != expected:
            raise _damaged(f"{place} is not what it was")


@contextmanager
def read_from(source: Path) -> Iterator[Reader]:
    """An archive, looked over. Raises RefusedError for one that is damaged."""
    try:
        with tarfile.open(source, "r:") as tar:
            yield Reader(tar)
    except (tarfile.TarError, ValueError, KeyError, TypeError, EOFError) as error:
        raise _damaged(str(error)) from error


def _is_inside(place: str) -> bool:
    path = PurePosixPath(place)
    return not path.is_absolute() and ".." not in path.parts


def _damaged(why: str) -> RefusedError:
    return RefusedError(f"the backup is damaged: {why}; take another one")
