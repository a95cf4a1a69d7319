"""Owns the proof that evidence, kept prints and imported documents are the files they were."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from jobs.keeping import UnreachableFile
from plans.actions.prints import forget_print
from plans.management.starting import QuietCommand
from plans.models import KeptPrint
from plans.queries.files import FileFault, file_faults


class Command(QuietCommand):
    help = "Proves every kept file by its SHA-256. Exit 0: proved, 1: some are missing or changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the faults as JSON")
        parser.add_argument(
            "--forget-prints",
            action="store_true",
            help="have prints that are missing or changed printed anew at the next download; the ledger tells it",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            faults = list(file_faults())
        except UnreachableFile as error:  # nothing is called missing, and no print is forgotten
            raise CommandError(f"the storage of files does not answer: {error}") from error
        if options["forget_prints"]:
            for print_id in [fault.row for fault in faults if fault.table == "print"]:
                forget_print(kept=KeptPrint.objects.get(pk=print_id))
        self.stdout.write(_as_json(faults) if options["json"] else _as_lines(faults))
        if faults:
            raise SystemExit(1)


def _as_json(faults: list[FileFault]) -> str:
    return json.dumps({"faults": [fault.as_json() for fault in faults]}, ensure_ascii=False, indent=1)


def _as_lines(faults: list[FileFault]) -> str:
    lines = [json.dumps(fault.as_json(), ensure_ascii=False) for fault in faults]
    return "\n".join([*lines, f"{len(faults)} faults"])
