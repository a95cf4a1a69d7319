"""Owns the benchmark of reading a workbook, beside openpyxl opening it, and of importing a folder full of them."""

from io import BytesIO
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from bench.installation import WORKBOOK, database_version, read_official, store_for_others, throw_away_installation
from bench.measure import arguments, clocked, interleave, print_machine, print_pairs

if TYPE_CHECKING:
    from plans.models import Plan

ABOUT = """\
Reading {workbook} ({kilobytes:.0f} kB), beside openpyxl's load_workbook on the same bytes.
  Ours does more: it looks through the zip, finds the form, unfolds its merged cells, understands {values} Bengali
  numbers and dates of {indicators} indicators, and checks the whole ({problems} doubts told).
  The peer does more too: it keeps styles, fonts and everything else that is needed to write the workbook again.
"""


def main() -> None:
    parser = arguments(__doc__, pairs=31)
    parser.add_argument("--workbooks", type=int, default=60, help="how many workbooks the folder holds (60)")
    options = parser.parse_args()
    with throw_away_installation() as folder:
        print_machine(database_version())
        _measure_reading(options.pairs, options.warm_ups)
        _measure_folder(folder / "workbooks", options.workbooks)


def _measure_reading(pairs: int, warm_ups: int) -> None:
    from official_forms.plan_checks import check_draft
    from plans.kinds import read_document

    content = WORKBOOK.read_bytes()

    def ours() -> Any:
        document = read_document(content, WORKBOOK.name)
        return [document.problems + draft.problems + check_draft(draft) for draft in document.drafts]

    (draft,) = read_document(content, WORKBOOK.name).drafts
    values = [row.annual for row in draft.indicators]
    values += [each.target for row in draft.indicators for each in row.quarters.values()]
    told = {
        "workbook": WORKBOOK.name,
        "kilobytes": len(content) / 1000,
        "values": sum(value.is_given for value in values),
        "indicators": len(draft.indicators),
        "problems": len(ours()[0]),
    }
    print(ABOUT.format(**told))
    runs = interleave(clocked(ours), clocked(lambda: load_workbook(BytesIO(content))), pairs=pairs, warm_ups=warm_ups)
    print_pairs("ours", "openpyxl", runs)


def _measure_folder(folder: Path, count: int) -> None:
    """Plans of all ministries as export_plan writes them, into a system that has none of them."""
    from django.core.management import call_command

    from plans.exporting import export_plan
    from plans.models import Plan

    folder.mkdir()
    for number, plan in enumerate(_plans(count), start=1):
        (folder / f"{number:02}.xlsx").write_bytes(export_plan(plan, through=4))
    Plan.objects.all().delete()
    started = perf_counter()
    with (folder.parent / "told.txt").open("w", encoding="utf-8") as told:
        call_command("import_plan", str(folder), stdout=told)
    seconds = perf_counter() - started
    stored = Plan.objects.count()
    if stored != count:
        raise SystemExit(f"only {stored} of {count} plans were stored")
    print(f"  {count} workbooks of 37 indicators each through import_plan FOLDER: {seconds:.1f} s, all stored")


def _plans(count: int) -> "list[Plan]":
    """One plan for every other office that makes plans, and for some of them one of the next year."""
    from imports.actions.importing import store_plan
    from offices.models import FiscalYear

    plans = store_for_others(count)
    (reading,) = read_official()
    if reading.draft is None or reading.year is None:
        raise SystemExit(f"the workbook was not understood: {reading.problems}")
    year = FiscalYear.objects.get(start_year=reading.year.start_year + 1)
    offices = [plan.office for plan in plans[: count - len(plans)]]
    return plans + [store_plan(draft=reading.draft, office=each, year=year, by=None).plan for each in offices]


if __name__ == "__main__":
    main()
