"""Owns the benchmark of opening a year: 54 ministries with rows of the year before, 24,000 offices in batches."""

import resource
from collections.abc import Iterator
from functools import partial
from itertools import count
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from bench.installation import database_version, on_both_databases, read_official, throw_away_installation
from bench.league import make_offices
from bench.measure import arguments, clocked, interleave, print_machine, print_pairs

if TYPE_CHECKING:
    from offices.models import FiscalYear, Person
    from year_opening.queries.opening_offices import OpeningChoices

KINDS, YEAR = ("integrity", "egov"), 2021
MINISTRIES = ("cabinet_division", "office", "ministry", "division")
BELOW = ("department", "field_office")


def main() -> None:
    parser = arguments(__doc__, pairs=5, warm_ups=1)
    parser.add_argument("--offices", type=int, default=24_000, help="offices in all, on PostgreSQL only (24000)")
    parser.add_argument("--here", action="store_true", help="on the configured database alone")
    options = parser.parse_args()
    if not options.here:
        on_both_databases("bench.opening", "--here")
        return
    with throw_away_installation():
        print_machine(database_version())
        _compare(options.pairs, options.warm_ups)
        _measure_ministries()
        if _is_postgres():
            _measure_offices(options.offices)


def _is_postgres() -> bool:
    from django.db import connection

    return connection.vendor == "postgresql"


def _compare(pairs: int, warm_ups: int) -> None:
    """Empty plans for the ministries as one batch, and one after the other as the page that adds a plan makes them."""
    years = count(2030)
    ours, peer = (partial(work, years, _administrator()) for work in (_in_a_batch, _one_by_one))
    print_pairs("ours", "plan by plan", interleave(ours, peer, pairs=pairs, warm_ups=warm_ups))


def _in_a_batch(years: Iterator[int], by: "Person") -> float:
    from plans.queries.policies import policy_for
    from year_opening.actions.opening import make_plans
    from year_opening.queries.opening_offices import OpeningChoices

    year = _year(years)
    choices = OpeningChoices(year.start_year, ("integrity",), MINISTRIES)
    policy = policy_for("integrity", year)
    return clocked(lambda: make_plans(choices=choices, policy=policy, after=0, by=by))()


def _one_by_one(years: Iterator[int], by: "Person") -> float:
    from offices.models import Office
    from plans.actions.row_edits import edit_plan
    from plans.actions.row_writes import RowEdit
    from plans.models import Plan
    from plans.queries.policies import policy_for

    year = _year(years)
    policy, offices = policy_for("integrity", year), list(Office.objects.filter(tier__in=MINISTRIES, makes_plan=True))

    def work() -> None:
        for office in offices:
            plan = Plan(office=office, year=year, kind="integrity", policy=policy)
            edit_plan(plan=plan, edits=[RowEdit(plan)], by=by)

    return clocked(work)()


def _year(years: Iterator[int]) -> "FiscalYear":
    from offices.models import FiscalYear

    return FiscalYear.objects.create(start_year=next(years))


def _measure_ministries() -> None:
    from imports.actions.importing import store_plan
    from offices.models import Office

    (reading,) = read_official()
    assert reading.draft is not None
    assert reading.year is not None
    for office in Office.objects.filter(makes_plan=True):
        store_plan(draft=reading.draft, office=office, year=reading.year, by=None)
    by, rolled = _administrator(), _choices(("integrity",), MINISTRIES, rolls_over=True)
    _print("54 ministries, integrity plans of 37 indicators rolled over", rolled, by)
    _print("54 ministries, empty e-governance plans", _choices(("egov",), MINISTRIES), by)


def _measure_offices(number: int) -> None:
    from django.db import connection

    by = _administrator()
    number = len([office for office in make_offices(number) if office.tier in BELOW])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    _print(f"{number} offices below ministries, empty plans of both kinds", _choices(KINDS, BELOW), by)
    _print("the same again, everything is there", _choices(KINDS, BELOW), by)


def _choices(kinds: tuple[str, ...], tiers: tuple[str, ...], *, rolls_over: bool = False) -> "OpeningChoices":
    from year_opening.queries.opening_offices import OpeningChoices

    return OpeningChoices(YEAR, kinds, tiers, rolls_over=rolls_over)


def _print(what: str, choices: "OpeningChoices", by: "Person") -> None:
    """The dry run, then the doing: seconds in all, of the first and last tenth of the batches, and memory."""
    from year_opening.actions.opening import open_year
    from year_opening.queries.opening import opening_of

    started = perf_counter()
    opening_of(choices)
    dry_run, before = perf_counter() - started, _peak()
    print(f"{what}: dry run {dry_run:.2f} s")
    steps = list(_timed(open_year(choices=choices, by=by)))
    done, seconds = steps[-1][0], sum(each for _done, each in steps)
    tenth = max(1, len(steps) // 10)
    first, last = (median(each for _done, each in some) for some in (steps[1 : tenth + 1] or steps, steps[-tenth:]))
    print(f"  {done} plans in {seconds:.1f} s; a batch took {first:.2f} s at first, {last:.2f} s at last")
    print(f"  memory at most {before} MB before, {_peak()} MB after")


def _timed(steps: Iterator) -> Iterator[tuple[int, float]]:
    """How much is done after each batch, and how long it took."""
    started = perf_counter()
    for opened in steps:
        yield opened.done, perf_counter() - started
        started = perf_counter()


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _administrator() -> "Person":
    from offices.models import Person

    person, _made = Person.objects.get_or_create(username="bench", defaults={"is_staff": True, "is_superuser": True})
    return person


if __name__ == "__main__":
    main()
