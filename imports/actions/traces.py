"""Owns the trace an import leaves: what the rows of a plan held before it, and bringing them back."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import models
from django.db.models import F

from plans.models import Activity, Area, GradedTarget, Indicator, OtherYearValue, Plan, QuarterCell, QuarterReport
from plans.queries.told_rows import TABLES

# Every table of a plan that a document is laid over, rows before what hangs on them.
LAID_OVER = (Plan, Area, Activity, Indicator, GradedTarget, OtherYearValue, QuarterCell, QuarterReport)
PRINTED = ("id", "printed_above", "printed_below")
# The rest of a plan is not in the document, the rest of a report computed, or signed.
COLUMNS: Mapping[type[models.Model], tuple[str, ...]] = {
    Plan: (*PRINTED, "state", "template_id"),
    QuarterReport: (*PRINTED, "claimed_total", "claimed_obtained"),
}

Rows = dict[str, dict[str, dict[str, Any]]]  # table -> key -> column -> content, as JSON keeps them


def rows_of(plan: Plan) -> Rows:
    """All that a document could change of a plan, in eight queries."""
    return {model.__name__: _rows(model, TABLES[model], plan) for model in LAID_OVER}


def _rows(model: type[models.Model], path: str, plan: Plan) -> dict[str, dict[str, Any]]:
    columns = COLUMNS.get(model) or [field.attname for field in model._meta.concrete_fields]
    rows = model._default_manager.filter(**{path: plan.pk}).values(*columns)
    kept: list[dict[str, Any]] = json.loads(json.dumps(list(rows), default=str))
    return {str(row["id"]): row for row in kept}


def trace(before: Rows, after: Rows) -> dict[str, Any]:
    """What turns the rows after an import into those before: rows to take away, to put back and columns to reset."""
    return {table: _trace(before[table], after[table]) for table in before if before[table] != after[table]}


def _trace(before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]]) -> dict[str, Any]:
    both = [key for key in before if key in after and before[key] != after[key]]
    return {
        "added": [key for key in after if key not in before],
        "removed": [row for key, row in before.items() if key not in after],
        "changed": {key: dict(_differing(before[key], after[key])) for key in both},
    }


def _differing(before: dict[str, Any], after: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((column, content) for column, content in before.items() if after[column] != content)


def bring_back(kept: Mapping[str, Any]) -> None:
    """Turns a plan's rows back by the trace of its last import."""
    traced = [(model, kept[model.__name__]) for model in LAID_OVER if model.__name__ in kept]
    for model, rows in reversed(traced):
        model._default_manager.filter(pk__in=rows["added"]).delete()
    for model, rows in traced:
        for row in rows["removed"]:
            model(**_understood(model, row)).save(force_insert=True)
        for key, columns in rows["changed"].items():
            model._default_manager.filter(pk=key).update(**_understood(model, columns) | _counted_on(columns))


def _understood(model: type[models.Model], row: Mapping[str, Any]) -> dict[str, Any]:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {column: fields[column].to_python(content) for column, content in row.items()}


def _counted_on(columns: Mapping[str, Any]) -> dict[str, Any]:
    """The version of a cell never goes back: who opened the cell meanwhile must not overwrite it unseen."""
    return {"version": F("version") + 1} if "version" in columns else {}
