"""Owns the benchmark of the comparison of offices: 52 ministries on a page, and the ranking of 24,000 offices."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from statistics import median
from time import process_time
from typing import TYPE_CHECKING, Any

from bench.comparison_by_hand import AREAS, COUNTS, MINISTRIES, RANKING, REQUEST
from bench.counting import Fetched, counted, logged_in
from bench.installation import database_version, on_both_databases, throw_away_installation
from bench.league import KIND, YEAR, make_league
from bench.measure import arguments, clocked, interleave, print_machine, print_pairs

if TYPE_CHECKING:
    from django.test import Client

    from offices.models import Person

FEW = 52
ABOUT_FEW = """\
The page of {offices} ministries by 13 areas by 4 quarters, {view}:
  {queries} queries fetch {rows} rows, {kilobytes:.0f} kB of HTML.
  Counted is what execute and fetch take on the same connection, those of log-in and permission included, on both sides.
"""
ABOUT_MANY = """\
The first page of the ranking of {offices} offices{counted}: {queries} queries fetch {rows} rows.
"""


def main() -> None:
    parser = arguments(__doc__, pairs=40, warm_ups=5)
    parser.add_argument("--offices", type=int, default=24_000, help="offices ranked, on PostgreSQL only (24000)")
    parser.add_argument("--here", action="store_true", help="on the configured database alone")
    options = parser.parse_args()
    if not options.here:
        on_both_databases("bench.comparison", "--here")
        return
    with throw_away_installation():
        print_machine(database_version())
        _measure_few(options.pairs, options.warm_ups)
    if _is_postgres():
        with throw_away_installation():
            _measure_many(options.offices, options.pairs, options.warm_ups)


def _is_postgres() -> bool:
    from django.db import connection

    return connection.vendor == "postgresql"


# --- 52 ministries -----------------------------------------------------------------------------------------------


def _measure_few(pairs: int, warm_ups: int) -> None:
    make_league(FEW)
    _settle()
    person = _reviewer()
    client = logged_in(person)
    for view in ("ranking", "quarters"):
        _measure_view(view, client, person, pairs, warm_ups)


def _measure_view(view: str, client: "Client", person: "Person", pairs: int, warm_ups: int) -> None:
    fetched, requests, processor, sizes = Fetched(), [], [], []

    def page() -> float:
        with counted(fetched):
            started = process_time()
            requests.append(clocked(lambda: sizes.append(_get(client, view)))())
            processor.append(process_time() - started)
        return fetched.seconds

    by_hand = _by_hand([*REQUEST, MINISTRIES, AREAS], person=person.pk, session=client.session.session_key)
    timed = interleave(page, clocked(by_hand), pairs=pairs, warm_ups=warm_ups)
    about = {"view": view, "queries": fetched.queries, "rows": fetched.rows, "kilobytes": sizes[-1] / 1000}
    print(ABOUT_FEW.format(offices=FEW, **about))
    print_pairs("ours", "by hand", timed)
    whole, own = (median(seconds[warm_ups:]) * 1000 for seconds in (requests, processor))
    print(f"  The whole request takes {whole:.1f} ms, {own:.1f} ms of them the processor's for this process.\n")


def _reviewer() -> "Person":
    from offices.models import Membership, Office, Person, Role, Tier

    person = Person.objects.create_user("reviewer")
    above = Office.objects.get(tier=Tier.CABINET_DIVISION)
    Membership.objects.create(person=person, office=above, role=Role.REVIEWER, since=date(2020, 7, 1))
    return person


def _get(client: "Client", view: str) -> int:
    """The bytes of the page."""
    from django.urls import reverse

    response = client.get(reverse("reports:comparison"), {"kind": KIND, "year": YEAR, "view": view})
    if response.status_code != 200:
        raise SystemExit(f"the comparison answered {response.status_code}")
    return len(response.content)


# --- many offices ------------------------------------------------------------------------------------------------


def _measure_many(offices: int, pairs: int, warm_ups: int) -> None:
    from offices.models import FiscalYear, Office
    from reports.queries.comparison import PAGE_SIZE, compare_page
    from reports.queries.league import BEST_FIRST, League

    made = len(make_league(offices))
    _settle()
    year = FiscalYear.objects.get(start_year=YEAR)
    league = League(Office.objects.all(), KIND, year, 4)
    rows = partial(league.rows, BEST_FIRST, 0, PAGE_SIZE, only_ranked=True)
    page = partial(compare_page, league, sort=BEST_FIRST, page="1")
    for name, ours, statements in (
        ("", rows, [RANKING]),
        (", with areas, and counts over all of them", page, [COUNTS, RANKING, AREAS]),
    ):
        fetched = Fetched()
        timed = interleave(
            partial(_database_time, ours, fetched),
            clocked(_by_hand(statements, person=0, session="")),
            pairs=pairs,
            warm_ups=warm_ups,
        )
        print(ABOUT_MANY.format(offices=made, counted=name, queries=fetched.queries, rows=fetched.rows))
        print_pairs("ours", "by hand", timed)


def _database_time(work: Callable[[], object], fetched: Fetched) -> float:
    with counted(fetched):
        work()
    return fetched.seconds


# --- both --------------------------------------------------------------------------------------------------------


def _settle() -> None:
    """Statistics and visibility, as a server sees to by itself after a while."""
    from django.db import connection

    connection.cursor().execute("VACUUM ANALYZE" if _is_postgres() else "ANALYZE")


def _by_hand(statements: Sequence[str], *, person: int, session: str) -> Callable[[], int]:
    """Runs the statements on the driver's own cursor; answers how many rows they fetched."""
    from django.db import connection
    from django.utils import timezone

    from offices.models import FiscalYear

    is_sqlite = connection.vendor == "sqlite"
    now = timezone.now().replace(tzinfo=None) if is_sqlite else timezone.now()
    values: dict[str, Any] = {
        "session": session,
        "person": person,
        "now": str(now) if is_sqlite else now,
        "today": str(timezone.localdate()),
        "year": FiscalYear.objects.get(start_year=YEAR).pk,
        "kind": KIND,
    }

    def load() -> int:
        cursor, fetched, plans = connection.connection.cursor(), 0, [0]
        for statement in statements:
            # Both drivers take parameters by name, each in its own way; lists of numbers of our own stand in the text.
            text = statement.replace("%(plans)s", ",".join(map(str, plans)))
            for name in values if is_sqlite else ():
                text = text.replace(f"%({name})s", f":{name}")
            cursor.execute(text, values)
            rows = cursor.fetchall()
            fetched += len(rows)
            if "AS plan" in statement:
                plans = [row[0] for row in rows if row[0]]
        return fetched

    return load


if __name__ == "__main__":
    main()
