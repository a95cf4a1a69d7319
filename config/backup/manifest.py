"""Owns the manifest of a backup: what it holds, to the byte, and which keys it needs, by fingerprint."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import IO, Any

from config.backup.refused_backup import RefusedError

FORMAT = 1
PIECE = 1 << 20


@dataclass(frozen=True)
class Content:
    """A file: its size in bytes and its SHA-256, as hexadecimal digits."""

    size: int
    sha256: str


@dataclass(frozen=True)
class TableDigest:
    """A table: how many rows, and the SHA-256 of all in the order of their keys."""

    count: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """``tables`` by name; ``files`` by place, "files/evidence/2026/11/notice.pdf"; ``keys`` by variable.

    ``missing`` are places the database names where there was no file any more.
    """

    made_at: str
    vendor: str  # of the database: sqlite, postgresql
    programs: dict[str, str]
    migrations: list[list[str]]  # app and name
    database: Content
    tables: dict[str, TableDigest]
    files: dict[str, Content]
    missing: list[str]
    keys: dict[str, str]

    def as_json(self) -> bytes:
        return json.dumps({"format": FORMAT} | asdict(self), ensure_ascii=False, indent=1, sort_keys=True).encode()


def manifest_of(text: bytes) -> Manifest:
    """The manifest in a backup. Raises RefusedError for one this version cannot read."""
    data: dict[str, Any] = json.loads(text)
    if data.pop("format") != FORMAT:
        raise RefusedError("the backup was made by a newer version: update the code first")
    return Manifest(
        **data
        | {
            "database": Content(**data["database"]),
            "tables": {name: TableDigest(**rows) for name, rows in data["tables"].items()},
            "files": {place: Content(**content) for place, content in data["files"].items()},
        }
    )


class Hashing:
    """A target that keeps nothing of what is written but its size, its lines and its hash."""

    def __init__(self) -> None:
        self._hash, self.size, self.lines = hashlib.sha256(), 0, 0

    def write(self, piece: bytes | str) -> None:
        data = piece.encode() if isinstance(piece, str) else piece
        self._hash.update(data)
        self.size += len(data)
        self.lines += data.count(b"\n")

    @property
    def content(self) -> Content:
        return Content(self.size, self._hash.hexdigest())

    @property
    def rows(self) -> TableDigest:
        return TableDigest(self.lines, self._hash.hexdigest())


def content_of(source: IO[bytes]) -> Content:
    """An open file's size and hash."""
    hashing = Hashing()
    for piece in pieces(source):
        hashing.write(piece)
    return hashing.content


def pieces(source: IO[bytes]) -> Iterable[bytes]:
    return iter(lambda: source.read(PIECE), b"")


def differing(found: dict[str, TableDigest], expected: dict[str, TableDigest]) -> list[str]:
    """The names of tables that are not equal, missing, or too many."""
    names = sorted(found.keys() | expected.keys())
    return [f"table {name}" for name in names if found.get(name) != expected.get(name)]
