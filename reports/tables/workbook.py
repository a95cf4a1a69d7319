"""Owns writing a table as a workbook: real numbers and dates, words that stay words, ready to print."""

from decimal import Decimal

from cell_values.value import Value
from official_forms.grid import Position
from plans.display import is_bengali
from reports.tables.table import Cell, ReportTable, Shape
from sheets.saving import as_bytes
from sheets.writing import BENGALI, FormSheet

NOTHING = "–"


def write_workbook(table: ReportTable) -> bytes:
    """The table as an .xlsx file; its figures in the digits of the active language."""
    widths = tuple(column.width for column in table.columns)
    form = FormSheet(table.name, widths, digits=BENGALI if is_bengali() else "")
    for row, title in enumerate(table.titles, start=1):
        form.title(row, title)
    head = len(table.titles) + 1
    for place, column in enumerate(table.columns, start=1):
        form.heading((head, place), column.heading)
    for number, line in enumerate(table.rows, start=head + 1):
        for place, (column, cell) in enumerate(zip(table.columns, line.cells, strict=True), start=1):
            _write(form, (number, place), cell, column.shape, bold=line.bold)
    for number, note in enumerate(table.notes, start=head + len(table.rows) + 2):
        form.note(number, note)
    return as_bytes(form.finish(header=range(head, head + 1), frozen_columns=table.frozen))


def _write(form: FormSheet, at: Position, cell: Cell, shape: Shape, *, bold: bool) -> None:
    match cell:
        case None:
            form.label(at, NOTHING)
        case Value():
            form.value(at, cell)
        case Decimal() if shape is Shape.PERCENT:
            form.percent(at, cell, bold=bold)
        case Decimal():
            form.number(at, cell, marks=shape is Shape.MARKS, bold=bold)
        case _ if shape is Shape.TEXT:
            form.text(at, cell, bold=bold)
        case _:
            form.label(at, cell, bold=bold)
