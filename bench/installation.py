"""Owns the throw-away installation a benchmark runs in: Django on a data folder and a database of its own."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import django
from django.core.management import call_command

if TYPE_CHECKING:
    from imports.actions.bringing import PlanReading
    from plans.models import Plan

ROOT = Path(__file__).resolve().parent.parent
WORKBOOK = ROOT / "fixtures" / "industries-nis-2020-21.xlsx"
WITH_POSTGRES = ROOT / "bin" / "with-postgres"


@contextmanager
def throw_away_installation() -> Iterator[Path]:
    """Sets Django up with reference data; gives the data folder, which goes with the database at the end.

    The database is a new SQLite file, or a new database on the server DATABASE_URL names: no stored plan is touched.
    """
    with TemporaryDirectory(prefix="bench-") as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings"}
        django.setup()
        with _database(Path(folder)):
            call_command("load_reference")
            yield Path(folder)


@contextmanager
def _database(folder: Path) -> Iterator[None]:
    from django.db import connection

    name = connection.settings_dict["NAME"]
    is_file = connection.vendor == "sqlite"
    connection.settings_dict["TEST"]["NAME"] = str(folder / "db.sqlite3") if is_file else f"bench_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def read_official() -> "tuple[PlanReading, ...]":
    """The real integrity plan as read from its workbook: 37 indicators."""
    from imports.actions.bringing import read_plans

    return read_plans(WORKBOOK.read_bytes(), WORKBOOK.name)


def import_official() -> "Plan":
    """Reads, checks and stores the workbook as a new plan."""
    from imports.actions.bringing import bring_in

    (outcome,) = bring_in(read_official(), source=None, by=None)
    if outcome.stored is None or not outcome.stored.created:
        raise SystemExit(f"the workbook did not become a new plan: {outcome.problems}")
    return outcome.stored.plan


def store_for_others(count: int) -> "list[Plan]":
    """The same plan for so many other offices."""
    from imports.actions.importing import store_plan
    from offices.models import Office

    (reading,) = read_official()
    if reading.draft is None or reading.office is None or reading.year is None:
        raise SystemExit(f"the workbook was not understood: {reading.problems}")
    others = Office.objects.filter(makes_plan=True).exclude(pk=reading.office.pk).order_by("pk")[:count]
    return [store_plan(draft=reading.draft, office=office, year=reading.year, by=None).plan for office in others]


def database_version() -> str:
    """The database in use, for the line about the machine."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return f"{connection.display_name} {cursor.fetchone()[0].split()[0]}"


def on_both_databases(benchmark: str, *extra: str) -> None:
    """Runs a benchmark's module on SQLite, then on the PostgreSQL of DATABASE_URL or else on a throw-away server."""
    command = [sys.executable, "-m", benchmark, *sys.argv[1:], *extra]
    url = os.environ.pop("DATABASE_URL", "")
    _run(command)
    if url.startswith("postgres"):
        os.environ["DATABASE_URL"] = url
        _run(command)
    elif subprocess.run([WITH_POSTGRES, "--find"], capture_output=True).returncode == 0:
        _run([WITH_POSTGRES, *command])
    else:
        print("PostgreSQL: not measured, no DATABASE_URL and no server programs on this machine")


def _run(command: Sequence[str | Path]) -> None:
    if code := subprocess.run(command, cwd=ROOT).returncode:
        raise SystemExit(code)
