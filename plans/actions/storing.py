"""Owns writing rows that are there already: one, or however many in a few statements."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

BATCH = 2000  # rows of a statement, where the database takes so many
Row = TypeVar("Row", bound=Model)
Item = TypeVar("Item")


def store_rows(rows: Sequence[Row], columns: Iterable[str], unique: Sequence[str] = ("pk",)) -> None:
    """Writes some columns of rows as they stand. (``bulk_update`` asks for every row and column by itself.)"""
    if rows:
        type(rows[0])._default_manager.bulk_create(
            rows, batch_size=BATCH, update_conflicts=True, update_fields=list(columns), unique_fields=list(unique)
        )


def batches(items: Sequence[Item], most: int = BATCH) -> Iterator[Sequence[Item]]:
    """So many at a time."""
    return (items[start : start + most] for start in range(0, len(items), most))


def save_columns(row: Model, **columns: Any) -> None:
    """Writes these columns of one row, and them alone."""
    for name, content in columns.items():
        setattr(row, name, content)
    row.save(update_fields=list(columns))


def hold_number(number: int) -> None:
    """Holds what an advisory lock stands for until the transaction ends.

    On SQLite a transaction that writes holds the whole database already.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
