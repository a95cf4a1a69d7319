"""Owns the benchmark of importing a plan, beside django-import-export on the cells the import leaves behind."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any

import tablib
from openpyxl import Workbook

from bench.installation import (
    WORKBOOK,
    database_version,
    import_official,
    read_official,
    store_for_others,
    throw_away_installation,
)
from bench.measure import Run, arguments, clocked, interleave, print_machine, print_pairs

if TYPE_CHECKING:
    from imports.actions.bringing import PlanReading
    from plans.models import Plan

VALUE_PARTS = ("text", "state", "quantity", "dates")
COLUMNS = ("indicator", "quarter", *(f"{name}_{part}" for name in ("target", "achievement") for part in VALUE_PARTS))
ABOUT = """\
Import of {workbook} as a new plan, beside django-import-export on its {cells} quarterly cells.
  Ours does more: it finds the form in the sheet and unfolds its merged cells, reads Bengali numbers and dates,
  checks the whole ({problems} doubts told), finds office and year, writes {rows} rows, computes four scorecards
  and seals the event.
  The peer does less: a flat sheet of values already understood becomes the {cells} cells of indicators that are there.
  The plain resource does one thing more: it looks every cell up and describes each change, for a page to confirm.
"""


def main() -> None:
    options = arguments(__doc__, pairs=11).parse_args()
    with throw_away_installation():
        print_machine(database_version())
        _measure(options.pairs, options.warm_ups)


def _measure(pairs: int, warm_ups: int) -> None:
    (reading,) = read_official()
    import_official()
    rows = _rows_of_plans()
    (plan,) = store_for_others(1)  # for the peer to fill, as ours comes and goes
    sheet = _flat_sheet(plan)
    cells, problems = len(_cells(plan)), len(reading.problems)
    print(ABOUT.format(workbook=WORKBOOK.name, cells=cells, problems=problems, rows=rows))
    for name, resource in _resources().items():
        peer = _peer(plan, sheet, resource)
        print_pairs("ours", name, interleave(_ours(reading), peer, pairs=pairs, warm_ups=warm_ups))


# --- ours ------------------------------------------------------------------------------------------------------


def _ours(reading: "PlanReading") -> Run:
    """Stores the workbook as a new plan; the plan of the run before is removed outside the clock."""
    from plans.models import Plan

    def run() -> float:
        Plan.objects.filter(office=reading.office).delete()
        return clocked(import_official)()

    return run


def _rows_of_plans() -> int:
    """How many rows the import of one plan has written."""
    from plans import models

    written = ("Plan", "Area", "Activity", "Indicator", "GradedTarget", "QuarterCell", "QuarterReport", "Event")
    return sum(getattr(models, name).objects.count() for name in written)


# --- the peer --------------------------------------------------------------------------------------------------


def _cells(plan: "Plan") -> list[tuple[Any, ...]]:
    from plans.models import QuarterCell

    cells = QuarterCell.objects.filter(indicator__activity__area__plan=plan)
    return list(cells.order_by("indicator", "quarter").values_list(*COLUMNS))


def _flat_sheet(plan: "Plan") -> bytes:
    """A workbook with one row for every cell of a plan, numbers as numbers and dates as a JSON list."""
    book = Workbook()
    book.active.append(COLUMNS)
    for cell in _cells(plan):
        book.active.append([json.dumps(content) if isinstance(content, list) else content for content in cell])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _resources() -> dict[str, Callable[[], Any]]:
    """A resource as the documentation declares one, and the same with the speed-ups the documentation offers."""
    from import_export import resources

    from plans.models import QuarterCell

    class CellResource(resources.ModelResource):
        class Meta:
            model = QuarterCell
            import_id_fields = ("indicator", "quarter")
            fields = COLUMNS

    class BulkCellResource(CellResource):
        class Meta:
            use_bulk = True
            skip_diff = True
            force_init_instance = True

    return {"django-import-export": CellResource, "django-import-export, in bulk": BulkCellResource}


def _peer(plan: "Plan", sheet: bytes, resource: Callable[[], Any]) -> Run:
    """Imports the flat sheet into a plan whose cells were removed, and proves that all of them are back."""
    from plans.models import QuarterCell

    expected = _cells(plan)

    def load() -> None:
        dataset = tablib.Dataset().load(sheet, format="xlsx")
        resource().import_data(dataset, dry_run=False, raise_errors=True)

    def run() -> float:
        QuarterCell.objects.filter(indicator__activity__area__plan=plan).delete()
        seconds = clocked(load)()
        if _cells(plan) != expected:
            raise SystemExit("the peer did not store the same cells")
        return seconds

    return run


if __name__ == "__main__":
    main()
