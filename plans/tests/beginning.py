"""Owns the database as every test finds it: reference data in it, the real plans at hand, put back after commits.

Both plans are made by the real import, once in a process; a test that asks for one is given the rows of it again.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from graphlib import TopologicalSorter
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.test import TransactionTestCase

from plans.guards import EVIDENCE
from plans.models import Plan

Statements = tuple[str, ...]
APART = 10_000  # the numbers of what is made later in a process are so far from what a test stores itself

_made: dict[str, tuple[Any, Statements]] = {}  # by name: what making it answered, and what stores its rows


def begin(examples: Mapping[str, Callable[[], Plan]]) -> None:
    """Loads the reference data and makes the examples; from now on a test that commits leaves no trace."""
    call_command("load_reference")
    with transaction.atomic():
        for name, make in examples.items():
            _made[name] = _recorded(make)
        numbers = _last_numbers()
        transaction.set_rollback(True)
    _execute(numbers)  # what a test stores itself is numbered after the examples
    put_back = _from_copy() if connection.vendor == "sqlite" else _from_statements()
    setattr(TransactionTestCase, "_fixture_teardown", lambda case: put_back())  # noqa: B010 - no public name


def example(name: str) -> Plan | None:
    """Stores the example of that name as it was made; None where it was not."""
    if name not in _made:
        return None
    plan: Plan = _again(name)
    return Plan.objects.select_related("office", "year", "policy").get(pk=plan.pk)


def remembered(name: str, make: Callable[[], Any]) -> Any:
    """What ``make`` answers; the rows it adds are, for later tests of the process, stored again.

    It changes no row that was there, and names none a test of its own stored before.
    """
    if name in _made:
        return _again(name)
    if connection.vendor == "sqlite":  # takes numbers back with a test: these are given to nothing else
        _execute((f"UPDATE sqlite_sequence SET seq = seq + {APART * len(_made)}",))
    _made[name] = _recorded(make)
    return _made[name][0]


def _recorded(make: Callable[[], Any]) -> tuple[Any, Statements]:
    """Evidence is stored first: the database takes none of a report that is approved."""
    before = {table: set(_ids(table)) for table in sorted(_tables(), key=EVIDENCE.__ne__)}
    return make(), tuple(_inserts(before))


def _again(name: str) -> Any:
    answer, statements = _made[name]
    with transaction.atomic():  # at whose end rows may name each other
        _execute(statements)
    return answer


def _last_numbers() -> Statements:
    """SQLite takes numbers back with the rows that were undone, PostgreSQL does not."""
    if connection.vendor == "postgresql":
        return ()
    known = dict(_all("SELECT name, seq FROM sqlite_sequence"))
    rows = ", ".join(f"('{table}', {known.get(table, 0)})" for table in _tables())
    return ("DELETE FROM sqlite_sequence", f"INSERT INTO sqlite_sequence (name, seq) VALUES {rows}")


# --- after a test that commits -----------------------------------------------------------------------------------


def _from_copy() -> Callable[[], None]:
    """The whole file, page by page."""
    connection.ensure_connection()
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    connection.connection.backup(copy)

    def put_back() -> None:
        connection.close()  # nothing of the test's own is left open
        numbers = _last_numbers()
        copy.backup(connection.connection)
        _execute(numbers)  # a message or a file left by a test is not about a row of the next

    return put_back


def _from_statements() -> Callable[[], None]:
    """Every row anew, with what the database refuses out of the way meanwhile."""
    tables = _tables()
    found = _all("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
    guarded = [table for (table,) in found]
    statements = (
        *(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in guarded),
        *(f"DELETE FROM {table}" for table in tables),
        *_inserts({table: set() for table in tables}),
        "SET CONSTRAINTS ALL IMMEDIATE",
        *(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in guarded),
    )

    def put_back() -> None:
        connection.close()
        with transaction.atomic():
            _execute((";\n".join(statements),))

    return put_back


# --- rows as statements ------------------------------------------------------------------------------------------


@cache
def _tables() -> tuple[str, ...]:
    """Each after those whose rows its own rows name."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
    keys = {each._meta.db_table: each._meta.local_fields for each in apps.get_models(include_auto_created=True)}
    named = {
        table: {each.related_model._meta.db_table for each in keys.get(table, ()) if each.related_model}
        for table in names
    }
    above = {table: others - {table} for table, others in named.items()}
    return tuple(table for table in TopologicalSorter(above).static_order() if table != "django_migrations")


@cache
def _columns(table: str) -> tuple[str, ...]:
    with connection.cursor() as cursor:
        return tuple(each.name for each in connection.introspection.get_table_description(cursor, table))


def _ids(table: str) -> Iterator[str]:
    """The primary keys of a table's rows, as the database writes them in a statement."""
    return (value for (value,) in _all(f"SELECT {_quoted(_key(table))} FROM {table}"))


@cache
def _key(table: str) -> str:
    with connection.cursor() as cursor:
        return str(connection.introspection.get_primary_key_column(cursor, table))


def _inserts(known: Mapping[str, set[str]]) -> Iterator[str]:
    """A statement for each table with other rows than the known, which brings them without any value being read."""
    for table, keys in known.items():
        if not set(_ids(table)) - keys:
            continue
        row = " || ', ' || ".join(map(_quoted, _columns(table)))
        found = _all(f"SELECT {_quoted(_key(table))}, {row} FROM {table} ORDER BY {_key(table)}")
        if rows := [f"({row})" for known_by, row in found if known_by not in keys]:
            names = ", ".join(f'"{column}"' for column in _columns(table))
            yield f"INSERT INTO {table} ({names}) VALUES {', '.join(rows)}"


def _quoted(column: str) -> str:
    return f'quote("{column}")' if connection.vendor == "sqlite" else f'quote_nullable("{column}"::text)'


def _all(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def _execute(statements: Statements) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
