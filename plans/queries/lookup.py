"""Owns finding the plan that command-line arguments name."""

from django.core.management.base import CommandError

from offices.queries.lookup import find_offices, find_year
from plans.models import Plan


def plan_named(*, office: str, year: str, kind: str) -> Plan:
    """The latest revision of the plan. Raises CommandError: wrong usage (2) or no such plan (1)."""
    offices = find_offices(office)
    if len(offices) != 1:
        raise CommandError(f"office {office!r} is {'ambiguous' if offices else 'unknown'}", returncode=2)
    fiscal_year = find_year(year)
    if fiscal_year is None:
        raise CommandError(f"year {year!r} is unknown; write it as 2020-21", returncode=2)
    plans = Plan.objects.filter(office=offices[0], year=fiscal_year, kind=kind)
    plan = plans.select_related("office", "year", "policy").order_by("-revision").first()
    if plan is None:
        raise CommandError(f"{offices[0].name_bn} has no such plan for {year}", returncode=1)
    return plan
