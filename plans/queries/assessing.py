"""Owns which rows wait for a reviewer's marks, and how many in stored scorecards; what the ledger knows of assessments,
withdrawn ones among them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Func, IntegerField
from django.db.models.sql.compiler import SQLCompiler

from cell_values.value import ValueState
from marking.reach import AWAITING
from marking.scorecard import Mark, Scorecard
from plan_tree.tree import IndicatorNode, PlanTree, QuarterNode
from plans.models import Event, QuarterReport

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


# The words are our own, no text of anybody's.
WORDS = ", ".join(f"'{status.value}'" for status in sorted(AWAITING))


class AwaitingMarks(Func):
    """The number of marks in a scorecard that no rule could give and nobody has: the scorecard stays where it is."""

    output_field = IntegerField()
    arity = 1

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **more: Any) -> tuple[str, Any]:
        """By its functions for jsonb."""
        areas = "jsonb_array_elements(%(expressions)s -> 'areas') AS area"
        marks = "jsonb_array_elements(area -> 'marks') AS mark"
        template = _counting(f"{areas}, {marks}", "mark ->> 'status'")
        return self.as_sql(compiler, connection, template=template, **more)

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **more: Any) -> tuple[str, Any]:
        """By its table of a JSON text."""
        areas, marks = "json_each(%(expressions)s, '$.areas') AS area", "json_each(area.value, '$.marks') AS mark"
        template = _counting(f"{areas}, {marks}", "json_extract(mark.value, '$.status')")
        return self.as_sql(compiler, connection, template=template, **more)


def _counting(marks: str, status: str) -> str:
    return f"(SELECT COUNT(*) FROM {marks} WHERE {status} IN ({WORDS}))"  # noqa: S608 - no word of it is typed


def marks_open(reports: Iterable[QuarterReport]) -> dict[int, int]:
    """Key of a report → how many of its rows wait for a reviewer's marks. One query, however many there are."""
    keys = [each.pk for each in reports]
    counted = QuarterReport.objects.filter(pk__in=keys).values_list("pk", AwaitingMarks("scorecard"))
    return dict(counted) if keys else {}
