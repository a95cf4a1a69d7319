"""Owns the command that prints a plan's marks with their explanations."""

from argparse import ArgumentParser
from typing import Any

from plans.interchange import score_json
from plans.management.arguments import add_plan_arguments, add_through_argument, plan_named, quarter_named
from plans.management.starting import QuietCommand
from plans.queries.scorecards import claimed_through, stored_scorecard


class Command(QuietCommand):
    help = "Prints the marks of a plan through a quarter. Exit 0: done, 1: no such plan, 2: wrong usage."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_plan_arguments(parser)
        add_through_argument(parser)
        parser.add_argument("--json", action="store_true", help="print marks and explanations as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        plan, through = plan_named(options), quarter_named(options)
        scorecard = stored_scorecard(plan.reports.get(quarter=through))
        data = score_json(scorecard, claimed_through(plan, through))
        if options["json"]:
            self.print_json(data)
            return
        for mark in data["indicators"]:
            self.stdout.write(f"{mark['number']:8} {mark['earned']:>6} / {mark['weight']:<4} {mark['status']}")
        self.stdout.write(f"{data['policy']}: {data['earned']} / {data['possible']}")
