"""Owns the rows of the e-governance form: indicators under their activity and area, and the totals below them."""

import re
from dataclasses import dataclass, field

from egov_plans.columns import EgovForm
from plans.sheets.grid import Cell, Sheet
from plans.sheets.items import Item, read_item
from plans.sheets.table import Page
from plans.values.text import normalise

_FIGURE = r"\s?[:ঃ।=–-]*\s?(?P<figure>[0-9০-৯][0-9০-৯.,]*)?"
_TOTAL = re.compile(normalise("(?:সর্ব)?মোট (?:নম্বর|মান)") + _FIGURE)
_OBTAINED = re.compile(normalise("(?:প্রাপ্ত|অর্জিত) (?:মোট )?(?:নম্বর|মান)") + _FIGURE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the sheet and the page it stands on."""

    row: int
    page: Page


@dataclass(frozen=True, slots=True)
class Head:
    """An area, an activity or an indicator: its number and title, the cell they stand in, and its rows.

    In the form the cell of an area or activity is merged down over its rows, or the cells below it are left empty.
    """

    item: Item
    cell: Cell
    rows: list[Row] = field(default_factory=list)
    below: list["Head"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Claim:
    """A total the office prints below its table: "মোট নম্বর: ৫০", in one cell or in two."""

    label: Cell
    figure: str  # "" where none is written
    figure_cell: Cell


@dataclass(slots=True)
class FormRows:
    """The areas of a form with what is below them, and the totals the office claims."""

    areas: list[Head] = field(default_factory=list)
    total: Claim | None = None
    obtained: Claim | None = None


def form_rows(sheet: Sheet, form: EgovForm) -> FormRows:
    """The form's areas, activities and indicators in order, and the claimed totals; rows below those are no part."""
    found = FormRows()
    for page in form.table.pages:
        for row in page.body:
            total, obtained = (_claim(sheet.rows[row], label) for label in (_TOTAL, _OBTAINED))
            found.total, found.obtained = found.total or total, found.obtained or obtained
            if not found.total and not found.obtained:
                _place(sheet, form, found.areas, Row(row, page))
    return found


def _claim(cells: tuple[Cell, ...], label: re.Pattern[str]) -> Claim | None:
    match = label.fullmatch(cells[0].text)
    if match is None:
        return None
    figure_cell = cells[0] if match["figure"] or len(cells) == 1 else cells[1]
    figure = match["figure"] or ("" if figure_cell is cells[0] else figure_cell.text)
    return Claim(cells[0], figure, figure_cell)


def _place(sheet: Sheet, form: EgovForm, areas: list[Head], row: Row) -> None:
    """Hang what begins in a row under what began last above it; the row belongs to all three."""
    begun = {name: _head(sheet, form, name, row) for name in ("area", "activity", "indicator")}
    if not any(begun.values()) and not _continues(sheet, form, row):
        return
    siblings = areas
    for head in begun.values():
        if head is not None:
            siblings.append(head)
        if not siblings:
            return
        siblings[-1].rows.append(row)
        siblings = siblings[-1].below


def _continues(sheet: Sheet, form: EgovForm, row: Row) -> bool:
    """Whether a row without a number of its own goes on with the row above: it has no gap and no serial before it."""
    has_serial = (row.row, form.column(row.page, "serial") or 0) in sheet.cells
    return not has_serial and (row.row == row.page.body[0] or row.row - 1 in row.page.body)


def _head(sheet: Sheet, form: EgovForm, name: str, row: Row) -> Head | None:
    cell = sheet.cells.get((row.row, form.column(row.page, name) or 0))
    item = read_item(cell.text) if cell else None
    return Head(item, cell) if cell and item else None
