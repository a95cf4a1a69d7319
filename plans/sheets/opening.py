"""Owns opening a workbook safely: from a file's bytes to our own grid, or to the problem for which it is refused."""

import warnings
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell

from plans.problems import Problem, Severity
from plans.sheets.grid import Cell, CellKind, Position, Sheet, Workbook
from plans.sheets.outline import Outline
from plans.sheets.package import Package, inspect
from plans.sheets.refusal import Refused, damaged
from plans.sheets.shown import shown
from plans.values.sentence import Sentence


def open_workbook(source: Path | str | bytes, filename: str = "") -> Workbook:
    """Read an .xlsx file, given by its path or its bytes, into a grid.

    Never raises for what is in the file: a refused one comes back without sheets and with the problem that says why.
    A path that cannot be read raises OSError.
    """
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    name = filename or ("" if isinstance(source, bytes) else Path(source).name)
    try:
        package = inspect(data, name)
        sheets = load_sheets(data, package)
    except Refused as refused:
        return Workbook(problems=(refused.problem,))
    return Workbook(sheets, tuple(_doubts(package, sheets)))


def load_sheets(data: bytes, package: Package) -> tuple[Sheet, ...]:
    """The sheets of an inspected workbook. Raises Refused when its parts do not fit together."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that are not read here
            book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            return tuple(_sheet(sheet, package.outlines) for sheet in book.worksheets)
    except Exception as error:  # the library raises whatever a malformed part makes it stumble over
        raise damaged() from error


def _sheet(sheet: Any, outlines: dict[str, Outline]) -> Sheet:
    # The read-only sheet is taken because it never builds merged cells; which part it is only this name tells.
    outline = outlines[sheet._worksheet_path.lstrip("/")]
    cells = {cell.position: cell for cell in _cells(sheet, outline)}
    return Sheet(sheet.title, cells, tuple(outline.merged), hidden=sheet.sheet_state != "visible")


def _cells(sheet: Any, outline: Outline) -> Iterator[Cell]:
    if not outline.last_row:
        return
    for row in sheet.iter_rows(max_row=outline.last_row, max_col=outline.last_column):
        written = (stored for stored in row if isinstance(stored, ReadOnlyCell))
        yield from filter(None, (_cell(stored, outline.formulas) for stored in written))


def _cell(stored: ReadOnlyCell, formulas: dict[Position, str]) -> Cell | None:
    position = (stored.row, stored.column)
    text, kind = shown(stored.value, stored.data_type, stored.number_format)
    formula = formulas.get(position, "")
    if formula and stored.value is None:
        kind = CellKind.FORMULA
    elif not text:
        return None
    return Cell(*position, text, kind, stored.number_format, stored.font.name or "", formula)


def _doubts(package: Package, sheets: tuple[Sheet, ...]) -> Iterator[Problem]:
    if package.has_external_links:
        yield Problem(Severity.WARNING, "external_links", _LINKED)
    for sheet in sheets:
        if sheet.hidden and sheet.cells:
            sentence = Sentence(
                f"“{sheet.name}” পাতাটি লুকানো, তাই পড়া হয়নি। দরকার হলে দৃশ্যমান করে আবার দিন।",
                f"The sheet “{sheet.name}” is hidden and was not read. If it is needed, unhide it and try again.",
            )
            yield Problem(Severity.NOTICE, "hidden_sheet", sentence, sheet.name)


_LINKED = Sentence(
    "ওয়ার্কবুকটি অন্য ফাইলের সঙ্গে যুক্ত; সেগুলো খোলা হয়নি, সর্বশেষ সংরক্ষিত মান পড়া হয়েছে।",
    "The workbook is linked to other files; they were not opened, the values stored last were read.",
)
