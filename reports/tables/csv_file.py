"""Owns writing a table as CSV: RFC 4180 in UTF-8, which Excel knows by its mark, and no cell a formula.

Numbers are ASCII decimals, dates ISO, a percentage carries its sign; every other text stands as typed.
"""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

from cell_values.value import Value, plain
from reports.tables.table import Cell, ReportTable, Shape
from sheets.guarding import guarded
from sheets.writing import real_content

MARK = "\ufeff"


def write_csv(table: ReportTable) -> bytes:
    """The heading row and the rows of a table; titles and notes stay out."""
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
