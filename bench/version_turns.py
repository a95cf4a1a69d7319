"""Owns one side of the benchmark of two versions: does what is asked on each line, and answers with what it took.

It runs with the code of any checkout on its path, so it uses only what all of them have.
"""

import json
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import date
from functools import partial
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from time import perf_counter
from typing import Any

from bench.counting import logged_in
from bench.installation import (
    ROOT,
    WORKBOOK,
    database_version,
    import_official,
    read_official,
    store_for_others,
    throw_away_installation,
)

EGOV = ROOT / "fixtures" / "labour-egov-2021-22-q1.xlsx"
PRINTED_ON = date(2021, 7, 15)
DEEPEST, STRIDE = 120, 37  # without a common divisor: every depth comes once before any comes again
HTMX = {"HTTP_HX_REQUEST": "true"}


def main() -> None:
    answers = sys.stdout
    with redirect_stdout(sys.stderr), throw_away_installation():
        deeds = _deeds()
        print(database_version(), file=answers, flush=True)
        for turn, line in enumerate(sys.stdin):
            deed = deeds[line.strip()]
            print(json.dumps(_measured(partial(_deeper, turn * STRIDE % DEEPEST, deed))), file=answers, flush=True)


def _deeper(calls: int, deed: Callable[[], None]) -> None:
    """Python 3.11 keeps frames in pieces of 16 kB, and a loop whose calls cross from one to the next is half as fast.

    Where that falls is chance: a page took 30 to 44 ms by the depth alone. So every turn begins at another one.
    """
    if calls:
        _deeper(calls - 1, deed)
    else:
        deed()


def _deeds() -> dict[str, Callable[[], None]]:
    """``save`` types another value each time; pages are loaded, a workbook is read and stored again, a form printed.

    ``empty view``: what everything else has below it, a view that answers somebody signed in with two letters.
    """
    from offices.models import Role
    from offices.tests.people import add_person
    from plans.tests.factories import cell_of
    from reports.printing import Paper, print_paper, report_of

    _add_empty_view()
    plan, egov = import_official(), _import(EGOV.read_bytes(), EGOV.name)
    store_for_others(20)
    client, cell = logged_in(add_person("focal", plan.office, Role.FOCAL_POINT)), cell_of(plan, "1.1", 1)
    clerk = logged_in(add_person("clerk", egov.office, Role.FOCAL_POINT))
    address, page = _address("record", cell_id=cell.pk), _address("entry", plan_id=plan.pk, quarter=1)
    egov_page = _address("entry", plan_id=egov.pk, quarter=1)
    versions = iter(range(1_000_000))

    def save() -> None:
        version = next(versions)
        _check(client.post(address, {"text": str(version + 1), "version": version}, **HTMX))

    return {
        "save": save,
        "empty view": lambda: _check(client.get("/empty/")),
        "integrity page": lambda: _check(client.get(page)),
        "egov page": lambda: _check(clerk.get(egov_page)),
        "reading": _read,
        "storing": _storing(plan),
        "form": lambda: (
            None if print_paper(Paper.FORM, report_of(plan, 4), printed_on=PRINTED_ON) else sys.exit("no form")
        ),
    }


def _add_empty_view() -> None:
    """Before the addresses are read."""
    from django.http import HttpResponse
    from django.urls import path

    from config.urls import urlpatterns

    urlpatterns.append(path("empty/", lambda request: HttpResponse("ok")))


def _read() -> None:
    """In the process itself, though it is done in a limited one otherwise: what that has read is kept."""
    try:
        from plans.kinds import read_document
    except ImportError:
        from plans.documents import read_document  # type: ignore[import-not-found, no-redef]
    if not read_document(WORKBOOK).drafts:
        sys.exit("nothing was read")


def _import(content: bytes, name: str) -> Any:
    """The plan of a workbook; before the rooms were parted, plans owned importing."""
    try:
        from imports.actions.bringing import bring_in, read_plans
    except ImportError:
        from plans.actions.documents import bring_in, read_plans  # type: ignore[import-not-found, no-redef]
    (outcome,) = bring_in(read_plans(content, name), source=None, by=None)
    return outcome.stored.plan


def _storing(plan: Any) -> Callable[[], None]:
    """The plan once more for an office that has none of this year, and away again, so that every turn does the same."""
    try:
        from imports.actions.importing import store_plan
    except ImportError:
        from plans.actions.importing import store_plan  # type: ignore[import-not-found, no-redef]
    from django.db import transaction

    from offices.models import Office

    (reading,) = read_official()
    office = Office.objects.filter(makes_plan=True, plans=None).first()

    def store() -> None:
        with transaction.atomic():
            store_plan(draft=reading.draft, office=office, year=plan.year, by=None)
            transaction.set_rollback(True)

    return store


def _address(name: str, **arguments: int) -> str:
    """Of a page of entry, which once was a part of plans."""
    from django.urls import NoReverseMatch, reverse

    try:
        return reverse(f"entry:{name}", kwargs=arguments)
    except NoReverseMatch:
        return reverse(f"plans:{name}", kwargs=arguments)


def _check(response: Any) -> None:
    if response.status_code != 200:
        sys.exit(f"answered {response.status_code}")


def _measured(deed: Callable[[], None]) -> dict[str, float]:
    from django.db import connection

    asked: list[str] = []

    def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        clock, processor, database = perf_counter(), _processor_time(), _database_time(connection)
        deed()
        took = {"clock": perf_counter() - clock, "processor": _processor_time() - processor}
        took["database"] = max(0.0, _database_time(connection) - database)  # less than before: connected anew
    return took | {"statements": sum(not sql.startswith(("BEGIN", "COMMIT")) for sql in asked)}


def _processor_time() -> float:
    """Seconds of this process and of those it waited for: workbooks are read in one of their own."""
    return sum(usage.ru_utime + usage.ru_stime for usage in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


def _database_time(connection: Any) -> float:
    """Seconds of the processor that the server of this connection took, where it is PostgreSQL on this machine."""
    if connection.vendor != "postgresql":
        return 0.0
    connection.ensure_connection()
    taken = Path(f"/proc/{connection.connection.get_backend_pid()}/schedstat")
    return int(taken.read_text().split()[0]) / 1e9 if taken.exists() else 0.0


if __name__ == "__main__":
    main()
