"""Owns the stored scorecards: computed again in the transaction of every change, never after approval."""

from collections.abc import Sequence

from plans.marking.score import score
from plans.marking.scorecard import Scorecard
from plans.models import Plan, QuarterReport
from plans.queries.rows import AreaRows, load_rows, plan_facts
from plans.workflow import State

STORED = ["earned", "computed", "possible", "possible_to_date", "scorecard", "area_marks"]


def refresh_scorecards(plan: Plan, *, since: int = 1, rows: Sequence[AreaRows] | None = None) -> None:
    """Recomputes the scorecards of a quarter and the later ones; frozen ones stay as they were signed."""
    rows = load_rows(plan) if rows is None else rows
    facts, policy = plan_facts(plan, rows), plan.policy.as_policy()
    reports = list(plan.reports.filter(quarter__gte=since).exclude(state=State.APPROVED.value))
    for report in reports:
        store_scorecard(report, score(facts, policy, through=report.quarter))
    QuarterReport.objects.bulk_update(reports, STORED)


def store_scorecard(report: QuarterReport, scorecard: Scorecard) -> None:
    """Sets a report's stored figures, without saving it."""
    report.earned = scorecard.earned
    report.computed = scorecard.computed
    report.possible = scorecard.possible
    report.possible_to_date = scorecard.possible_to_date
    report.scorecard = scorecard.as_json()
    report.area_marks = [[area.number, str(area.earned), str(area.possible)] for area in scorecard.areas]
