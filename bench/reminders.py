"""Owns the benchmark of reminding a nation: 24,000 offices before a deadline, and those whom one button reaches."""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from bench.counting import Fetched, counted
from bench.installation import ROOT, WITH_POSTGRES, database_version, throw_away_installation
from bench.measure import print_machine
from bench.nation import fill

MEGABYTE = 1024  # kilobytes
ABOUT = """\
{offices} offices, a plan of 37 rows and somebody who enters for each, all due in seven days: seconds, statements,
and the most memory of the process meanwhile beyond what it had before, in MB.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--offices", type=int, default=24_000)
    options = parser.parse_args()
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        command = [WITH_POSTGRES, sys.executable, "-m", "bench.reminders", *sys.argv[1:]]
        raise SystemExit(subprocess.run(command, cwd=ROOT).returncode)
    with throw_away_installation():
        fill(options.offices, options.offices * 37)
        print_machine(database_version(), f"load {os.getloadavg()[0]:.1f}")
        print(ABOUT.format(offices=f"{options.offices:,}"))
        _measure()


def _measure() -> None:
    from django.utils import timezone

    from notices.models import Notice
    from offices.models import Deadline
    from plans.actions.reminding import remind_before, remind_unreported

    today = timezone.localdate()
    Deadline.objects.filter(quarter=1).update(due_on=today + timedelta(days=7))
    _tell("written seven days before", lambda: remind_before(today))
    print(f"  {Notice.objects.count():,} notices")
    _tell("the same again, nobody told twice", lambda: remind_before(today))
    reviewer, offices = _busiest_reviewer()
    _tell(f"one button, a reviewer of {offices:,} offices", lambda: remind_unreported(by=reviewer))
    print(f"  {Notice.objects.count():,} notices")


def _busiest_reviewer() -> tuple["object", int]:
    """Somebody who reviews for the office with the most offices below it."""
    from django.db.models import Count

    from offices.models import Office, Role
    from offices.tests.people import add_person

    place = Office.objects.annotate(below=Count("children")).order_by("-below", "pk")[0]
    return add_person("reviewer", place, Role.REVIEWER), place.below


def _tell(name: str, work: Callable[[], object]) -> None:
    Path("/proc/self/clear_refs").write_text("5")  # the most memory is counted anew
    asked, before = Fetched(), _most_memory()
    started = perf_counter()
    with counted(asked):
        work()
    seconds, grown = perf_counter() - started, _most_memory() - before
    print(f"  {name}: {seconds:.1f} s, {asked.queries:,} statements, {grown:.0f} MB", flush=True)


def _most_memory() -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / MEGABYTE


if __name__ == "__main__":
    main()
