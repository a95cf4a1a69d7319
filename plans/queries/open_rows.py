"""Owns which rows of returned quarters can be written: those that went back, and those opened on request since."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from plans.models import QuarterRound, RowOpening
from workflow.row_openings import OpenRows
from workflow.transitions import ReportState

Place = tuple[int, int]  # plan and quarter


def open_rows_of(plan_ids: Iterable[int]) -> Mapping[Place, frozenset[int]]:
    """By plan and quarter the rows that can be written, where not all of them can. Two queries.

    A quarter that was returned as a whole, or was never handed in, is not among them.
    """
    found = QuarterRound.objects.filter(
        report__plan__in=list(plan_ids), report__state=ReportState.RETURNED.value, is_approved=False
    )
    last = {
        (each.report.plan_id, each.report.quarter): each
        for each in found.select_related("report").defer("contents", "report__scorecard").order_by("number")
    }
    narrowed = {place: each for place, each in last.items() if each.open_rows is not None}
    opened = _opened(narrowed) if narrowed else {}
    return {place: (each.open_rows or frozenset()) | opened.get(place, set()) for place, each in narrowed.items()}


def open_rows_in(plan_id: int, quarter: int) -> OpenRows:
    """The same of one quarter; None: all rows."""
    return open_rows_of([plan_id]).get((plan_id, quarter))


def _opened(rounds: Mapping[Place, QuarterRound]) -> dict[Place, set[int]]:
    """The rows that were opened on request since a round went back."""
    found: dict[Place, set[int]] = defaultdict(set)
    granted = RowOpening.objects.filter(
        indicator__activity__area__plan__in={plan_id for plan_id, _quarter in rounds}, granted=True
    )
    path = "indicator__activity__area__plan"
    for plan_id, quarter, number, key in granted.values_list(path, "quarter", "round", "indicator"):
        round_ = rounds.get((plan_id, quarter))
        if round_ is not None and round_.number == number:
            found[plan_id, quarter].add(key)
    return found
