"""Owns what the ledger tells of the rows of a plan: their columns as plain data, and how far two tellings differ."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.db import models

from plans.models import (
    Activity,
    AnnualReport,
    AnnualRound,
    Area,
    Comment,
    Evidence,
    GradedTarget,
    HalfYearFeedback,
    Indicator,
    KeptPrint,
    OtherYearValue,
    Plan,
    PlanRound,
    QuarterCell,
    QuarterReport,
    QuarterRound,
    Receipt,
    RowOpening,
    RowReview,
    SignOff,
    SupersededApproval,
    TargetRevision,
)
from workflow.transitions import ReportState

Row = dict[str, Any]  # column -> content as JSON keeps it; empty columns are left out
Rows = dict[str, dict[str, Row | None]]  # table -> key -> row; None: the row is gone

# Every table whose rows the ledger tells, and the way from it to the plan.
TABLES: Mapping[type[models.Model], str] = {
    Plan: "pk",
    Area: "plan",
    Activity: "area__plan",
    Indicator: "activity__area__plan",
    GradedTarget: "indicator__activity__area__plan",
    OtherYearValue: "indicator__activity__area__plan",
    QuarterCell: "indicator__activity__area__plan",
    TargetRevision: "indicator__activity__area__plan",
    RowReview: "indicator__activity__area__plan",
    RowOpening: "indicator__activity__area__plan",
    PlanRound: "plan",
    QuarterReport: "plan",
    Receipt: "report__plan",
    QuarterRound: "report__plan",
    SignOff: "report__plan",
    SupersededApproval: "report__plan",
    Evidence: "cell__indicator__activity__area__plan",
    Comment: "cell__indicator__activity__area__plan",
    KeptPrint: "report__plan",
    AnnualReport: "plan",
    AnnualRound: "report__plan",
    HalfYearFeedback: "plan",
}
FIGURES = ("earned", "computed", "possible", "possible_to_date", "scorecard", "frozen_switches")
# Live figures follow from the rest and are proved by verify_scorecards; frozen ones are told by their digest.
UNTOLD: Mapping[type[models.Model], frozenset[str]] = {
    QuarterReport: frozenset(FIGURES),
    SupersededApproval: frozenset({"scorecard", "frozen_switches"}),  # told by their digest
    Evidence: frozenset({"file"}),  # where it lies may change, its SHA-256 may not
    KeptPrint: frozenset({"file"}),
}
EMPTY: tuple[Any, ...] = (None, "", 0, [], {})  # what a column holds that says nothing, whenever it was added


def told_rows(plan: Plan) -> Rows:
    """All rows of a plan as the ledger tells them: a query for each table."""
    found: Rows = {}
    for model, path in TABLES.items():
        found |= stored(model, **{path: plan.pk})
    return found


def told(row: models.Model, *names: str) -> Rows:
    """Some fields of a row that was just written, all by default; nothing is asked of the database."""
    fields = [field for field in told_fields(type(row)) if not names or field.name in names]
    content = {field.attname: plain(field, getattr(row, field.attname)) for field in fields}
    if isinstance(row, QuarterReport) and "state" in {field.name for field in fields}:
        content |= frozen({name: getattr(row, name) for name in ("state", *FIGURES)})
    return {type(row).__name__: {str(row.pk): content}}


def told_together(rows: Iterable[models.Model]) -> Rows:
    """Rows that were just written, as ``told_rows`` finds them: without empty columns; nothing is asked."""
    found: Rows = {}
    for row in rows:
        for table, contents in told(row).items():
            full = {key: _full(content) for key, content in contents.items()}
            found.setdefault(table, {}).update(full)
    return found


def stored(model: type[models.Model], **key: Any) -> Rows:
    """Rows of a table as the database has them."""
    return {model.__name__: _rows_of(model, model._default_manager.filter(**key))}


def gone(row: models.Model) -> Rows:
    """A row that was there and is not any more; call it while it still has its key."""
    return {type(row).__name__: {str(row.pk): None}}


def differing(before: Mapping[str, Mapping[str, Row | None]], after: Mapping[str, Mapping[str, Row | None]]) -> Rows:
    """What turns the one rows into the other: new rows whole, of changed ones the columns, None for those gone."""
    found: Rows = {}
    for table in {**before, **after}:
        was, now = before.get(table, {}), after.get(table, {})
        changed = {key: _differing(was.get(key), now.get(key)) for key in {**was, **now}}
        if rows := {key: row for key, row in changed.items() if row != {}}:
            found[table] = rows
    return found


def laid_over(rows: Rows, later: Mapping[str, Mapping[str, Row | None]]) -> None:
    """Brings what an event told into the rows before it."""
    for table, told_of in later.items():
        known = rows.setdefault(table, {})
        for key, row in told_of.items():
            known[key] = None if row is None else {**(known.get(key) or {}), **row}


def frozen(content: Mapping[str, Any]) -> Row:
    """What is told of the figures of an approved report: the marks, and the SHA-256 of the whole with its switches."""
    if content["state"] != ReportState.APPROVED.value:
        return {"earned": None, "figures": None}
    figures = [str(Decimal(content[name]).quantize(Decimal("0.01"))) for name in FIGURES[:4]]
    text = json.dumps([*figures, content["scorecard"], content["frozen_switches"]], ensure_ascii=False, sort_keys=True)
    return {"earned": figures[0], "figures": hashlib.sha256(text.encode()).hexdigest()}


def told_fields(model: type[models.Model]) -> list["models.Field[Any, Any]"]:
    untold = UNTOLD.get(model, frozenset())
    return [each for each in model._meta.concrete_fields if not each.primary_key and each.name not in untold]


def plain(field: "models.Field[Any, Any]", content: Any) -> Any:
    """A content as JSON keeps it, the same whether it was just set or read from either database."""
    if isinstance(field, models.DecimalField) and content is not None:
        return str(Decimal(content).quantize(Decimal(1).scaleb(-field.decimal_places)))
    return content if isinstance(content, bool | int | str | list | dict | None) else str(content)


def is_empty(content: Any) -> bool:
    return not isinstance(content, bool) and content in EMPTY


def _rows_of(model: type[models.Model], found: "models.QuerySet[Any]") -> dict[str, Row | None]:
    fields = told_fields(model)
    names = [field.attname for field in fields]
    beside = ("state", *FIGURES) if model is QuarterReport else ()
    return {
        str(row["pk"]): {
            field.attname: content for field in fields if not is_empty(content := plain(field, row[field.attname]))
        }
        | {name: content for name, content in (frozen(row) if beside else {}).items() if content}
        for row in found.order_by("pk").values("pk", *{*names, *beside})
    }


def _full(content: Row | None) -> Row:
    return {name: each for name, each in (content or {}).items() if not is_empty(each)}


def _differing(was: Row | None, now: Row | None) -> Row | None:
    if now is None or was is None:
        return {} if was == now else now
    return dict(_changed(was, now))


def _changed(was: Row, now: Row) -> Iterator[tuple[str, Any]]:
    for column in {**was, **now}:
        before, after = was.get(column), now.get(column)
        if before != after and not (is_empty(before) and is_empty(after)):
            yield column, after
