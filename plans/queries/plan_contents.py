"""Owns what a plan says as it is submitted, row by row, and in what it differs since."""

from collections.abc import Mapping

from cell_values.value import plain
from plan_tree.terms import QUARTERS
from plan_tree.tree import ActivityNode, AreaNode, IndicatorNode, PlanTree
from plans.seen import Moved, Shown, moved

AREA = "area "  # before the number of an area, the place of what is said of it


def contents_of_plan(tree: PlanTree) -> Shown:
    """All a plan says before its quarters: areas by their numbers, indicators by their keys; nothing achieved."""
    found = {f"{AREA}{area.number}": _area(area) for area in tree.areas}
    for area in tree.areas:
        for activity in area.activities:
            found |= {str(row.key): _row(activity, row) for row in activity.indicators}
    return found


def changes_by_row(before: Shown, now: Shown) -> Mapping[str, list[Moved]]:
    """What differs, by place; a place that came or went has the one line of its number."""
    changes = {place: moved(before, now, [place]) for place in {**now, **before}}
    return {place: found for place, found in changes.items() if found}


def _area(area: AreaNode) -> dict[str, str]:
    return {"number": area.number, "area": area.title, "weight": plain(area.weight), "words": area.note}


def _row(activity: ActivityNode, row: IndicatorNode) -> dict[str, str]:
    fields = {
        "number": row.number,
        "activity": activity.title,
        "title": row.title,
        "weight": plain(row.weight),
        "unit": row.unit_text or row.unit.value,
        "responsible": row.responsible,
        "annual": _grades(row),
        "rules": _rules(row),
        "words": "; ".join(filter(None, (row.remark, *row.words.values()))),
    }
    return fields | {f"q{quarter}": row.target(quarter).text for quarter in QUARTERS}


def _grades(row: IndicatorNode) -> str:
    if not row.grades:
        return row.annual.text
    return "; ".join(f"{plain(grade.percent)}%: {grade.target.text}" for grade in row.grades)


def _rules(row: IndicatorNode) -> str:
    late = f"{plain(row.late_rule.marks)} / {row.late_rule.days}" if row.late_rule else ""
    return "; ".join(filter(None, (row.quarter_rule.value if row.quarter_rule else "", row.direction.value, late)))
