"""Owns the command that prints a plan's official form as PDF."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from plans.management.arguments import add_plan_arguments, add_through_argument, plan_named, quarter_named
from reports.printing import print_official_form


class Command(BaseCommand):
    help = "Prints the official form of a plan through a quarter. Exit 0: done, 1: no such plan, 2: wrong usage."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_plan_arguments(parser)
        add_through_argument(parser)
        parser.add_argument("-o", "--output", required=True, metavar="FILE.pdf")

    def handle(self, *args: Any, **options: Any) -> None:
        plan = plan_named(options)
        pdf = print_official_form(plan, through=quarter_named(options), printed_on=timezone.localdate())
        try:
            Path(options["output"]).write_bytes(pdf)
        except OSError as error:
            raise CommandError(f"{options['output']}: {error.strerror}", returncode=2) from error
