"""Owns the copy of a PostgreSQL database by its own programs, and filling an empty one from it."""

import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg2
from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

from config.backup.manifest import Hashing, TableDigest, differing
from config.backup.refused_backup import RefusedError

NAMES = """
SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename COLLATE "C"
"""
COLUMNS = """
SELECT a.attname, t.typcategory, coalesce(array_position(i.indkey::smallint[], a.attnum), 0)
FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary AND a.attnum = ANY (i.indkey)
WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
"""
OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
# What a value is written as must not depend on how the server, the database or the role is set up.
PLAINLY = "SET datestyle = 'ISO, YMD'; SET timezone = 'UTC'; SET bytea_output = 'hex'; SET extra_float_digits = 1"


class PostgreSQL:
    """A database on a server."""

    vendor = "postgresql"

    def __init__(self, known: dict[str, Any]) -> None:
        self._known = known

    def version(self) -> str:
        with closing(self._connect()) as known:
            return str(known.server_version)

    @contextmanager
    def taken_to(self, file: Path) -> "Iterator[PostgreSQLSnapshot]":
        """Has pg_dump copy the very moment that the snapshot shows."""
        with closing(self._connect()) as live:
            live.set_session(isolation_level="REPEATABLE READ", readonly=True)
            with live.cursor() as cursor:
                cursor.execute("SELECT pg_export_snapshot()")
                (moment,) = cursor.fetchone()
                # how values are compressed is left out: a server without that kind would take back nothing
                known = ("--format=custom", "--no-toast-compression", f"--snapshot={moment}")
                self._run("pg_dump", *known, f"--file={file}")
                yield PostgreSQLSnapshot(cursor)

    def check_free(self) -> None:
        with closing(self._connect()) as found, found.cursor() as cursor:
            cursor.execute(OTHERS)
            (others,) = cursor.fetchone()
            if others:
                raise RefusedError(f"{others} others are connected to the database: stop what uses it")
            cursor.execute(NAMES)
            if cursor.fetchone():
                raise RefusedError(f"the database {self._known['NAME']} is not empty: name one newly made")

    def place_of_copy(self) -> Path:
        return Path(settings.DATA_DIR) / ".plans.dump.restored"

    def check_copy(self, file: Path, tables: dict[str, TableDigest]) -> None:
        self._run("pg_restore", "--list", str(file))

    def put_back(self, file: Path) -> None:
        """All or nothing, in one transaction; what is made belongs to who restores."""
        self.check_free()
        whole = ("--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges")
        self._run("pg_restore", *whole, str(file))

    def differences(self, tables: dict[str, TableDigest]) -> list[str]:
        with closing(self._connect()) as found, found.cursor() as cursor:
            return differing(PostgreSQLSnapshot(cursor).tables(), tables)

    def _connect(self) -> Any:
        known = psycopg2.connect(**connection.get_connection_params())
        with known.cursor() as cursor:
            cursor.execute(PLAINLY)
        known.commit()
        return known

    def _run(self, program: str, *arguments: str) -> None:
        """Runs a program of PostgreSQL as the settings connect; the password goes by its environment."""
        (_psql, *where, name), own = DatabaseClient.settings_to_cmd_args_env(self._known, [])
        command = [program, *where, *([f"--dbname={name}"] if "--list" not in arguments else []), *arguments]
        try:
            done = subprocess.run(command, env=os.environ | (own or {}), capture_output=True, text=True, check=False)
        except FileNotFoundError as error:
            raise RefusedError(f"{program} is missing (Debian: the package postgresql-client)") from error
        if done.returncode:
            raise RefusedError(f"{program}: {done.stderr.strip()}")


class PostgreSQLSnapshot:
    """What a transaction sees that sees one moment."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    def names(self) -> list[str]:
        return [name for (name,) in self.rows(NAMES)]

    def rows(self, statement: str) -> Iterable[Sequence[Any]]:
        self._cursor.execute(statement)
        found: list[Sequence[Any]] = self._cursor.fetchall()
        return found

    def tables(self) -> dict[str, TableDigest]:
        return {name: self._rows_of(name) for name in self.names()}

    def _rows_of(self, name: str) -> TableDigest:
        hashing = Hashing()
        self._cursor.copy_expert(f"COPY ({self._selected(name)}) TO STDOUT", hashing)  # a line for each row
        return hashing.rows

    def _selected(self, name: str) -> str:
        """All rows, columns by name, in the order of the key; texts by their bytes, as no server sorts otherwise."""
        self._cursor.execute(COLUMNS, [f'"{name}"'])
        columns = self._cursor.fetchall()
        key = sorted((column for column in columns if column[2]), key=lambda column: column[2]) or columns
        chosen = ", ".join(f'"{column}"' for column in sorted(column for column, *_ in columns))
        ordered = ", ".join(f'"{column}"' + (' COLLATE "C"' if kind == "S" else "") for column, kind, _ in key)
        return f'SELECT {chosen} FROM "{name}" ORDER BY {ordered}'  # noqa: S608 - names the database told
