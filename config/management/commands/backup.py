"""Owns the command that copies the whole system into one file."""

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from config.backup.taking import take_backup
from plans.management.starting import QuietCommand


class Command(QuietCommand):
    help = "Copies database and files into one file, while people work. Exit 0: done, 1: refused, 2: wrong usage."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("-o", "--output", required=True, metavar="FOLDER|FILE", help="a folder, or a new file")
        parser.add_argument("--json", action="store_true", help="print what was copied as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        given = Path(options["output"])
        target = given / name_at(timezone.localtime()) if given.is_dir() else given
        say = (lambda line: None) if options["json"] else self.stdout.write
        try:
            manifest = take_backup(target, say=say)
        except OSError as error:
            raise CommandError(f"{error.filename or target}: {error.strerror}", returncode=2) from error
        rows = sum(table.count for table in manifest.tables.values())
        told = {"file": str(target), "rows": rows, "files": len(manifest.files), "missing": manifest.missing}
        if options["json"]:
            self.print_json(told | {"keys": manifest.keys})
        else:
            for place in manifest.missing:
                self.stdout.write(f"not there, though the database names it: {place}")
            self.stdout.write(f"{target}: {rows} rows, {len(manifest.files)} files; no keys: keep those apart")


def name_at(now: datetime) -> str:
    """The name of a backup by the second it was taken in."""
    return f"plans-{now:%Y-%m-%d-%H%M%S}.tar"
