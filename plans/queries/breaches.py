"""Owns approved reports that stand on a quarter that was not approved before them: stored before the order was kept,
or filled by an import since.
"""

from collections.abc import Mapping

from plans.models import QuarterReport
from workflow.transitions import ReportState


def rests_on_open(report: QuarterReport, reports: Mapping[int, QuarterReport]) -> bool:
    """Whether an earlier quarter could still change when this report was approved, so that its facts may have moved."""
    approved_at = report.approved_at
    return approved_at is not None and any(
        earlier.state != ReportState.APPROVED.value or earlier.approved_at is None or earlier.approved_at > approved_at
        for quarter, earlier in reports.items()
        if quarter < report.quarter
    )


def is_as_approved(report: QuarterReport) -> bool:
    """Whether the ledger's event of the approval tells the same sum as the frozen figures."""
    told = report.plan.events.filter(verb="approve_report", subject=f"q{report.quarter}").order_by("sequence").last()
    return told is not None and (told.after or {}).get("earned") == str(report.earned)
