"""Owns marking a plan under rules that are only tried: stored marks beside what they would be. Nothing is written."""

from dataclasses import dataclass

from marking.differences import AreaDifference, MarkDifference, ScorecardDifference, compare
from marking.policy import Policy
from marking.score import score
from plan_tree.tree import ActivityNode, IndicatorNode
from plans.models import Plan, QuarterReport
from plans.queries.scorecards import stored_scorecard
from plans.queries.trees import load_tree


@dataclass(frozen=True)
class TriedRow:
    """An indicator with its words, its mark as stored and its mark as it would be."""

    activity: str
    indicator: str
    mark: MarkDifference


@dataclass(frozen=True)
class Trial:
    """What rules would make of a plan's marks; ``changed`` rows first, those that move most before the others."""

    difference: ScorecardDifference
    changed: tuple[TriedRow, ...]
    unchanged: tuple[TriedRow, ...]

    @property
    def areas(self) -> tuple[AreaDifference, ...]:
        return self.difference.areas


def try_policy(plan: Plan, report: QuarterReport, policy: Policy) -> Trial:
    """The stored marks of a quarter's report beside those a policy would give. Four queries, none of them writes."""
    tree = load_tree(plan)
    difference = compare(stored_scorecard(report), score(tree, policy, through=report.quarter))
    rows = tree.by_number
    changed, unchanged = (
        tuple(_row(mark, rows.get(mark.after.number)) for mark in marks)
        for marks in (difference.changed, difference.unchanged)
    )
    return Trial(difference, changed, unchanged)


def _row(mark: MarkDifference, row: tuple[ActivityNode, IndicatorNode] | None) -> TriedRow:
    activity, indicator = (row[0].title, row[1].title) if row else ("", "")
    return TriedRow(activity, indicator, mark)
