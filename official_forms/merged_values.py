"""Owns the doubt about a value whose cell is merged over several places of a form: it was taken for the first alone."""

import re
from collections.abc import Collection, Iterable

from cell_values.sentence import Sentence
from official_forms.grid import Cell, Sheet, Span, address
from official_forms.layout import VALUED, Form, LaidPage
from official_forms.leftovers import quoted
from official_forms.sheet_reading import SheetReading
from plan_tree.tree import AreaNode

_QUARTERS = ("q1", "q2", "q3", "q4")  # begin the names of columns with a value of their own in every line
_ROW = re.compile(r"\d+$", re.ASCII)


def doubt_merged_values(reading: SheetReading, form: Form, areas: Iterable[AreaNode]) -> None:
    """A warning at every value merged over several quarters or grades, several indicators, or both of its lines."""
    merged = [span for span in reading.sheet.merged if span.top_left in reading.sheet.cells]
    if not merged:
        return
    numbers = (row.cells.get("number", "") for area in areas for row in area.indicators)
    firsts = {int(match[0]) for number in numbers if (match := _ROW.search(number))}
    pages = {row: page for page in form.pages for row in page.page.body}
    for span in merged:
        page = pages.get(span.first_row)
        if page and _is_over_several(reading.sheet, page, span, firsts):
            cell = reading.sheet.cells[span.top_left]
            reading.warn("merged_value", _said(cell, span), cell.address)


def _is_over_several(sheet: Sheet, page: LaidPage, span: Span, firsts: Collection[int]) -> bool:
    """Whether the first column of a merged range holds values, and the range reaches into the place of another one."""
    valued = {column: name for name, column in page.columns.items() if name.startswith((*VALUED, "unit"))}
    name = valued.get(span.first_column)
    if name is None:
        return False
    below = range(span.first_row + 1, span.last_row + 1)
    lines = [row for row in below if (row, page.column("line") or 0) in sheet.cells]
    return (
        any(span.first_column < column <= span.last_column for column in valued)
        or any(row in firsts for row in below)
        or (name.startswith(_QUARTERS) and bool(lines))
    )


def _said(cell: Cell, span: Span) -> Sentence:
    text, place = quoted(cell.text), f"{cell.address}:{address(span.last_row, span.last_column)}"
    return Sentence(
        f"“{text}” একাধিক ঘর জুড়ে লেখা ({place}); প্রথম ঘরেই ধরা হয়েছে। কোন ঘরের কত, আলাদা করে লিখে আবার দিন।",
        f"“{text}” is merged over several cells ({place}) and was taken for the first. Write into each what is its own "
        "and send the file again.",
    )
