"""Owns telling a change of many rows: an event for the change as a whole, and one for every cell it wrote."""

from collections.abc import Callable, Mapping
from typing import Any

from cell_values.value import Value
from offices.models import Person
from plans.actions.ledger import EventDraft, write_event, write_events
from plans.models import Event, Plan
from plans.queries.told_rows import Row, Rows, differing, is_empty

# How the ledger calls the change of a cell, by the change it is part of.
OF_A_CELL: Mapping[str, str] = {
    "import_plan": "import_cell",
    "import_changes": "import_cell",
    "undo_import": "undo_import_cell",
    "import_table": "import_table_cell",
    "edit_plan": "edit_cell",
}
CELLS, INDICATORS = "QuarterCell", "Indicator"


def write_change(
    *,
    plan: Plan,
    verb: str,
    subject: str,
    by: Person | None,
    held: Mapping[str, Mapping[str, Row | None]],
    holds: Mapping[str, Mapping[str, Row | None]],
    before: Any = None,
    after: Any = None,
) -> Event:
    """Tells what turned the rows a locked plan held into those it holds, with an event for every cell that changed.

    The targets of new cells are told with their plan; what a new cell reports, by itself.
    """
    was, now = _sparse(held), _sparse(holds)
    rows = differing(was, now)
    cells = {key: row for key, row in rows.get(CELLS, {}).items() if row is not None and _is_told_alone(was, key, row)}
    rest = {**rows, CELLS: {key: row for key, row in rows.get(CELLS, {}).items() if key not in cells}}
    event = write_event(plan=plan, verb=verb, subject=subject, by=by, before=before, after=after, rows=rest)
    if cells:
        told = [_told(OF_A_CELL[verb], key, was, now, row) for key, row in cells.items()]
        write_events(told={plan: told}, by=by)
    return event


def _sparse(rows: Mapping[str, Mapping[str, Row | None]]) -> Rows:
    return {
        table: {
            key: {name: each for name, each in row.items() if name != "id" and not is_empty(each)}
            for key, row in found.items()
            if row is not None
        }
        for table, found in rows.items()
    }


def _is_told_alone(was: Rows, key: str, row: Row) -> bool:
    return key in was.get(CELLS, {}) or bool(row.get("achievement_state"))


def _told(verb: str, key: str, was: Rows, now: Rows, row: Row) -> EventDraft:
    before, after = was.get(CELLS, {}).get(key) or {}, now[CELLS][key] or {}
    indicator = after["indicator_id"]
    number = (now[INDICATORS][str(indicator)] or {})["number"]
    changed = [name for name in CONTENTS if CONTENTS[name](before) != CONTENTS[name](after)]
    return EventDraft(
        verb,
        f"{number} q{after['quarter']}",
        {name: CONTENTS[name](before) for name in changed},
        {name: CONTENTS[name](after) for name in changed},
        indicator,
        after["quarter"],
        {CELLS: {key: row}},
    )


def _value(row: Row, name: str) -> Any:
    quantity = row.get(f"{name}_quantity")
    dates = row.get(f"{name}_dates") or []
    plain = {
        "text": row.get(f"{name}_text", ""),
        "state": row.get(f"{name}_state", ""),
        "quantity": quantity,
        "dates": dates,
    }
    return Value.from_json(plain).as_json()


def _assessment(row: Row) -> dict[str, str] | None:
    marks = row.get("assessed_marks")
    return None if marks is None else {"marks": marks, "reason": row.get("assessed_reason", "")}


def _exemption(row: Row) -> dict[str, Any] | None:
    reason = row.get("exemption_reason")
    return {"granted": bool(row.get("exemption_granted")), "reason": reason} if reason else None


def _text(row: Row, name: str) -> dict[str, str]:
    return {"text": str(row.get(name) or "")}


CONTENTS: Mapping[str, Callable[[Row], Any]] = {
    "target": lambda row: _value(row, "target"),
    "achievement": lambda row: _value(row, "achievement"),
    "assessment": _assessment,
    "exemption": _exemption,
    "remark": lambda row: _text(row, "remark"),
    "claim": lambda row: _text(row, "claimed_marks"),
}
