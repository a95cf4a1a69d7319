"""Owns finding the plan in force of an office, year and kind, and what supersedes another."""

from django.db.models import QuerySet

from offices.models import FiscalYear, Office
from plans.models import Plan


def find_plan(office: Office, year: FiscalYear, kind: str) -> Plan | None:
    """The stored plan a document of this office, year and kind would change: the latest revision."""
    return Plan.objects.filter(office=office, year=year, kind=kind).order_by("-revision").first()


def later_revisions(plan: Plan) -> QuerySet[Plan]:
    """The revisions of an office's plan that supersede it."""
    return Plan.objects.filter(office=plan.office_id, year=plan.year_id, kind=plan.kind, revision__gt=plan.revision)
