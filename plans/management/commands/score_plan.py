"""Owns the command that prints a plan's marks with their explanations."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from plans.drafts import Claimed
from plans.interchange import score_json
from plans.kinds import plan_kinds
from plans.marking.score import score
from plans.models import Plan
from plans.queries.lookup import plan_named
from plans.queries.rows import load_rows, plan_facts


class Command(BaseCommand):
    help = "Prints the marks of a plan through a quarter. Exit 0: done, 1: no such plan, 2: wrong usage."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--office", required=True, metavar="NAME|CODE")
        parser.add_argument("--year", required=True, metavar="2020-21")
        parser.add_argument("--kind", required=True, choices=list(plan_kinds()))
        parser.add_argument("--through", choices=["q1", "q2", "q3", "q4"], default="q4")
        parser.add_argument("--json", action="store_true", help="print marks and explanations as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        plan = plan_named(office=options["office"], year=options["year"], kind=options["kind"])
        through = int(options["through"][1])
        scorecard = score(plan_facts(plan, load_rows(plan)), plan.policy.as_policy(), through=through)
        data = score_json(scorecard, claimed_through(plan, through))
        if options["json"]:
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=1))
            return
        for indicator in data["indicators"]:
            self.stdout.write(f"{indicator['number']:8} {indicator['earned']:>6} / {indicator['weight']}")
        self.stdout.write(f"{data['policy']}: {data['earned']} / {data['possible']}")


def claimed_through(plan: Plan, through: int) -> Claimed:
    """What the office claims itself, in the latest quarter up to one that carries a claim."""
    report = plan.reports.filter(quarter__lte=through, claimed_obtained__isnull=False).order_by("-quarter").first()
    return Claimed(report.claimed_total, report.claimed_obtained) if report else Claimed()
