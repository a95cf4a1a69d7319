"""Owns what a backup asks of a database, whichever it is."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from config.backup.manifest import TableDigest


class Snapshot(Protocol):
    """A database as it stood at one moment, whatever is written meanwhile."""

    def names(self) -> list[str]: ...

    def rows(self, statement: str) -> Iterable[Sequence[Any]]: ...

    def tables(self) -> dict[str, TableDigest]: ...


class Database(Protocol):
    """The database of the settings."""

    vendor: str

    def version(self) -> str: ...

    def taken_to(self, file: Path) -> AbstractContextManager[Snapshot]:
        """Writes a copy to a file that is not there yet; gives what it was copied from."""

    def check_free(self) -> None:
        """Raises RefusedError where somebody uses the database or something is in it."""

    def place_of_copy(self) -> Path:
        """Where a copy is laid before it is put back."""

    def check_copy(self, file: Path, tables: dict[str, TableDigest]) -> None:
        """Raises RefusedError for a copy that would not become those tables, as far as that can be told before."""

    def put_back(self, file: Path) -> None:
        """Puts a copy in the place of the empty database."""

    def differences(self, tables: dict[str, TableDigest]) -> list[str]:
        """The tables that are not what they were, and what the database itself finds wrong."""


def differing(found: dict[str, TableDigest], expected: dict[str, TableDigest]) -> list[str]:
    """The names of tables that are not equal, missing, or too many."""
    names = sorted(found.keys() | expected.keys())
    return [f"table {name}" for name in names if found.get(name) != expected.get(name)]
