"""Owns the copy of an SQLite database, and putting it back without an old write-ahead log."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from config.backup.manifest import Hashing, TableDigest, differing
from config.backup.refused_backup import RefusedError

BESIDE = ("-wal", "-shm", "-journal")  # what SQLite plays into a database of that name when it next opens it


class SQLite:
    """A database in a file."""

    vendor = "sqlite"

    def __init__(self, file: Path) -> None:
        self._file = file

    def version(self) -> str:
        return sqlite3.sqlite_version

    @contextmanager
    def taken_to(self, file: Path) -> "Iterator[SQLiteSnapshot]":
        """Copies one moment, while people write; the copy carries no log of its own."""
        if not self._file.exists():
            raise RefusedError(f"there is no database at {self._file}")
        with closing(sqlite3.connect(self._file, timeout=60)) as live:
            live.execute("VACUUM INTO ?", [str(file)])
        with closing(_opened(file)) as copy:
            yield SQLiteSnapshot(copy)

    def check_free(self) -> None:
        """Raises RefusedError where somebody uses the database or something is in it."""
        self._check_nothing_beside()
        if not self._file.exists():
            return
        try:
            with closing(sqlite3.connect(self._file, timeout=1)) as found:
                found.execute("BEGIN EXCLUSIVE")
                filled = _names(found)
        except sqlite3.Error as error:
            raise RefusedError(f"{self._file} cannot be used: {error}; stop what uses it, move it away") from error
        if filled:
            raise RefusedError(f"{self._file} is not empty: move it away, with what lies beside it")

    def _check_nothing_beside(self) -> None:
        beside = [name for name in (f"{self._file}{ending}" for ending in BESIDE) if os.path.exists(name)]
        if beside:
            what = "the log of another database would be played into the copy, or somebody still uses it"
            raise RefusedError(f"{', '.join(beside)}: {what}; stop what runs and move the files away")

    def place_of_copy(self) -> Path:
        """Where a copy is laid before it is put back."""
        return self._file.with_name(f".{self._file.name}.restored")  # on the same disk

    def check_copy(self, file: Path, tables: dict[str, TableDigest]) -> None:
        """Raises RefusedError for a copy that would not become those tables, as far as that can be told before."""
        with closing(_opened(file)) as copy:
            if wrong := _wrong(copy, tables):
                raise RefusedError(f"the copy is not what it was: {', '.join(wrong)}")

    def put_back(self, file: Path) -> None:
        """Puts a copy in the place of the empty database."""
        self.check_free()
        file.chmod(0o600)
        os.replace(file, self._file)
        _keep_name(self._file.parent)

    def differences(self, tables: dict[str, TableDigest]) -> list[str]:
        """The tables that are not what they were, and what the database itself finds wrong."""
        with closing(_opened(self._file)) as found:
            return _wrong(found, tables)


class SQLiteSnapshot:
    """A copy in a file that nobody writes to."""

    def __init__(self, copy: sqlite3.Connection) -> None:
        self._copy = copy

    def names(self) -> list[str]:
        return _names(self._copy)

    def rows(self, statement: str) -> Iterable[Sequence[Any]]:
        return self._copy.execute(statement)

    def tables(self) -> dict[str, TableDigest]:
        return {name: _rows(self._copy, name) for name in self.names()}


def _opened(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)


def _names(database: sqlite3.Connection) -> list[str]:
    return [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]


def _rows(database: sqlite3.Connection, name: str) -> TableDigest:
    hashing = Hashing()
    for row in database.execute(f'SELECT * FROM "{name}" ORDER BY {_order(database, name)}'):  # noqa: S608 - its own
        hashing.write(f"{row!r}\n")  # a line for each: line feeds in texts are written as \n
    return hashing.rows


def _order(database: sqlite3.Connection, name: str) -> str:
    """The columns of the key, else the whole row: rowids may differ in a copy."""
    columns = list(database.execute(f'PRAGMA table_info("{name}")'))
    key = [column for column in columns if column[5]] or columns
    return ", ".join(f'"{column[1]}"' for column in sorted(key, key=lambda column: column[5]))


def _wrong(database: sqlite3.Connection, tables: dict[str, TableDigest]) -> list[str]:
    """What the database finds wrong with itself, and the tables that differ."""
    told = [line for (line,) in database.execute("PRAGMA integrity_check") if line != "ok"]
    told += [f"{table}: row {row} refers to nothing" for table, row, *_ in database.execute("PRAGMA foreign_key_check")]
    return told or differing(SQLiteSnapshot(database).tables(), tables)


def _keep_name(folder: Path) -> None:
    """A new name outlives a loss of power only once its folder is written too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
