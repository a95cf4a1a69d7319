"""Owns the rows of the e-governance form: indicators under their activity and area, and the totals below them."""

import re
from dataclasses import dataclass, field

from egov_plans.columns import EgovForm
from plans.sheets.grid import Cell, Sheet
from plans.sheets.items import Item, read_item
from plans.sheets.table import Page
from plans.values.text import normalise

_TOTAL = re.compile(normalise("(?:সর্ব)?মোট (?:নম্বর|মান)"))
_OBTAINED = re.compile(normalise("(?:প্রাপ্ত|অর্জিত) (?:মোট )?(?:নম্বর|মান)"))


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
class FormRows:
    """The areas of a form with what is below them, and the rows of the totals the office claims."""

    areas: list[Head] = field(default_factory=list)
    total: list[Cell] = field(default_factory=list)
    obtained: list[Cell] = field(default_factory=list)


def form_rows(sheet: Sheet, form: EgovForm) -> FormRows:
    """The form's areas, activities and indicators in their order, and the claimed totals."""
    found = FormRows()
    for page in form.table.pages:
        for row in page.body:
            cells = sheet.rows[row]
            if _TOTAL.match(cells[0].text):
                found.total.extend(cells)
            elif _OBTAINED.match(cells[0].text):
                found.obtained.extend(cells)
            elif not found.total and not found.obtained:
                _place(sheet, form, found.areas, Row(row, page))
    return found


def _place(sheet: Sheet, form: EgovForm, areas: list[Head], row: Row) -> None:
    """Hang what begins in a row under what began last above it; the row belongs to all three."""
    siblings = areas
    for name in ("area", "activity", "indicator"):
        begun = _head(sheet, form, name, row)
        if begun is not None:
            siblings.append(begun)
        if not siblings:
            return
        siblings[-1].rows.append(row)
        siblings = siblings[-1].below


def _head(sheet: Sheet, form: EgovForm, name: str, row: Row) -> Head | None:
    cell = sheet.cells.get((row.row, form.column(row.page, name) or 0))
    item = read_item(cell.text) if cell else None
    return Head(item, cell) if cell and item else None
