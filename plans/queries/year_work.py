"""Owns who worked on what a year, or its first part, says: they neither judge its annual report nor give feedback."""

from django.db.models import Q

from offices.models import Person
from plans.models import Plan, QuarterCell
from plans.queries.hands import ABOUT, WRITES_MANY
from workflow.transitions import Work

ANNUAL_WRITES, ANNUAL_SUBMITS = "write_annual_report", "submit_annual_report"


def work_through(person: Person, plan: Plan, quarter: int) -> frozenset[Work]:
    """What a person did for the quarters up to one, and for the annual report that closes them. Two queries."""
    told = plan.events.filter(by=person)
    handed_in = Q(verb="submit_report", quarter__lte=quarter) | Q(verb=ANNUAL_SUBMITS)
    of_cells = Q(indicator__isnull=False, quarter__lte=quarter) & ~Q(verb__in=ABOUT)
    wrote = of_cells | Q(verb__in=(*WRITES_MANY, ANNUAL_WRITES))
    verbs = set(told.filter(handed_in | wrote).order_by().values_list("verb", flat=True).distinct())
    submitted = {"submit_report", ANNUAL_SUBMITS}
    cells = QuarterCell.objects.filter(indicator__activity__area__plan=plan, quarter__lte=quarter, entered_by=person)
    entered = bool(verbs - submitted) or cells.exists()
    found = {Work.SUBMITTED: bool(verbs & submitted), Work.ENTERED: entered}
    return frozenset(work for work, did in found.items() if did)
