"""Owns one side of the benchmark of saves: does what is asked on each line, and answers with what it took.

It runs with the code of any checkout on its path, so it uses only what all of them have.
"""

import json
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from time import perf_counter, process_time
from typing import Any

from bench.counting import logged_in
from bench.installation import database_version, import_official, store_for_others, throw_away_installation

HTMX = {"HTTP_HX_REQUEST": "true"}


def main() -> None:
    answers = sys.stdout
    with redirect_stdout(sys.stderr), throw_away_installation():
        deeds = _deeds()
        print(database_version(), file=answers, flush=True)
        for line in sys.stdin:
            print(json.dumps(_measured(deeds[line.strip()])), file=answers, flush=True)


def _deeds() -> dict[str, Callable[[], None]]:
    """``save`` types another value each time; ``page`` loads the page."""
    from django.urls import reverse

    from offices.models import Role
    from offices.tests.people import add_person
    from plans.tests.factories import cell_of

    plan = import_official()
    store_for_others(20)
    client, cell = logged_in(add_person("focal", plan.office, Role.FOCAL_POINT)), cell_of(plan, "1.1", 1)
    address = reverse("entry:record", kwargs={"cell_id": cell.pk})
    page = reverse("entry:entry", kwargs={"plan_id": plan.pk, "quarter": 1})
    versions = iter(range(1_000_000))

    def save() -> None:
        version = next(versions)
        _check(client.post(address, {"text": str(version + 1), "version": version}, **HTMX))

    return {"save": save, "page": lambda: _check(client.get(page))}


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
        clock, processor = perf_counter(), process_time()
        deed()
        took = {"clock": perf_counter() - clock, "processor": process_time() - processor}
    return took | {"statements": sum(not sql.startswith(("BEGIN", "COMMIT")) for sql in asked)}


if __name__ == "__main__":
    main()
