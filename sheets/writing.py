"""Owns writing an official form as a workbook: text never turns into a formula, numbers and dates stay real."""

import math
import re
import unicodedata
from collections.abc import Callable
from copy import copy
from datetime import date
from decimal import Decimal
from itertools import product

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from cell_values.digits import to_ascii
from cell_values.text import normalise
from cell_values.value import Value
from marking.scorecard import Mark, MarkStatus
from official_forms.grid import Position
from sheets.guarding import is_like_a_formula

FONT = "Nikosh"
BENGALI = "[$-5000845]"  # Excel shows the digits of such a number format in Bengali; the number stays a number
LONGEST_TEXT = 32_767  # of a cell, in Excel

_NUMBER = re.compile(r"(?P<number>(?:0|[1-9][0-9]*)(?:\.(?P<decimals>[0-9]+))?)(?P<percent>%?)")
_DATE = re.compile(r"(?P<day>[0-9]{2})/(?P<month>[0-9]{2})/(?P<year>[0-9]{4})")
_LINE_HEIGHT = 16  # points of a line of 10-point text
_HIGHEST_ROW = 409
_THIN = Side(style="thin")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_GREY = PatternFill("solid", fgColor="FFEDEDED")


def real_content(value: Value, digits: str = BENGALI) -> tuple[Decimal | date, str] | None:
    """A value as a real cell with its number format, where its text is a plain number, percent or dd/mm/yyyy date.

    None for every other text, which only a text cell keeps as typed. ``digits`` are those the format shows.
    """
    text = to_ascii(value.text)
    if (match := _NUMBER.fullmatch(text)) and not value.dates and value.quantity == Decimal(match["number"]):
        number = Decimal(match["number"])
        places = f".{'0' * len(match['decimals'])}" if match["decimals"] else ""
        return (number / 100 if match["percent"] else number), f"{digits}0{places}{match['percent']}"
    if (match := _DATE.fullmatch(text)) and value.quantity is None and len(value.dates) == 1:
        return value.dates[0], f"{digits}dd\\/mm\\/yyyy"
    return None


class FormSheet:
    """A form being written, one sheet of a workbook: A4 landscape, its header frozen and repeated on every page.

    ``digits`` begins its number formats: BENGALI, or nothing for the reader's own.
    """

    def __init__(self, title: str, widths: tuple[float, ...], *, digits: str = BENGALI) -> None:
        self._digits = digits
        self._book = Workbook()
        self._sheet = self._book.active
        self._sheet.title = title
        self._widths = widths
        self._looks = _Looks(self._sheet)
        self._lines: dict[int, int] = {}
        for column, width in enumerate(widths, start=1):
            self._sheet.column_dimensions[get_column_letter(column)].width = width

    @property
    def columns(self) -> int:
        return len(self._widths)

    def title(self, row: int, text: str) -> None:
        """A line over the whole width, above the table."""
        self._put((row, 1), (row, self.columns), text, bold=True, centred=True, framed=False)

    def heading(self, at: Position, text: str, to: Position | None = None) -> None:
        """A cell of the table's header."""
        self._put(at, to, text, bold=True, centred=True).fill = _GREY

    def text(self, at: Position, text: str, to: Position | None = None, *, bold: bool = False) -> None:
        """Words as written, whatever they begin with."""
        self._put(at, to, text, bold=bold)

    def label(self, at: Position, text: str, to: Position | None = None, *, bold: bool = False) -> None:
        """A short word in the middle of its cell."""
        self._put(at, to, text, centred=True, bold=bold)

    def number(
        self, at: Position, number: Decimal, to: Position | None = None, *, marks: bool = False, bold: bool = False
    ) -> None:
        """A weight, with as many decimals as it has, or marks, with two."""
        self._figure(at, to, number, "0.00" if marks else _places(number.normalize()), bold=bold)

    def percent(self, at: Position, percent: Decimal, *, bold: bool = False) -> None:
        """A rate, 85.5 for 85.5 %, with the decimals it was given with."""
        self._figure(at, None, percent / 100, f"{_places(percent)}%", bold=bold)

    def value(self, at: Position, value: Value, to: Position | None = None) -> None:
        """A target or an achievement: real where it is plain, else the text as typed."""
        real = real_content(value, self._digits)
        cell = self._put(at, to, "" if real else value.text, centred=True)
        if real:
            cell.value, cell.number_format = real

    def mark(self, at: Position, mark: Mark) -> None:
        """The marks of an indicator; a dash where no rule gives one and nobody has assessed it."""
        if mark.status is MarkStatus.NOT_DUE:
            self.label(at, "")
        elif mark.computed is None and mark.assessed is None:
            self.label(at, "–")
        else:
            self.number(at, mark.earned, marks=True)

    def note(self, row: int, text: str) -> None:
        """A line below the table."""
        self.words((row, 1), text, (row, self.columns))

    def words(self, at: Position, text: str, to: Position) -> None:
        """Words outside the table."""
        self._put(at, to, text, framed=False)

    def finish(self, *, header: range, frozen_columns: int) -> Workbook:
        """The workbook, ready to print: ``header`` rows on every page, A4 landscape, as wide as the page."""
        sheet = self._sheet
        for row, lines in self._lines.items():
            sheet.row_dimensions[row].height = min(_HIGHEST_ROW, lines * _LINE_HEIGHT)
        sheet.freeze_panes = f"{get_column_letter(frozen_columns + 1)}{header.stop}"
        sheet.print_title_rows = f"{header.start}:{header.stop - 1}"
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.oddFooter.center.text = "&P / &N"
        return self._book

    def _figure(self, at: Position, to: Position | None, number: Decimal, number_format: str, *, bold: bool) -> None:
        cell = self._put(at, to, "", centred=True, bold=bold)
        cell.value, cell.number_format = number, f"{self._digits}{number_format}"

    def _put(
        self,
        at: Position,
        to: Position | None,
        text: str,
        *,
        bold: bool = False,
        centred: bool = False,
        framed: bool = True,
    ) -> Cell:
        last = to or at
        cell: Cell = self._sheet.cell(*at)
        self._looks.give(cell, _of_words, bold=bold, centred=centred, framed=framed)
        if text:
            write_text(cell, text)
            self._make_room(at, last, text)
        if last != at:
            self._merge(at, last)
        if framed:
            self._frame(at, last)
        return cell

    def _merge(self, at: Position, last: Position) -> None:
        """As openpyxl merges, without asking each merged cell whether it covers the new one: none does."""
        merged = CellRange(min_row=at[0], min_col=at[1], max_row=last[0], max_col=last[1])
        self._sheet.merged_cells.ranges.add(merged)

    def _frame(self, at: Position, last: Position) -> None:
        """Lines around a merged cell; openpyxl, merging a framed one, would add them up anew for each it covers."""
        covered = product(range(at[0], last[0] + 1), range(at[1], last[1] + 1))
        for row, column in filter(at.__ne__, covered):
            sides = {"left": column == at[1], "right": column == last[1], "top": row == at[0], "bottom": row == last[0]}
            if any(sides.values()):
                self._looks.give(self._sheet.cell(row, column), _edged, **sides)

    def _make_room(self, at: Position, last: Position, text: str) -> None:
        """Excel does not fit rows to merged cells by itself."""
        width = sum(self._widths[at[1] - 1 : last[1]])
        rows = range(at[0], last[0] + 1)
        lines = math.ceil(sum(_lines(line, width) for line in text.split("\n")) / len(rows))
        for row in rows:
            self._lines[row] = max(self._lines.get(row, 1), lines)


class _Looks:
    """How cells of a sheet look, made once: openpyxl weighs every part of a style anew for each cell it is given to."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._made: dict[tuple[object, ...], StyleArray] = {}

    def give(self, cell: Cell, dress: Callable[..., None], **options: bool) -> None:
        """Give a cell the look that ``dress(cell, **options)`` gives."""
        key = (dress, *options.items())
        if key not in self._made:
            model = Cell(self._sheet, row=1, column=1)  # stands in no row of the sheet
            dress(model, **options)
            self._made[key] = model._style
        cell._style = copy(self._made[key])


def _of_words(cell: Cell, *, bold: bool, centred: bool, framed: bool) -> None:
    cell.font = Font(name=FONT, size=10, bold=bold)
    cell.alignment = Alignment(horizontal="center" if centred else None, vertical="top", wrap_text=True)
    cell.border = _BORDER if framed else Border()


def _edged(cell: Cell, **sides: bool) -> None:
    cell.border = Border(diagonal=Side(), **{side: _THIN if is_drawn else Side() for side, is_drawn in sides.items()})


def write_text(cell: Cell, text: str) -> None:
    """Set a cell to a text that stays text: no formula, no error, no number, in whatever program opens it."""
    cell.value = normalise(text)[:LONGEST_TEXT]
    cell.data_type = "s"
    cell.quotePrefix = is_like_a_formula(text)  # so it is still no formula when somebody edits the cell


def _places(number: Decimal) -> str:
    decimals = max(0, -int(number.as_tuple().exponent))
    return f"0{'.' * bool(decimals)}{'0' * decimals}"


def _lines(line: str, width: float) -> int:
    """How many lines a text takes in so many digits' width, broken between words."""
    lines, room = 1, width
    for size in map(_size, line.split()):
        if size > room and room < width:
            lines, room = lines + 1, width
        while size > room:
            lines, size, room = lines + 1, size - room, width
        room -= size + 1
    return lines


def _size(word: str) -> float:
    """Vowel signs take no room of their own."""
    return sum(1 for char in word if unicodedata.category(char)[0] != "M")
