"""Owns what flat tables ask of many plans at once."""

from collections.abc import Iterable

from plans.models import QuarterReport
from workflow.transitions import ReportState


def report_states(plan_ids: Iterable[int]) -> dict[tuple[int, int], ReportState]:
    """The state of every report of some plans, by plan and quarter: one query."""
    rows = QuarterReport.objects.filter(plan__in=list(plan_ids)).values_list("plan_id", "quarter", "state")
    return {(plan_id, quarter): ReportState(state) for plan_id, quarter, state in rows}
