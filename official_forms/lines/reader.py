"""Owns reading a form in two lines into the tree of its plan."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from official_forms.description import FormDescription, FormFamily
from official_forms.further_columns import FurtherColumns, further_columns
from official_forms.grid import Cell, Sheet
from official_forms.headings import heading_cells
from official_forms.layout import Form
from official_forms.lines.columns import ACHIEVED, KNOWN, QUARTERS
from official_forms.lines.indicator import LinesIndicatorReader
from official_forms.lines.other_years import without_other_years
from official_forms.lines.recognising import recognise
from official_forms.lines.rows import form_rows
from official_forms.lines.shifted import shift_of_line
from official_forms.lines.structure import ActivityBlock, AreaBlock, arrange
from official_forms.plan_reading import begin, finished
from official_forms.reported_columns import reported_column
from official_forms.sheet_reading import SheetReading
from official_forms.short_rows import put_right
from official_forms.sign_offs import without_sign_off
from official_forms.told import area_weight_missing, year_to_date
from plan_tree.problems import Severity
from plan_tree.tree import ActivityNode, AreaNode, PlanTree, weight_of


def read(sheet: Sheet, form: Form, description: FormDescription, kind: str) -> PlanTree:
    """The plan in a recognised form: targets and achievements of four quarters, every doubt with its cell."""
    short = put_right(sheet, without_sign_off(sheet, form), shift_of_line)
    reading, identity = begin(short.sheet, form, description, ("annual", *QUARTERS.values()))
    short.tell(reading)
    blocks, claims = form_rows(short.sheet, without_other_years(reading, short.form, identity.year))
    further = further_columns(sheet, form, description)
    areas = tuple(_area(reading, form, further, rows) for rows in arrange(reading, blocks))
    to_date = tuple(_to_date(reading, form))
    plan = finished(reading, form, description, identity, kind, areas, claims.read(reading, areas))
    return replace(plan, to_date=to_date)


def _to_date(reading: SheetReading, form: Form) -> Iterator[int]:
    """The quarters whose column counts from the beginning of the year, each told at its heading."""
    for quarter in QUARTERS:
        columns = (form.best.column(names[quarter]) for names in (QUARTERS, ACHIEVED))
        headings = heading_cells(reading.sheet, form.best.page, filter(None, columns))
        period = reported_column(headings).period
        if period and period.to_date and period.quarter == quarter:
            reading.notice("year_to_date", year_to_date(quarter), headings[-1].address)
            yield quarter


def _area(reading: SheetReading, form: Form, further: FurtherColumns, rows: AreaBlock) -> AreaNode:
    activities = tuple(_activity(reading, further, each) for each in rows.activities)
    summed = weight_of(row for activity in activities for row in activity.indicators)
    heading = rows.heading
    if heading is None:
        return AreaNode(rows.number, "", summed, activities, cell=activities[0].cell)
    for cell in (heading.serial, heading.cell, heading.weight_cell):
        reading.take(cell)
    address = heading.weight_cell.address
    weight = reading.number(heading.weight, address, "weight_unreadable", Severity.ERROR)
    if not heading.weight and form.has("weight"):
        reading.notice("area_weight_missing", area_weight_missing(rows.number, summed), heading.cell.address)
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


LINES = FormFamily(
    name="lines", known=KNOWN, recognise=recognise, read=read, lines=2, sets_quarters=True, telling="line"
)
