"""Owns writing a table as CSV: RFC 4180 in UTF-8, which Excel knows by its mark, and no cell a formula.

Numbers are ASCII decimals, dates ISO, a percentage carries its sign; every other text stands as typed.
"""

import csv
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from io import StringIO

from plans.sheets.writing import real_content
from plans.values.value import Value, plain
from reports.tables.table import Cell, Shape, Table

MARK = "\ufeff"
_FORMULA = re.compile(r"[=@\t\r\n]|[+-](?![-\s]*$)")  # "--", none achieved, begins no formula


def write_csv(table: Table) -> bytes:
    """The heading row and the rows of a table; titles and notes stay out."""
    stream = StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([safe(column.heading) for column in table.columns])
    shapes = [column.shape for column in table.columns]
    writer.writerows(_written(row.cells, shapes) for row in table.rows)
    return (MARK + stream.getvalue()).encode()


def safe(text: str) -> str:
    """A text no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it."""
    return f"'{text}" if _FORMULA.match(text) else text


def _written(cells: Iterable[Cell], shapes: Iterable[Shape]) -> list[str]:
    return [_text(cell, shape) for cell, shape in zip(cells, shapes, strict=True)]


def _text(cell: Cell, shape: Shape) -> str:
    match cell:
        case None:
            return ""
        case Value():
            real = real_content(cell)
            return _real(*real) if real else safe(cell.text)
        case Decimal():
            return {Shape.MARKS: f"{cell:.2f}", Shape.PERCENT: f"{cell:f}%"}.get(shape, plain(cell))
    return safe(cell)


def _real(content: Decimal | date, number_format: str) -> str:
    if isinstance(content, date):
        return content.isoformat()
    return f"{plain(content * 100)}%" if number_format.endswith("%") else plain(content)
