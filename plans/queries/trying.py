"""Owns marking a plan under rules that are only tried: stored marks beside what they would be. Nothing is written."""

from dataclasses import dataclass

from marking.differences import AreaDifference, MarkDifference, ScorecardDifference, compare
from marking.policy import Policy
from marking.score import score
from plans.models import Indicator, Plan, QuarterReport
from plans.queries.rows import load_rows, plan_facts
from plans.queries.scorecards import stored_scorecard


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
    rows = load_rows(plan)
    difference = compare(stored_scorecard(report), score(plan_facts(plan, rows), policy, through=report.quarter))
    words = {row.number: row for area in rows for row in area.indicators}
    changed, unchanged = (
        tuple(_row(mark, words.get(mark.after.number)) for mark in marks)
        for marks in (difference.changed, difference.unchanged)
    )
    return Trial(difference, changed, unchanged)


def _row(mark: MarkDifference, row: Indicator | None) -> TriedRow:
    return TriedRow(row.activity.title if row else "", row.title if row else "", mark)
