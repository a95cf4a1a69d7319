"""Owns the command that goes back to a backup and proves what it put there."""

from argparse import ArgumentParser
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command, get_commands
from django.core.management.base import CommandError

from config.backup.restoring import differences, is_older, restore_backup
from plans.management.starting import QuietCommand

PROOFS = ("verify_scorecards", "verify_events", "verify_files")  # what figures, ledger and files say of themselves


class Command(QuietCommand):
    help = "Fills an empty system from a backup and verifies it. Exit 0: done, 1: refused or differing, 2: wrong usage."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="what manage.py backup wrote")
        parser.add_argument("--other-keys", action="store_true", help="go on though a key differs, whatever it costs")
        parser.add_argument("--json", action="store_true", help="print what was restored as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        say = (lambda line: None) if options["json"] else self.stdout.write
        try:
            manifest = restore_backup(Path(options["file"]), other_keys=options["other_keys"], say=say)
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}", returncode=2) from error
        say("comparing what was restored with what was backed up")
        found, older = differences(manifest), is_older(manifest)
        found += [] if found or older else list(_unproved())
        told = {"made_at": manifest.made_at, "tables": len(manifest.tables), "files": len(manifest.files)}
        if options["json"]:
            self.print_json(told | {"differences": found, "migrate": older})
        else:
            self._tell(told, found, older)
        if found:
            raise SystemExit(1)

    def _tell(self, told: dict[str, Any], found: list[str], older: bool) -> None:
        for line in found:
            self.stdout.write(f"differs: {line}")
        if older:
            self.stdout.write("the code is newer: run manage.py migrate, then manage.py verify_scorecards")
        self.stdout.write(f"{told['tables']} tables, {told['files']} files of {told['made_at']}; {len(found)} differ")


def _unproved() -> Iterator[str]:
    """The proofs that fail, of those there are."""
    for name in PROOFS:
        if name in get_commands():
            out = StringIO()
            try:
                call_command(name, stdout=out)
            except (SystemExit, CommandError) as error:
                yield f"{name}: {out.getvalue().strip() or error}"
