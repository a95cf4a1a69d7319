"""Owns what tests of backups share: databases that are empty, and the settings that name them."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import psycopg2
import pytest
from django.db import connection

EmptyDatabase = Callable[[Path], str]
_numbers = count(1)


@pytest.fixture
def empty_database(db: None) -> Iterator[EmptyDatabase]:
    """``empty_database(folder)``: the name of one, a file not made yet or a database new on the server."""
    made: list[str] = []

    def make(folder: Path) -> str:
        if connection.vendor == "sqlite":
            return str(folder / "db.sqlite3")
        made.append(f"backup_test_{os.getpid()}_{next(_numbers)}")
        on_server(f"CREATE DATABASE {made[-1]} ENCODING 'UTF8' TEMPLATE template0")
        return made[-1]

    yield make
    for name in made:
        on_server(f"DROP DATABASE {name} WITH (FORCE)")


def on_server(statement: str) -> None:
    """Runs a statement outside any transaction, beside the database of the tests."""
    with closing(psycopg2.connect(**connection.get_connection_params())) as server:
        server.autocommit = True
        with server.cursor() as cursor:
            cursor.execute(statement)
