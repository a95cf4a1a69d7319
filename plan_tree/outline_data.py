"""Owns an outline as plain data, in which a draft is stored, and the small steps that lead back to what it was."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from plan_tree.outline import Level, Outline, OutlineRow

Data = Mapping[str, Any]


def outline_as_data(outline: Outline) -> dict[str, Any]:
    """As JSON keeps it."""
    rows = list(map(_row, outline.rows))
    return {"rows": rows, "shares_numbers": outline.shares_numbers, "made": outline.made}


def outline_from_data(data: Data) -> Outline:
    """The inverse of ``outline_as_data``."""
    return Outline(tuple(map(_row_from, data["rows"])), data["shares_numbers"], data["made"])


def step_back(before: Outline, after: Outline) -> dict[str, Any]:
    """What leads from an outline back to the one before it: the rows that were otherwise, and their order if it was."""
    known = {row.id: row for row in after.rows}
    step: dict[str, Any] = {"rows": [_row(row) for row in before.rows if known.get(row.id) != row]}
    order = [row.id for row in before.rows]
    return step if order == [row.id for row in after.rows] else step | {"order": order}


def stepped_back(outline: Outline, step: Data) -> Outline:
    """The outline before the step that ``step_back`` told."""
    rows = {row.id: row for row in outline.rows} | {each["id"]: _row_from(each) for each in step["rows"]}
    order: Sequence[str] = step.get("order", [row.id for row in outline.rows])
    return replace(outline, rows=tuple(rows[each] for each in order))


def _row(row: OutlineRow) -> dict[str, Any]:
    return {each.name: getattr(row, each.name) for each in fields(row)}


def _row_from(data: Data) -> OutlineRow:
    return OutlineRow(data["id"], Level(data["level"]), data["number"], data["fields"], data["key"])
