"""Owns the command-line arguments that name a plan and a quarter."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from offices.queries.lookup import find_offices, find_year
from plans.kinds import plan_kinds
from plans.models import Plan


def add_plan_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--office", required=True, metavar="NAME|CODE")
    parser.add_argument("--year", required=True, metavar="2020-21")
    parser.add_argument("--kind", required=True, choices=list(plan_kinds()))


def add_through_argument(parser: ArgumentParser) -> None:
    parser.add_argument("--through", choices=["q1", "q2", "q3", "q4"], default="q4")


def plan_named(options: dict[str, Any]) -> Plan:
    """The latest revision of the plan. Raises CommandError: wrong usage (2) or no such plan (1)."""
    offices = find_offices(options["office"])
    if len(offices) != 1:
        raise CommandError(f"office {options['office']!r} is {'ambiguous' if offices else 'unknown'}", returncode=2)
    year = find_year(options["year"])
    if year is None:
        raise CommandError(f"year {options['year']!r} is unknown; write it as 2020-21", returncode=2)
    plans = Plan.objects.filter(office=offices[0], year=year, kind=options["kind"])
    plan = plans.select_related("office", "year", "policy").order_by("-revision").first()
    if plan is None:
        raise CommandError(f"{offices[0].name_bn} has no such plan for {year.code}", returncode=1)
    return plan


def quarter_named(options: dict[str, Any]) -> int:
    return int(options["through"][1])
