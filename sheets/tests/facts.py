"""Owns counting the facts of a plan, to compare what two documents of it say."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from cell_values.digits import to_ascii
from cell_values.value import Value
from plan_tree.tree import IndicatorNode, PlanTree

Fact = tuple[str, ...]  # ("9.1", "q4", "target")


def facts(draft: PlanTree) -> dict[Fact, Any]:
    """Every fact of a plan by its place, blank ones too: titles, weights, units, posts, values, claims."""
    return dict(_facts(draft))


def places(draft: PlanTree) -> dict[Fact, str]:
    """The cell each fact was read from, for those that have one of their own."""
    found: dict[Fact, str] = {}
    for area in draft.areas:
        found |= {(area.number, "title"): area.cell, (area.number, "weight"): area.weight_cell}
        found |= {(activity.number, "activity"): activity.cell for activity in area.activities}
    for row in draft.indicators:
        found |= {(row.number, name): cell for name, cell in row.cells.items()}
        found[row.number, "annual"] = row.cell("annual")
        found |= {(row.number, f"{grade.percent}%"): grade.cell for grade in row.grades}
        for quarter, each in row.quarters.items():
            found[row.number, f"q{quarter}", "target"] = each.target_cell
            found[row.number, f"q{quarter}", "achievement"] = each.achievement_cell
    return {
        ("claimed", "total"): draft.claimed.total_cell,
        ("claimed", "obtained"): draft.claimed.obtained_cell,
        **found,
    }


def meaning(value: Value) -> tuple[str, str, Decimal | None, tuple[str, ...]]:
    """A value in digits of one script: numbers typed in Bengali and stored as numbers say the same."""
    return value.state.value, to_ascii(value.text), value.quantity, tuple(day.isoformat() for day in value.dates)


def _facts(draft: PlanTree) -> Iterator[tuple[Fact, Any]]:
    yield ("plan", "office"), draft.office_name
    yield ("plan", "year"), draft.year
    yield ("claimed", "total"), draft.claimed.total
    yield ("claimed", "obtained"), draft.claimed.obtained
    for area in draft.areas:
        yield (area.number, "title"), area.title
        yield (area.number, "weight"), area.weight
        yield (area.number, "note"), area.note
        for activity in area.activities:
            yield (activity.number, "activity"), activity.title
    for row in draft.indicators:
        for name, fact in _indicator(row).items():
            yield (row.number, *name), fact


def _indicator(row: IndicatorNode) -> Mapping[Fact, Any]:
    plain: dict[Fact, Any] = {
        (name,): getattr(row, name)
        for name in ("title", "weight", "unit_text", "responsible", "remark", "claimed_total", "claimed_marks")
    }
    values = {("annual",): row.annual}
    values |= {(f"{grade.percent}%",): grade.target for grade in row.grades}
    for quarter in (1, 2, 3, 4):
        values[f"q{quarter}", "target"] = row.target(quarter)
        values[f"q{quarter}", "achievement"] = row.achievement(quarter)
    return plain | {name: meaning(value) for name, value in values.items()}


def differences(expected: PlanTree, found: PlanTree) -> dict[Fact, tuple[Any, Any]]:
    """The facts that differ, with both readings; one that only one plan has differs."""
    wanted, got = facts(expected), facts(found)
    every = dict.fromkeys((*wanted, *got))
    return {fact: (wanted.get(fact), got.get(fact)) for fact in every if wanted.get(fact) != got.get(fact)}
