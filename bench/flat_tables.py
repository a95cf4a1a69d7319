"""Owns the benchmark of importing a flat table of cells, beside the documented default of django-import-export."""

import json
from itertools import product
from typing import TYPE_CHECKING, Any

import tablib

from bench.installation import database_version, on_both_databases, read_official, throw_away_installation
from bench.measure import Run, arguments, clocked, interleave, print_machine, print_pairs

if TYPE_CHECKING:
    from offices.models import Person
    from plans.models import Plan

TEXTS = ("১", "২")  # the achievements of every other run: each run changes every row
ABOUT = """\
A flat table of {rows} cells of {plans} plans, every row with a new achievement: previewed, then stored in one go.
  Ours does more: it finds plans, indicators and cells by the names of offices, years and numbers, refuses closed
  reports and other versions, understands the text, seals an event for each plan and marks all quarters anew.
  The peer, a ModelResource as the documentation declares one, looks every row up by its id, describes its changes for
  a page and saves it; the values it is given are understood already, and no mark follows.
"""


def main() -> None:
    parser = arguments(__doc__, pairs=1, warm_ups=0)
    parser.add_argument("--rows", type=int, default=20_000, help="at least so many cells (20,000)")
    parser.add_argument("--here", action="store_true", help="on the configured database alone")
    options = parser.parse_args()
    if not options.here:
        on_both_databases("bench.flat_tables", "--here")
        return
    with throw_away_installation():
        print_machine(database_version())
        _measure(options.rows, options.pairs, options.warm_ups)


def _measure(rows: int, pairs: int, warm_ups: int) -> None:
    from offices.models import Person
    from plans.models import QuarterCell

    plans = _plans(rows)
    by = Person.objects.create_superuser("administrator")
    print(ABOUT.format(rows=QuarterCell.objects.count(), plans=len(plans)))
    for heading, dry_run in (("the preview", True), ("the storing", False)):
        print(f"  {heading}:")
        timed = interleave(_ours(by, dry_run), _peer(dry_run), pairs=pairs, warm_ups=warm_ups)
        print_pairs("ours", "django-import-export", timed)


def _plans(rows: int) -> "list[Plan]":
    """The same plan for offices and years until there are enough cells."""
    from imports.actions.importing import store_plan
    from offices.models import FiscalYear, Office
    from plans.models import QuarterCell

    (reading,) = read_official()
    if reading.draft is None:
        raise SystemExit(f"the workbook was not understood: {reading.problems}")
    begun = FiscalYear.objects.filter(start_year__lte=2024)
    plans: list[Plan] = []
    for year, office in product(begun, Office.objects.filter(makes_plan=True)):
        plans.append(store_plan(draft=reading.draft, office=office, year=year, by=None).plan)
        if QuarterCell.objects.count() >= rows:
            return plans
    raise SystemExit(f"there are offices and years for {QuarterCell.objects.count()} cells only")


def _ours(by: "Person", dry_run: bool) -> Run:
    from flat_tables.cell_table import CellTable
    from plans.models import QuarterCell

    def run() -> float:
        text = _next_text()
        exported = CellTable().export(QuarterCell.objects.order_by("pk"))
        column = exported.headers.index("achievement")
        rows = [[*row[:column], text, *row[column + 1 :]] for row in exported]
        dataset = tablib.Dataset(*([str(content) for content in row] for row in rows), headers=exported.headers)
        seconds = clocked(lambda: _proved(CellTable().import_data(dataset, dry_run=dry_run, user=by)))()
        if not dry_run:
            _prove(text)
        return seconds

    return run


def _peer(dry_run: bool) -> Run:
    from import_export import resources

    from plans.models import QuarterCell

    class CellResource(resources.ModelResource):
        class Meta:
            model = QuarterCell

    def run() -> float:
        text = _next_text()
        dataset = CellResource().export(QuarterCell.objects.order_by("pk"))
        achieved = {"achievement_text": text, "achievement_state": "given", "achievement_dates": json.dumps([])}
        achieved["achievement_quantity"] = str(TEXTS.index(text) + 1)
        known = [dict(zip(dataset.headers, row, strict=True)) for row in dataset]
        rows = [[achieved.get(name, row[name]) for name in dataset.headers] for row in known]
        changed = tablib.Dataset(*rows, headers=dataset.headers)
        seconds = clocked(lambda: _proved(CellResource().import_data(changed, dry_run=dry_run)))()
        if not dry_run:
            _prove(text)
        return seconds

    return run


def _next_text() -> str:
    """The achievement no cell has at the moment."""
    from plans.models import QuarterCell

    return next(text for text in TEXTS if not QuarterCell.objects.filter(achievement_text=text).exists())


def _proved(result: Any) -> None:
    if result.has_errors() or result.has_validation_errors():
        raise SystemExit(f"not stored: {result.base_errors or result.row_errors() or result.invalid_rows}")


def _prove(text: str) -> None:
    from plans.models import QuarterCell

    if QuarterCell.objects.exclude(achievement_text=text).exists():
        raise SystemExit("not every row was stored")


if __name__ == "__main__":
    main()
