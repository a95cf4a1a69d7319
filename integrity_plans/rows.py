"""Owns the rows of the integrity form: area headings, and the rows that belong to one indicator."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from integrity_plans.columns import IntegrityForm
from plans.sheets.grid import Cell, Sheet
from plans.sheets.items import Item, read_item
from plans.sheets.table import Page
from plans.values.text import key

# "প্রাতিষ্ঠানিক ব্যবস্থা.....৮", "… কার্যক্রম..... ১৫ (অগ্রাধিকার ভিত্তিতে …)": title, dotted leader, weight, note.
_AREA = re.compile(
    r"(?P<title>.*?)\s*(?:[.‥…·]{2,}|…)[\s.‥…·:=-]*(?P<weight>[0-9০-৯][0-9০-৯.,]*)?\s*(?P<note>\(.*\))?[।.]?", re.DOTALL
)


_TARGET, _ACHIEVEMENT = key("লক্ষ্যমাত্রা"), key("অর্জন")


class Line(StrEnum):
    """Which of an indicator's two printed rows a row is (column 7)."""

    TARGET = "target"
    ACHIEVEMENT = "achievement"


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area's heading; ``weight`` and ``note`` are as printed, "" if absent."""

    cell: Cell
    number: str
    title: str
    weight: str
    note: str
    weight_cell: Cell


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of the sheet that belongs to an indicator."""

    row: int
    page: Page
    line: Line


@dataclass(frozen=True, slots=True)
class IndicatorRows:
    """An indicator's rows, from the one its number stands in to the last before the next."""

    cell: Cell
    item: Item
    rows: list[FormRow] = field(default_factory=list)


def form_rows(sheet: Sheet, form: IntegrityForm) -> tuple[AreaRow | IndicatorRows, ...]:
    """The form's areas and indicators in their order; rows that belong to none are left out."""
    blocks: list[AreaRow | IndicatorRows] = []
    for page in form.table.pages:
        for row in page.body:
            opened = _area(sheet, form, page, row) or _indicator(sheet, form, page, row)
            if opened is not None:
                blocks.append(opened)
            if blocks and isinstance(current := blocks[-1], IndicatorRows):
                _join(sheet, form, current, page, row)
    return tuple(blocks)


def _area(sheet: Sheet, form: IntegrityForm, page: Page, row: int) -> AreaRow | None:
    heading, *others = sheet.rows[row]
    item = read_item(heading.text)
    if heading.column != form.column(page, "activity") or item is None or item.depth > 1:
        return None
    if any(cell.column != form.column(page, "weight") for cell in others):
        return None
    match = _AREA.fullmatch(item.title)
    title, weight, note = match.group("title", "weight", "note") if match else (item.title, None, None)
    weight_cell = others[0] if others and not weight else heading
    return AreaRow(heading, item.number, title, weight or (others[0].text if others else ""), note or "", weight_cell)


def _indicator(sheet: Sheet, form: IntegrityForm, page: Page, row: int) -> IndicatorRows | None:
    cell = sheet.cells.get((row, form.column(page, "activity") or 0))
    item = read_item(cell.text) if cell else None
    return IndicatorRows(cell, item) if cell and item and item.depth > 1 else None


def _join(sheet: Sheet, form: IntegrityForm, block: IndicatorRows, page: Page, row: int) -> None:
    """Add a row to an indicator unless a gap sets it off: what follows the table is no part of its last row."""
    label = sheet.cells.get((row, form.column(page, "line") or 0))
    last = block.rows[-1] if block.rows else None
    if last is None or label is not None or row == page.body[0] or row == last.row + 1:
        block.rows.append(FormRow(row, page, _line(label, last)))


def is_label(cell: Cell) -> bool:
    """Whether a cell of column 7 names one or both lines and nothing else."""
    return key(cell.text).replace(_TARGET, "", 1).replace(_ACHIEVEMENT, "", 1) == ""


def _line(label: Cell | None, last: FormRow | None) -> Line:
    """The line a row's label names; a label that names both stands over targets, no label continues the row above."""
    words = key(label.text) if label else ""
    if _TARGET in words or (last is None and not words):
        return Line.TARGET
    if _ACHIEVEMENT in words:
        return Line.ACHIEVEMENT
    return last.line if last else Line.TARGET
