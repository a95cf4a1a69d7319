"""Owns finding a form in a sheet by its numbered row ১, ২, ৩ …, which an official form repeats on every page."""

from collections.abc import Mapping
from dataclasses import dataclass

from plans.sheets.grid import Cell, Sheet
from plans.values.digits import to_ascii
from plans.values.text import key

FEWEST_COLUMNS = 6  # no official layout has less than eight; a damaged one may have lost some


@dataclass(frozen=True, slots=True)
class Page:
    """One printed page of the form: the rows of its header, its numbered row and the rows below it."""

    header: range
    numbered: int
    columns: Mapping[int, int]  # printed column number -> column of the sheet
    body: tuple[int, ...]  # non-empty rows, without a page number at the foot


@dataclass(frozen=True, slots=True)
class Table:
    """A form found in a sheet; ``titles`` are the non-empty rows above it."""

    titles: tuple[int, ...]
    pages: tuple[Page, ...]
    page_numbers: tuple[int, ...] = ()

    @property
    def columns(self) -> Mapping[int, int]:
        """The columns of the first page."""
        return self.pages[0].columns


def find_table(sheet: Sheet) -> Table | None:
    """The form in a sheet, None where no row numbers its columns."""
    numbered = {row: columns for row, cells in sheet.rows.items() if (columns := _numbering(cells))}
    if not numbered:
        return None
    headers = _headers(sheet, tuple(numbered))
    ends = [header.start for header in headers[1:]] + [max(sheet.rows) + 1]
    pages, page_numbers = [], []
    for (row, columns), header, end in zip(numbered.items(), headers, ends, strict=True):
        body = [below for below in sheet.rows if row < below < end]
        if body and header is not headers[-1] and _is_page_number(sheet.rows[body[-1]]):
            page_numbers.append(body.pop())
        pages.append(Page(header, row, columns, tuple(body)))
    titles = tuple(row for row in sheet.rows if row < headers[0].start)
    return Table(titles, tuple(pages), tuple(page_numbers))


def _numbering(cells: tuple[Cell, ...]) -> dict[int, int]:
    """Number -> column when a row reads 1, 2, 3 … to its end, else empty."""
    numbers = [to_ascii(cell.text) for cell in cells]
    if len(cells) < FEWEST_COLUMNS or numbers != [str(number) for number in range(1, len(cells) + 1)]:
        return {}
    return {number: cell.column for number, cell in enumerate(cells, start=1)}


def _headers(sheet: Sheet, numbered: tuple[int, ...]) -> list[range]:
    first = range(_top_of_first(sheet, numbered[0]), numbered[0])
    words = {key(cell.text) for row in first for cell in sheet.rows.get(row, ())}
    return [first] + [range(_top_of_repeat(sheet, row, words), row) for row in numbered[1:]]


def _top_of_first(sheet: Sheet, numbered: int) -> int:
    """The highest row directly above that heads several columns; a title stands in one or two cells."""
    several = max(3, len(sheet.rows[numbered]) // 3)
    top, row = numbered, numbered - 1
    while row in sheet.rows:
        top = row if len(sheet.rows[row]) >= several else top
        row -= 1
    return top


def _top_of_repeat(sheet: Sheet, numbered: int, words: set[str]) -> int:
    row = numbered
    while row - 1 in sheet.rows and all(key(cell.text) in words for cell in sheet.rows[row - 1]):
        row -= 1
    return row


def _is_page_number(cells: tuple[Cell, ...]) -> bool:
    return len(cells) == 1 and to_ascii(cells[0].text).isdecimal()
