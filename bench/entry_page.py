"""Owns the benchmark of the entry page's database time, beside statements written by hand for the same rows."""

import re
from collections.abc import Callable
from datetime import date
from statistics import median
from typing import TYPE_CHECKING

from bench.counting import Fetched, counted, logged_in
from bench.entry_page_by_hand import STATEMENTS
from bench.installation import (
    database_version,
    import_official,
    on_both_databases,
    store_for_others,
    throw_away_installation,
)
from bench.measure import arguments, clocked, interleave, print_machine, print_pairs

if TYPE_CHECKING:
    from django.test import Client

    from offices.models import Person
    from plans.models import Plan

QUARTER = 1
ABOUT = """\
The entry page of one plan among {plans}: {queries} queries fetch {rows} rows; by hand {statements} statements do.
  Counted is what execute and fetch take on the same connection, those of log-in and permission included, on both sides.
  Ours fetches whole rows, of the scorecards the quarter's alone; by hand only what the page shows.
"""


def main() -> None:
    parser = arguments(__doc__, pairs=40, warm_ups=5)
    parser.add_argument("--plans", type=int, default=40, help="plans stored in all (40)")
    parser.add_argument("--here", action="store_true", help="on the configured database alone")
    options = parser.parse_args()
    if not options.here:
        on_both_databases("bench.entry_page", "--here")
        return
    with throw_away_installation():
        print_machine(database_version())
        _measure(options.plans, options.pairs, options.warm_ups)


def _measure(plans: int, pairs: int, warm_ups: int) -> None:
    plan = import_official()
    person = _focal_point(plan)
    _fill(plan, person)
    _store_others(plans - 1)
    client = logged_in(person)
    load_by_hand = _by_hand(plan, person, client)
    fetched, requests = Fetched(), []

    def page() -> float:
        with counted(fetched):
            requests.append(clocked(lambda: _get(client, plan))())
        return fetched.seconds

    timed = interleave(page, clocked(load_by_hand), pairs=pairs, warm_ups=warm_ups)
    if fetched.rows != (by_hand := load_by_hand()):
        raise SystemExit(f"the page fetches {fetched.rows} rows, the statements by hand {by_hand}")
    about = {"plans": plans, "queries": fetched.queries, "rows": fetched.rows, "statements": len(STATEMENTS)}
    print(ABOUT.format(**about))
    print_pairs("ours", "by hand", timed)
    print(f"  The whole request takes {median(requests[warm_ups:]) * 1000:.1f} ms.\n")


# --- what is stored --------------------------------------------------------------------------------------------


def _focal_point(plan: "Plan") -> "Person":
    from offices.models import Membership, Person, Role

    person = Person.objects.create_user("focal-point")
    Membership.objects.create(person=person, office=plan.office, role=Role.FOCAL_POINT, since=date(2020, 7, 1))
    return person


def _fill(plan: "Plan", person: "Person") -> None:
    """Every target of the quarter is reported as reached."""
    from plans.actions.achievements import record_achievement
    from plans.models import QuarterCell

    cells = QuarterCell.objects.filter(indicator__activity__area__plan=plan, quarter=QUARTER)
    for cell in cells.exclude(target_text=""):
        record_achievement(cell=cell, value=cell.target.text, version=cell.version, by=person)


def _store_others(count: int) -> None:
    """More plans, so that the indexes have something to choose from."""
    from django.db import connection

    store_for_others(count)
    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE")  # as a server does by itself after a while


# --- ours ------------------------------------------------------------------------------------------------------


def _get(client: "Client", plan: "Plan") -> None:
    from django.urls import reverse

    response = client.get(reverse("entry:entry", kwargs={"plan_id": plan.pk, "quarter": QUARTER}))
    if response.status_code != 200:
        raise SystemExit(f"the entry page answered {response.status_code}")


# --- by hand ---------------------------------------------------------------------------------------------------


def _by_hand(plan: "Plan", person: "Person", client: "Client") -> Callable[[], int]:
    """Runs the statements on the driver's own cursor; answers how many rows they fetched."""
    from django.db import connection
    from django.utils import timezone

    is_sqlite = connection.vendor == "sqlite"
    now = timezone.now().replace(tzinfo=None) if is_sqlite else timezone.now()
    values = {
        "session": client.session.session_key,
        "now": str(now) if is_sqlite else now,
        "today": str(timezone.localdate()),
        "person": person.pk,
        "plan": plan.pk,
        "quarter": QUARTER,
    }
    # Both drivers take parameters by name, each in its own way.
    statements = [re.sub(r"%\((\w+)\)s", r":\1", statement) if is_sqlite else statement for statement in STATEMENTS]

    def load() -> int:
        cursor, rows = connection.connection.cursor(), 0
        for statement in statements:
            cursor.execute(statement, values)
            rows += len(cursor.fetchall())
        return rows

    return load


if __name__ == "__main__":
    main()
