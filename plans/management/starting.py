"""Owns how our commands start: at once, without the pages of the site."""

import json
from argparse import SUPPRESS
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandParser


class QuietCommand(BaseCommand):
    """A command that leaves out the checks of the system, for which Django reads every address and every page.

    They are made where something can be mended: in CI, by ``migrate`` at each update and by the doctor. What a command
    needs itself (fonts, keys, triggers) it asks itself.
    """

    requires_system_checks = ()

    def print_json(self, data: Any) -> None:
        """Prints what ``--json`` asks for."""
        self.stdout.write(json.dumps(data, ensure_ascii=False, indent=1))

    def tell_found(self, lines: Sequence[Mapping[str, Any]], total: str, data: Any, *, as_json: bool) -> None:
        """Prints what a proof found: a line for each and their total, or ``data`` where JSON is asked for."""
        if as_json:
            self.print_json(data)
        else:
            for line in lines:
                self.stdout.write(json.dumps(line, ensure_ascii=False))
            self.stdout.write(total)

    def create_parser(self, *names: str, **options: Any) -> CommandParser:
        """Scripts that leave the checks out themselves go on as they did."""
        parser = super().create_parser(*names, **options)
        parser.add_argument("--skip-checks", action="store_true", help=SUPPRESS)
        return parser
