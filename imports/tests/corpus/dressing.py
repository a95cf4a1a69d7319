"""Owns setting some cells of a drawn form otherwise: raised, struck, white on white, in hidden rows and columns."""

from collections.abc import Callable, Iterator

from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from imports.tests.corpus.canvas import Canvas

Coded = tuple[str, str]  # the code of a warning, and its cell


def dress(canvas: Canvas) -> list[Coded]:
    """Set what the layout wants to be set otherwise; the warnings this raises."""
    found: list[Coded] = []
    hidden: set[str] = set()
    for number, part, how in canvas.layout.settings:
        cell = canvas.sheet[canvas.places[number, part]]
        if how in _HOW:
            _HOW[how](cell)
            found.append((_CODES[how], cell.coordinate))
        else:
            found += [each for each in _hide(canvas, cell, how) if each[1] not in hidden]
            hidden |= {place for _, place in found}
    return found


def _raise(cell: Cell) -> None:
    cell.value = CellRichText(str(cell.value), TextBlock(InlineFont(vertAlign="superscript"), "১"))


def _strike(cell: Cell) -> None:
    cell.value = CellRichText(TextBlock(InlineFont(strike=True), "৯৯"), f" {cell.value}")


def _whiten(cell: Cell) -> None:
    cell.font = Font(color="FFFFFFFF")


def _hide(canvas: Canvas, cell: Cell, how: str) -> Iterator[Coded]:
    """Hide the row or column of a cell, with all that stands there; of a cell in both the row is told."""
    if how == "row hidden":
        canvas.sheet.row_dimensions[cell.row].hidden = True
        cells = canvas.sheet[cell.row]
    else:
        canvas.sheet.column_dimensions[cell.column_letter].hidden = True
        cells = canvas.sheet[cell.column_letter]
    yield from ((_CODES[how], each.coordinate) for each in cells if each.value is not None)


_HOW: dict[str, Callable[[Cell], None]] = {"raised": _raise, "struck": _strike, "unseen": _whiten}
_CODES = {
    "raised": "raised_text",
    "struck": "struck_text",
    "unseen": "hidden_by_colour",
    "row hidden": "hidden_row",
    "column hidden": "hidden_column",
}
