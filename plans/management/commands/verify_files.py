"""Owns the proof that evidence, kept prints and imported documents are the files they were."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from jobs.keeping import UnreachableFile
from plans.actions.prints import forget_print
from plans.management.starting import QuietCommand
from plans.models import KeptPrint
from plans.queries.files import file_faults


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
        lines = [fault.as_json() for fault in faults]
        self.tell_found(lines, f"{len(faults)} faults", {"faults": lines}, as_json=options["json"])
        if faults:
            raise SystemExit(1)
