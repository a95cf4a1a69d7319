"""Owns writing a table as a workbook, with real numbers and dates and words that stay words, and as CSV: RFC 4180 in
UTF-8, which Excel knows by its mark, no cell a formula.
"""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

from cell_values.value import Value, plain
from official_forms.grid import Position
from plans.display import is_bengali
from reports.tables.table import Cell, ReportTable, Shape
from sheets.guarding import guarded
from sheets.saving import as_bytes
from sheets.writing import BENGALI, FormSheet, real_content

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


MARK = "\ufeff"


def write_csv(table: ReportTable) -> bytes:
    """The heading row and the rows of a table; titles and notes stay out.

    Numbers are ASCII decimals, dates ISO, a percentage carries its sign; every other text stands as typed.
    """
    stream = StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([guarded(column.heading) for column in table.columns])
    shapes = [column.shape for column in table.columns]
    writer.writerows([_text(*pair) for pair in zip(row.cells, shapes, strict=True)] for row in table.rows)
    return (MARK + stream.getvalue()).encode()


def _text(cell: Cell, shape: Shape) -> str:
    match cell:
        case None:
            return ""
        case Value():
            real = real_content(cell)
            return _real(*real) if real else guarded(cell.text)
        case Decimal():
            return {Shape.MARKS: f"{cell:.2f}", Shape.PERCENT: f"{cell:f}%"}.get(shape, plain(cell))
    return guarded(cell)


def _real(content: Decimal | date, number_format: str) -> str:
    if isinstance(content, date):
        return content.isoformat()
    return f"{plain(content * 100)}%" if number_format.endswith("%") else plain(content)
