"""Owns replaying the ledger: what its events say a plan holds, beside what the database holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models

from plans.models import Event, GradedTarget, Indicator, Plan, QuarterCell, QuarterReport
from plans.queries.told_rows import TABLES, Row, Rows, differing, laid_over, plain, told_fields, told_rows

MODELS = {model.__name__: model for model in TABLES}
# What a row says that nobody has written anything into yet: such rows are made without an event.
BLANK: Mapping[str, frozenset[str]] = {
    QuarterCell.__name__: frozenset({"indicator_id", "quarter"}),
    GradedTarget.__name__: frozenset({"indicator_id", "percent"}),
    QuarterReport.__name__: frozenset({"plan_id", "quarter"}),
}
MISSING = "–"  # a row or column that is not there


@dataclass(frozen=True)
class Mismatch:
    """A column of a row, or a whole row (no column), that is not what the ledger tells."""

    table: str
    key: str
    column: str
    told: Any
    stored: Any
    indicator: str | None = None  # its number
    quarter: int | None = None

    @property
    def place(self) -> str:
        """The row, the column and what is stored there."""
        return f"{self.indicator or ''} {self.table} {self.column} {self.stored}".strip()


def replayed(plan_id: int) -> Rows | None:
    """What the events of a plan say it holds; None where none of them tells rows yet."""
    rows: Rows | None = None
    told = Event.objects.filter(plan_id=plan_id, rows__isnull=False).order_by("sequence").values_list("rows", flat=True)
    for later in told.iterator():
        rows = {} if rows is None else rows
        laid_over(rows, later or {})
    return rows


def is_told_gone(plan_id: int) -> bool:
    """Whether the ledger says that a plan was taken away."""
    rows = replayed(plan_id)
    return rows is not None and rows.get(Plan.__name__, {}).get(str(plan_id), {}) is None


def mismatches(plan: Plan) -> list[Mismatch]:
    """Where a plan is not what its ledger tells; a plan whose events tell no rows yet has none."""
    told = replayed(plan.pk)
    if told is None:
        return []
    stored = told_rows(plan)
    names = _Names(stored, told)
    return [names.placed(each) for each in _compared(told, stored)]


def _compared(told: Rows, stored: Rows) -> Iterator[Mismatch]:
    for table, rows in differing(told, stored).items():
        for key, row in rows.items():
            was, now = told.get(table, {}).get(key), stored.get(table, {}).get(key)
            if was is None or now is None or row is None:
                if not (was is None and now is not None and _is_blank(table, now)):
                    yield Mismatch(table, key, "", was or MISSING, now or MISSING)
                continue
            for column in row:
                if not _is_unknown(table, column, was, now):
                    yield Mismatch(table, key, column, was.get(column, MISSING), now.get(column, MISSING))


def _is_blank(table: str, row: Row) -> bool:
    beside = {column for column in row if not _is_unknown(table, column, {}, row)}
    return table in BLANK and beside <= BLANK[table]


def _is_unknown(table: str, column: str, was: Row, now: Row) -> bool:
    """A column that went since, or came since and holds what it began with."""
    begins = _defaults(table)
    if column not in begins and column not in ("earned", "figures"):
        return True
    return column not in was and now.get(column) == begins.get(column)


@cache
def _defaults(table: str) -> Row:
    """What each told column of a table begins with."""
    return {field.attname: plain(field, _default(field)) for field in told_fields(MODELS[table])}


def _default(field: "models.Field[Any, Any]") -> Any:
    return field.get_default() if field.has_default() else None


class _Names:
    """Finds the indicator and the quarter of a row, for people."""

    def __init__(self, *known: Rows) -> None:
        self.known = known

    def placed(self, found: Mismatch) -> Mismatch:
        row = self._row(found.table, found.key)
        cell = row if "indicator_id" in row else self._row(QuarterCell.__name__, str(row.get("cell_id")))
        of_cell = self._row(Indicator.__name__, str(cell.get("indicator_id")))
        indicator = row if found.table == Indicator.__name__ else of_cell
        place = {"indicator": indicator.get("number"), "quarter": row.get("quarter", cell.get("quarter"))}
        return Mismatch(found.table, found.key, found.column, found.told, found.stored, **place)

    def _row(self, table: str, key: str) -> Row:
        return next((row for rows in self.known if (row := rows.get(table, {}).get(key))), {})
