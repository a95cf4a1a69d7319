"""Owns reading a form in two lines into the tree of its plan."""

from collections.abc import Iterator
from decimal import Decimal

from official_forms.description import FormDescription
from official_forms.frame import take_frame, tell_missing
from official_forms.further_columns import FurtherColumns, further_columns
from official_forms.grid import Cell, Sheet
from official_forms.headings import heading_cells
from official_forms.identity import identify
from official_forms.layout import Form
from official_forms.lines.columns import QUARTERS
from official_forms.lines.indicator import LinesIndicatorReader
from official_forms.lines.rows import form_rows
from official_forms.lines.structure import ActivityBlock, AreaBlock, arrange
from official_forms.official_layout import column_names, needed_columns
from official_forms.sheet_reading import SheetReading
from official_forms.told import area_weight_missing, no_weights
from plan_tree.problems import Severity
from plan_tree.tree import ActivityNode, AreaNode, PlanTree


def read(sheet: Sheet, form: Form, description: FormDescription, kind: str) -> PlanTree:
    """The plan in a recognised form: targets and achievements of four quarters, every doubt with its cell."""
    reading = SheetReading(sheet)
    names = column_names(description)
    take_frame(reading, form, names)
    tell_missing(reading, form, needed_columns(description), names)
    identity = identify(reading, form.table, _year_headings(sheet, form))
    reading.start_year = identity.start_year
    blocks, claims = form_rows(sheet, form)
    further = further_columns(sheet, form, description)
    areas = tuple(_area(reading, form, further, rows) for rows in arrange(reading, blocks))
    claimed = claims.read(reading)
    if areas and not form.has("weight"):
        reading.report(Severity.WARNING, "no_weights", no_weights(), areas[0].cell)
    return PlanTree(
        kind,
        identity.office_name,
        identity.year,
        areas,
        sheet=sheet.name,
        office_cell=identity.office_cell,
        year_cell=identity.year_cell,
        claimed=claimed,
        problems=reading.problems(),
    )


def _year_headings(sheet: Sheet, form: Form) -> tuple[Cell, ...]:
    """The headings of the annual target and of the quarters, which name the plan's year on every page."""
    return tuple(
        cell
        for page in form.pages
        for name in ("annual", *QUARTERS.values())
        if (column := page.column(name))
        for cell in heading_cells(sheet, page.page, [column])
    )


def _area(reading: SheetReading, form: Form, further: FurtherColumns, rows: AreaBlock) -> AreaNode:
    activities = tuple(_activity(reading, further, each) for each in rows.activities)
    summed = sum((row.weight for activity in activities for row in activity.indicators), Decimal(0))
    heading = rows.heading
    if heading is None:
        return AreaNode(rows.number, "", summed, activities, cell=activities[0].cell)
    for cell in (heading.serial, heading.cell, heading.weight_cell):
        reading.take(cell)
    address = heading.weight_cell.address
    weight = reading.number(heading.weight, address, "weight_unreadable", Severity.ERROR)
    if not heading.weight and form.has("weight"):
        reading.report(
            Severity.NOTICE, "area_weight_missing", area_weight_missing(rows.number, summed), heading.cell.address
        )
    return AreaNode(
        rows.number,
        heading.title,
        (weight or Decimal(0)) if heading.weight else summed,
        activities,
        note=heading.note,
        cell=heading.cell.address,
        weight_cell=address if heading.weight else "",
    )


def _activity(reading: SheetReading, further: FurtherColumns, rows: ActivityBlock) -> ActivityNode:
    below = reading.continuation(rows.cell, list(_words_below(reading.sheet, rows)))
    readers = (LinesIndicatorReader(reading, further, block, number) for number, block in rows.indicators)
    indicators = tuple(reader.draft() for reader in readers)
    return ActivityNode(rows.number, f"{rows.title} {below}".rstrip(), indicators, rows.cell.address)


def _words_below(sheet: Sheet, rows: ActivityBlock) -> Iterator[Cell]:
    """The activity's column below its first cell: its words go on there, on the next page as a rule."""
    for _, block in rows.indicators:
        for row in block.rows:
            cell = sheet.cells.get((row.row, row.page.column("activity") or 0))
            if cell is not None and cell != rows.cell:
                yield cell
