"""Owns which rows wait for a reviewer's marks, and what the ledger knows of assessments, withdrawn ones among them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cell_values.value import ValueState
from marking.reach import AWAITING
from marking.scorecard import Mark, Scorecard
from plan_tree.tree import IndicatorNode, PlanTree, QuarterNode
from plans.models import Event

NO_FIGURE = frozenset({ValueState.WORDS, ValueState.UNREADABLE})


@dataclass(frozen=True)
class Earlier:
    """The marks a reviewer gave last, and why."""

    marks: Decimal
    reason: str


def assessed_earlier(steps: Sequence[Event], quarter: int) -> dict[str, Earlier]:
    """Number of the indicator → what was last given to it in a quarter, whether it still stands or not; ``steps``: the
    events of the plan, the latest first.
    """
    ending = f" q{quarter}"
    told = (each for each in reversed(steps) if each.verb == "assess_cell" and each.subject.endswith(ending))
    return {
        event.subject.removesuffix(ending): Earlier(Decimal(event.after["marks"]), event.after["reason"])
        for event in told
        if event.after
    }


def awaits_assessment(cell: QuarterNode, mark: Mark | None) -> bool:
    """Whether no rule can mark a row in a quarter, or a reviewer has assessed it there already."""
    is_asked = cell.achievement.state in NO_FIGURE or cell.assessment is not None
    return is_asked or (mark is not None and mark.status in AWAITING)


def is_unassessed(cell: QuarterNode, mark: Mark | None) -> bool:
    """Whether a row still waits for marks in a quarter."""
    return cell.assessment is None and awaits_assessment(cell, mark)


def unassessed(tree: PlanTree, scorecard: Scorecard, quarter: int) -> list[IndicatorNode]:
    """The rows that still wait for marks, in the order of the form."""
    marks: Mapping[str, Mark] = {mark.number: mark for mark in scorecard.marks}
    return [row for row in tree.indicators if is_unassessed(row.quarters[quarter], marks.get(row.number))]
