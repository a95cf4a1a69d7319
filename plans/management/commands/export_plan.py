"""Owns the command that writes a plan's official form as a workbook."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from plans.exporting import export_plan
from plans.management.arguments import add_plan_arguments, add_through_argument, plan_named, quarter_named
from plans.management.starting import QuietCommand


class Command(QuietCommand):
    help = "Writes the official form of a plan as .xlsx. Exit 0: done, 1: no such plan, 2: wrong usage."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_plan_arguments(parser)
        add_through_argument(parser)
        parser.add_argument("-o", "--output", required=True, metavar="FILE.xlsx")

    def handle(self, *args: Any, **options: Any) -> None:
        content = export_plan(plan_named(options), through=quarter_named(options))
        try:
            Path(options["output"]).write_bytes(content)
        except OSError as error:
            raise CommandError(f"{options['output']}: {error.strerror}", returncode=2) from error
