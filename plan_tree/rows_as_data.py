"""Owns standard rows as plain data, in which a template is stored, and the way back."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from cell_values.value import BLANK, Unit, plain
from plan_tree.standard_rows import StandardRows
from plan_tree.terms import Direction, LateRule, QuarterRule
from plan_tree.tree import ActivityNode, AreaNode, GradeNode, IndicatorNode

Data = Mapping[str, Any]


def rows_as_data(standard: StandardRows) -> dict[str, Any]:
    """As JSON keeps it: decimals as strings, what is empty left out of indicators."""
    return {"areas": [_area(area) for area in standard.areas], "own_rows": dict(standard.own_rows)}


def rows_from_data(data: Data) -> StandardRows:
    """The inverse of ``rows_as_data``. Raises KeyError, ValueError for what it did not write."""
    areas = tuple(_area_node(area) for area in data["areas"])
    return StandardRows(areas, {str(number): int(least) for number, least in data["own_rows"].items()})


def _area(area: AreaNode) -> dict[str, Any]:
    heads = {"number": area.number, "title": area.title, "weight": plain(area.weight), "note": area.note}
    activities = [
        {"number": each.number, "title": each.title, "indicators": [_indicator(row) for row in each.indicators]}
        for each in area.activities
    ]
    return heads | {"activities": activities}


def _indicator(row: IndicatorNode) -> dict[str, Any]:
    rule = row.late_rule
    data = {
        "number": row.number,
        "title": row.title,
        "weight": plain(row.weight),
        "unit": row.unit.value,
        "unit_text": row.unit_text,
        "quarter_rule": row.quarter_rule.value if row.quarter_rule else "",
        "late_rule": [plain(rule.marks), rule.days] if rule else [],
        "direction": row.direction.value,
        "percents": [plain(grade.percent) for grade in row.grades],
        "words": dict(row.words),
    }
    return {name: content for name, content in data.items() if content not in ("", [], {})}


def _area_node(data: Data) -> AreaNode:
    activities = (
        ActivityNode(each["number"], each["title"], tuple(map(_indicator_node, each["indicators"])))
        for each in data["activities"]
    )
    return AreaNode(data["number"], data["title"], Decimal(data["weight"]), tuple(activities), note=data["note"])


def _indicator_node(data: Data) -> IndicatorNode:
    rule, marks_and_days = data.get("quarter_rule"), data.get("late_rule")
    return IndicatorNode(
        data["number"],
        data.get("title", ""),
        Decimal(data["weight"]),
        Unit(data["unit"]),
        unit_text=data.get("unit_text", ""),
        quarter_rule=QuarterRule(rule) if rule else None,
        late_rule=LateRule(Decimal(marks_and_days[0]), marks_and_days[1]) if marks_and_days else None,
        direction=Direction(data["direction"]),
        grades=tuple(GradeNode(Decimal(percent), BLANK) for percent in data.get("percents", ())),
        words=data.get("words", {}),
    )
