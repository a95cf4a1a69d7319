"""Owns the command that looks the whole installation over and says what to do."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from operations.doctor import deployment, machine, services, stored
from operations.doctor.advice import Advice, Grade
from plans.management.starting import QuietCommand


class Command(QuietCommand):
    help = "Looks the installation over and says what to do. Exit 0: nothing fails, 1: something does, 2: wrong usage."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print it as JSON")
        parser.add_argument("--mail", metavar="TO", default="", help="send a mail on trial to this address")

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(_looked(options["mail"]))
        counts = {grade.value: sum(each.grade is grade for each in found) for grade in Grade}
        if options["json"]:
            told = {"counts": counts, "advice": [each.as_json() for each in found]}
            self.print_json(told)
        else:
            for each in found:
                self.stdout.write("\n".join(each.as_lines()))
            self.stdout.write(", ".join(f"{count} {grade}" for grade, count in counts.items()))
        if counts[Grade.FAIL]:
            raise SystemExit(1)


def _looked(mail_to: str) -> Iterator[Advice]:
    yield from deployment.look()
    yield from stored.look()
    yield from services.look(mail_to)
    yield from machine.look()
