"""Owns the plain grid a workbook of the corpus is mutated as: cells by position, merges, and back to a workbook."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils import get_column_letter

from cell_values.text import normalise

Position = tuple[int, int]
_ZERO, _LEAP_SERIAL = date(1899, 12, 30), 60  # as Excel counts days


@dataclass
class GridCell:
    """What is stored in a cell; ``kind`` "s" keeps any text a text, "f" a formula without a result, "e" an error.

    ``pieces`` are the stretches of a text with how each is set, "raised" or "struck"; ``content`` is what they say.
    ``meant`` is the text before it was drawn in visual order. A heading ``says`` what it did not before: "another
    year", "to date" or "another kind".
    """

    content: Any
    number_format: str = "General"
    kind: str = ""
    pieces: tuple[tuple[str, str], ...] = ()
    meant: str = ""
    says: str = ""

    @property
    def text(self) -> str:
        """What the cell shows, in plain words; "" for a formula that was never computed."""
        match self.content:
            case bool():
                return str(self.content).upper()
            case datetime() | date():
                return f"{self.content:%d/%m/%Y}"
            case int() | float():
                number = Decimal(f"{self.content:.15g}")
                return f"{number * 100:f}%" if "%" in self.number_format else f"{number:f}"
            case str() if self.kind != "f":
                return normalise(self.content)
        return ""

    @property
    def shown(self) -> str:
        """As ``text``; a number in the format of a date as the day it shows, a date in any other as its number."""
        if isinstance(self.content, date) and "yy" not in self.number_format:
            day = self.content.date() if isinstance(self.content, datetime) else self.content
            return GridCell((day - _ZERO).days, self.number_format).text
        if isinstance(self.content, int | float) and self.number_format == "dd/mm/yyyy" and self.content > _LEAP_SERIAL:
            return f"{_ZERO + timedelta(days=int(self.content)):%d/%m/%Y}"
        return self.text


@dataclass
class Grid:
    """One sheet; merged rectangles are (top, left, bottom, right)."""

    name: str
    cells: dict[Position, GridCell] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    @property
    def rows(self) -> int:
        return max((row for row, _ in self.cells), default=1)

    @property
    def columns(self) -> int:
        return max((column for _, column in self.cells), default=1)

    def move(self, place: Callable[[Position], Position | None], *, merges: bool = True) -> None:
        """Put every cell elsewhere; None drops it."""
        moved = ((place(position), cell) for position, cell in self.cells.items())
        self.cells = {position: cell for position, cell in moved if position}
        if not merges:
            return
        corners = ((place(span[:2]), place(span[2:])) for span in self.merged)
        self.merged = [(*first, *last) for first, last in corners if first and last and first <= last]


def grids_of(content: bytes) -> list[Grid]:
    """The sheets of a workbook; a formula's stored result counts as its content."""
    book = load_workbook(BytesIO(content), data_only=True)
    return [_grid(sheet) for sheet in book.worksheets]


def _grid(sheet: Any) -> Grid:
    cells = {
        (cell.row, cell.column): GridCell(cell.value, cell.number_format, "s" if isinstance(cell.value, str) else "")
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
    merged = [(each.min_row, each.min_col, each.max_row, each.max_col) for each in sheet.merged_cells.ranges]
    return Grid(sheet.title, cells, sorted(merged), sheet.sheet_state != "visible")


def _content(stored: GridCell) -> Any:
    looks = {"raised": InlineFont(vertAlign="superscript"), "struck": InlineFont(strike=True), "": InlineFont()}
    pieces = [TextBlock(looks[look], text) for text, look in stored.pieces if text]
    return CellRichText(*pieces) if pieces else stored.content


def workbook_of(grids: list[Grid]) -> bytes:
    """The grids as a workbook."""
    book = Workbook()
    book.remove(book.active)
    for grid in grids:
        sheet = book.create_sheet(grid.name)
        sheet.sheet_state = "hidden" if grid.hidden else "visible"
        for (row, column), stored in grid.cells.items():
            cell = sheet.cell(row, column)
            cell.value, cell.number_format = _content(stored), stored.number_format
            cell.data_type = stored.kind or cell.data_type
        for row in grid.hidden_rows:
            sheet.row_dimensions[row].hidden = True
        for column in grid.hidden_columns:
            sheet.column_dimensions[get_column_letter(column)].hidden = True
        for top, left, bottom, right in grid.merged:
            # As a damaged file may: overlapping merges are written as they are, and no covered cell is emptied.
            sheet.merged_cells.add(f"{sheet.cell(top, left).coordinate}:{sheet.cell(bottom, right).coordinate}")
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
