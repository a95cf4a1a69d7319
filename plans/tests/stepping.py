"""Owns bringing the reports of a plan forward in their order, for tests that begin in a later quarter."""

from offices.models import Person
from plans.actions.reporting import approve_report, submit_report
from plans.models import Plan, QuarterReport
from workflow.transitions import OPEN, ReportState


def submit_through(plan: Plan, quarter: int, *, by: Person) -> QuarterReport:
    """Hands in what is open up to a quarter, one after another; the report of that quarter."""
    for report in plan.reports.filter(quarter__lt=quarter, state__in=OPEN).order_by("quarter"):
        submit_report(report=report, by=by)
    return submit_report(report=plan.reports.get(quarter=quarter), by=by)


def approve_through(plan: Plan, quarter: int, *, by: Person, reviewer: Person) -> QuarterReport:
    """Hands in and approves one quarter after another, whatever waits for marks; the report of the last, approved."""
    for report in plan.reports.filter(quarter__lte=quarter).exclude(state=ReportState.APPROVED).order_by("quarter"):
        if report.state in OPEN:
            submit_report(report=report, by=by)
        approve_report(report=report, by=reviewer, leaves_unassessed=True)
    return plan.reports.get(quarter=quarter)
