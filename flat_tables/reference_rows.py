"""Owns storing reference data of flat tables: rows in bulk, each told in the log and the ledger."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.db.models import Model

from flat_tables.flat_table import BATCH, RowChange
from offices.models import Person
from plans.actions.ledger import EventDraft, write_shared_events
from plans.actions.storing import store_rows

Row = TypeVar("Row", bound=Model)


def store(rows: Sequence[Row], columns: Iterable[str]) -> None:
    """Adds the new rows and renews the others, in a few statements."""
    new = [row for row in rows if row.pk is None]
    known = [row for row in rows if row.pk is not None]
    if new:
        type(new[0])._default_manager.bulk_create(new, batch_size=BATCH)
    store_rows(known, columns)


def log(changes: Sequence[RowChange], rows: Sequence[Model], *, by: Person, name: str) -> None:
    """Tells in the log of the administration what a file added and changed, and in the ledger each row of it."""
    for flag, is_new in ((ADDITION, True), (CHANGE, False)):
        told = [row for change, row in zip(changes, rows, strict=True) if change.is_new is is_new]
        if told:
            LogEntry.objects.log_actions(by.pk, told, flag, change_message=name)
    write_shared_events(told=[_told(change, row) for change, row in zip(changes, rows, strict=True)], by=by)


def _told(change: RowChange, row: Model) -> EventDraft:
    before = None if change.is_new else {column: old for column, (old, _) in change.differences.items()}
    after = {column: new for column, (_, new) in change.differences.items()}
    return EventDraft(f"edit_{row._meta.model_name}", change.name[:200], before, after)
