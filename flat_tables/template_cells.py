"""Owns which cells of the table of indicators say something else than the template of their plan."""

from collections.abc import Iterator, Mapping
from typing import Any

from cell_values.sentence import Sentence
from cell_values.value import Unit
from plan_tree.standard_rows import Departing, indicator_departures
from plan_tree.tree import IndicatorNode
from plans.models import Indicator, Plan

COLUMN_OF = {Departing.TITLE: "title", Departing.WEIGHT: "weight", Departing.UNIT: "unit"}


def fixed_columns(plan: Plan, indicator: Indicator, columns: Mapping[str, Any]) -> Iterator[tuple[str, Sentence]]:
    """The columns that would overwrite what the template of the plan fixes, each with what is to be said.

    ``columns``: the new contents; the indicator is loaded with its activity and area, the plan with its template.
    """
    if plan.template is None:
        return
    activity = indicator.activity
    standard = plan.template.rows.indicators.get((activity.area.number, activity.number, indicator.number))
    if standard is None:
        return  # a row of the office's own
    for each in indicator_departures(standard, _as_written(indicator, columns)):
        column = COLUMN_OF[each.what]
        yield column if column in columns else "unit_text", each.sentence


def _as_written(indicator: Indicator, columns: Mapping[str, Any]) -> IndicatorNode:
    """What the template is compared with, as it would be stored."""
    new = {name: columns.get(name, getattr(indicator, name)) for name in ("title", "weight", "unit", "unit_text")}
    return IndicatorNode(indicator.number, **(new | {"unit": Unit(new["unit"])}))
