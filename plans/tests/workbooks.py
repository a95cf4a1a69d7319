"""Owns changed copies of the official workbooks, for the tests of imports."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
from openpyxl.cell import Cell
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.worksheet import Worksheet

from plans.tests.factories import INDUSTRIES, workbook
from sheets.saving import as_bytes

# The doubtful cells of the e-governance form mended, so that nothing is left to tick.
FAULTLESS = {"C8": 29, "C14": 21, "H20": "৪", "I20": "৩", "J20": "২"}
# A form that names neither office nor year.
NAMELESS = {
    "A1": "কর্ম-পরিকল্পনা",
    "A2": None,
    "F3": "অর্থবছরের লক্ষ্যমাত্রা",
    "G3": "বাস্তবায়ন অগ্রগতি পরিবীক্ষণ",
}
# An e-governance form that does not say which quarter its progress is of.
WITHOUT_QUARTER = {
    "A3": "শ্রম ও কর্মসংস্থান মন্ত্রণালয়ের ই-গভর্নেন্স ও উদ্ভাবন কর্মপরিকল্পনা ২০২১-২২ এর বাস্তবায়ন প্রতিবেদন",
    "K4": "বাস্তবায়ন অগ্রগতি",
}
UNDECIDED = {"H7": 3, "I7": 2}  # 3 + 2 + 1 + 1 of 4: neither sum nor average


def with_cells(name: str, cells: Mapping[str, Any] | None = None, **more: Any) -> bytes:
    """An official workbook with some cells written anew."""
    with _written_anew(opened(name).active, dict(cells or {}) | more) as sheet:
        return as_bytes(sheet.parent)


@cache
def opened(name: str) -> openpyxl.Workbook:
    """An official workbook to read, opened once: binding its merged cells takes ten times as long as saving it."""
    book = openpyxl.load_workbook(workbook(name))
    as_bytes(book)  # the first saving adds an attribute to the sheet, which every later one writes
    return book


@contextmanager
def _written_anew(sheet: Worksheet, cells: Mapping[str, str | float | None]) -> Iterator[Worksheet]:
    """The sheet with these cells on it; it has its own again afterwards. (A date would stay a format of the book.)"""
    before = sheet._cells.copy()
    try:
        for address, content in cells.items():
            assert isinstance(content, str | int | float | None), content
            at = coordinate_to_tuple(address)
            if isinstance(old := before.get(at), Cell):
                sheet._cells[at] = Cell(sheet, *at, style_array=old._style)
            sheet[address] = content
        yield sheet
    finally:
        sheet._cells = before


def of_office(name: str, **more: Any) -> bytes:
    """The integrity plan of the Ministry of Industries as that of another office."""
    return with_cells(INDUSTRIES, A2=f"মন্ত্রণালয়ের নাম: {name}", **more)


@cache
def two_sheets(**cells: Any) -> bytes:
    """A workbook with the same plan on two sheets, the second one with some cells written anew."""
    book = openpyxl.load_workbook(workbook(INDUSTRIES))
    second = book.copy_worksheet(book.active)
    second.title = "দ্বিতীয়"
    for address, content in cells.items():
        second[address] = content
    return as_bytes(book)


def pasted(name: str) -> str:
    """An official workbook as Excel puts its rows on the clipboard."""
    rows = opened(name).active.iter_rows(values_only=True)
    return "\r\n".join("\t".join(_quoted(cell) for cell in row) for row in rows)


def _quoted(content: Any) -> str:
    text = "" if content is None else str(content)
    return '"' + text.replace('"', '""') + '"' if "\n" in text else text


def zipped(files: Mapping[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()
