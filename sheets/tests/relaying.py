"""Owns laying an official sheet out anew: fewer columns, another order, columns of other years."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from cell_values.digits import to_bengali
from cell_values.text import normalise
from official_forms.grid import Cell, Sheet, Span


@dataclass(frozen=True)
class Extra:
    """A column no official form has: its heading, and what stands in it beside a cell of a given column."""

    heading: str
    beside: int
    text: Callable[[Cell], str] = lambda cell: ""


def relaid(sheet: Sheet, order: Sequence[int | Extra], *, header: range, body: int, numbered: bool = True) -> Sheet:
    """The columns of a sheet in another order, ``Extra`` ones among them, those left out gone; numbered anew.

    ``header`` are its heading rows, ``body`` its first row of data; the numbered row stands between. Titles stay.
    """
    places = {old: new for new, old in enumerate(order, start=1) if isinstance(old, int)}
    cells: dict[tuple[int, int], Cell] = {}
    for cell in sheet.cells.values():
        column = cell.column if cell.row < header.start else places.get(cell.column)
        if column and not header.stop <= cell.row < body:
            cells[cell.row, column] = replace(cell, column=column)
    for new, extra in enumerate(order, start=1):
        if isinstance(extra, Extra):
            cells[header.start, new] = Cell(header.start, new, normalise(extra.heading))
            cells |= _beside(sheet, extra, new, body)
    if numbered:
        cells |= {(body - 1, n): Cell(body - 1, n, to_bengali(str(n))) for n in range(1, len(order) + 1)}
    return Sheet(sheet.name, cells, tuple(_spans(sheet, places, header.start)), sheet.hidden)


def _beside(sheet: Sheet, extra: Extra, column: int, body: int) -> dict[tuple[int, int], Cell]:
    found = (cell for cell in sheet.cells.values() if cell.column == extra.beside and cell.row >= body)
    texts = {cell.row: extra.text(cell) for cell in found}
    return {(row, column): Cell(row, column, normalise(text)) for row, text in texts.items() if text}


def _spans(sheet: Sheet, places: Mapping[int, int], top: int) -> list[Span]:
    """Merged ranges whose columns all stay together; titles keep theirs."""
    spans = []
    for span in sheet.merged:
        columns = [places.get(column, 0) for column in range(span.first_column, span.last_column + 1)]
        kept = [column for column in columns if column]
        if span.first_row < top:
            spans.append(span)
        elif kept and kept == list(range(kept[0], kept[0] + len(kept))) and columns[0]:
            spans.append(Span(span.first_row, kept[0], span.last_row, kept[-1]))
    return spans


def moved(sheet: Sheet, rows: int, columns: int) -> Sheet:
    """The sheet with empty rows above and empty columns before it."""
    cells = [replace(cell, row=cell.row + rows, column=cell.column + columns) for cell in sheet.cells.values()]
    spans = (
        Span(span.first_row + rows, span.first_column + columns, span.last_row + rows, span.last_column + columns)
        for span in sheet.merged
    )
    return Sheet(sheet.name, {cell.position: cell for cell in cells}, tuple(spans), sheet.hidden)


def without_rows(sheet: Sheet, *rows: int) -> Sheet:
    """The sheet with some rows left empty."""
    return replace(sheet, cells={position: cell for position, cell in sheet.cells.items() if position[0] not in rows})


def rewritten(sheet: Sheet, texts: Mapping[str, str]) -> Sheet:
    """The sheet with other texts at some addresses, "" for an empty cell."""
    by_address = {cell.address: cell for cell in sheet.cells.values()}
    cells = dict(sheet.cells)
    for address, text in texts.items():
        cell = by_address[address]
        cells[cell.position] = replace(cell, text=normalise(text))
    return replace(sheet, cells={position: cell for position, cell in cells.items() if cell.text})


def stacked(*sheets: Sheet, gap: int = 2) -> Sheet:
    """Sheets under each other in one."""
    cells: dict[tuple[int, int], Cell] = {}
    merged: list[Span] = []
    top = 0
    for each in sheets:
        lower = moved(each, top, 0)
        cells |= dict(lower.cells)
        merged += lower.merged
        top = max(row for row, _ in cells) + gap
    return Sheet(sheets[0].name, cells, tuple(merged))


def filled_down(sheet: Sheet, first_row: int) -> Sheet:
    """The sheet unmerged, with every cell merged down over rows repeated in each."""
    cells = dict(sheet.cells)
    for span in sheet.merged:
        top = cells.get(span.top_left)
        if top is not None and span.first_row >= first_row and span.first_column == span.last_column:
            cells |= {position: replace(top, row=position[0], column=position[1]) for position in span.positions()}
    return replace(sheet, cells=cells, merged=())
