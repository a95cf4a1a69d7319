"""Owns small workbooks and sheets for tests, built the way Excel would store them."""

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook as Book

from cell_values.text import normalise
from official_forms.grid import Cell, Sheet, Span
from sheets.saving import as_bytes

FIXTURES = "fixtures"


def workbook_bytes(
    cells: Mapping[str, Any], *, merged: Iterable[str] = (), formats: Mapping[str, str] | None = None
) -> bytes:
    """A workbook of one sheet, address -> content."""
    book = Book()
    sheet = book.active
    for address, content in cells.items():
        sheet[address] = content
    for address, number_format in (formats or {}).items():
        sheet[address].number_format = number_format
    for reference in merged:
        sheet.merge_cells(reference)
    return as_bytes(book)


def repacked(data: bytes, changes: Mapping[str, bytes | None], **options: Any) -> bytes:
    """A workbook's zip with members replaced or added (bytes) or left out (None)."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, content in changes.items():
            if content is not None:
                new.writestr(name, content, **options)
    return stream.getvalue()


def member(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name)


def sheet(rows: Sequence[Sequence[str]], merged: Iterable[Span] = (), *, hidden: bool = False) -> Sheet:
    """A sheet of text cells from rows of texts, "" for an empty cell."""
    cells = {
        (row, column): Cell(row, column, normalise(text))
        for row, texts in enumerate(rows, start=1)
        for column, text in enumerate(texts, start=1)
        if text
    }
    return Sheet("পাতা", cells, tuple(merged), hidden)


def workbook_of(*sheets: Sheet) -> bytes:
    """A workbook that stores the texts of some sheets, with their merged ranges and hidden ones hidden."""
    book = Book()
    book.remove(book.active)
    for number, each in enumerate(sheets, start=1):
        stored = book.create_sheet(each.name if each.name not in book.sheetnames else f"{each.name} {number}")
        for cell in each.cells.values():
            stored.cell(cell.row, cell.column, cell.text)
        for span in each.merged:
            stored.merge_cells(None, span.first_row, span.first_column, span.last_row, span.last_column)
        stored.sheet_state = "hidden" if each.hidden else "visible"
    return as_bytes(book)
