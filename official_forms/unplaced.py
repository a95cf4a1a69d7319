"""Owns the doubt about figures of a form whose column or row the plan has no place for: no notice alone drops them."""

import re
from collections.abc import Collection, Iterable, Sequence

from cell_values.reading import read_value
from cell_values.sentence import Sentence
from cell_values.value import Unit, ValueState
from official_forms.grid import Cell
from official_forms.headings import heading_cells
from official_forms.layout import VALUED, Form, LaidPage
from official_forms.leftovers import quoted
from official_forms.reported_columns import ASIDE, ReportedAs, reported_column
from official_forms.sheet_reading import SheetReading
from official_forms.spelling import folded

_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")


def doubt_unplaced_figures(reading: SheetReading, form: Form, unread: Collection[str] = ()) -> None:
    """A warning at every figure that stands below the form's headings in no column of the plan, with its heading.

    ``unread`` are the columns of the form that nobody read, as that of a progress of nobody knows which quarter.
    """
    for page in form.pages:
        named = {column for name, column in page.columns.items() if not name.startswith(ASIDE) and name not in unread}
        headed: dict[int, str] = {}
        for row in page.page.body:
            for cell in reading.sheet.rows[row]:
                if cell.column not in named and not reading.is_taken(cell) and is_figure(cell.text):
                    heading = headed.setdefault(cell.column, _heading(reading, page, cell.column))
                    reading.take(cell)
                    reading.warn("column_not_taken", _not_taken(cell, heading), cell.address)
        _doubt_alike(reading, page, headed)


def _doubt_alike(reading: SheetReading, page: LaidPage, unplaced: Iterable[int]) -> None:
    """A warning at the heading of every column taken while one headed alike, with figures, was not."""
    stacks = {column: heading_cells(reading.sheet, page.page, [column]) for column in unplaced}
    for name, column in page.columns.items():
        is_taken = name.startswith(VALUED) and column not in stacks
        own = heading_cells(reading.sheet, page.page, [column]) if is_taken else ()
        rivals = [stack for stack in stacks.values() if own and stack and _are_alike(own, stack)]
        if rivals:
            reading.warn("column_twice", _twice(own[-1], rivals[0][-1]), own[-1].address)


def _are_alike(own: Sequence[Cell], other: Sequence[Cell]) -> bool:
    """Whether two columns say the same, but for what stands in brackets, or are targets of the same time."""
    mine, theirs = reported_column(own), reported_column(other)
    if theirs.is_of_the_past or (mine.years and theirs.years and mine.years != theirs.years):
        return False
    bare, others = (folded(_BRACKETS.sub(" ", stack[-1].text)) for stack in (own, other))
    if bare == others:
        return True
    is_percent = any(char == "%" for stack in (own, other) for char in stack[-1].text)
    is_target = mine.what is theirs.what is ReportedAs.TARGET
    return is_target and mine.period == theirs.period and not is_percent


def doubt_rows_of_nobody(reading: SheetReading, form: Form) -> None:
    """A warning at every figure of a row that belongs to no indicator, in the columns of targets and achievements.

    A lone one that is kept with the report may be of a signature.
    """
    for page in form.pages:
        valued = {column for name, column in page.columns.items() if name.startswith(VALUED)}
        for row in page.page.body:
            cells = reading.sheet.rows[row]
            figures = [cell for cell in cells if cell.column in valued and is_figure(cell.text)]
            is_lone = len(figures) == 1 and reading.is_kept(figures[0])
            if not is_lone and not any(map(reading.is_taken, cells)):
                for cell in figures:
                    reading.take(cell)
                    reading.warn("row_of_nobody", _of_nobody(cell), cell.address)


def is_figure(text: str) -> bool:
    return read_value(text, Unit.NUMBER_AND_DATE).value.state in (ValueState.GIVEN, ValueState.UNREADABLE)


def _of_nobody(cell: Cell) -> Sentence:
    text = quoted(cell.text)
    return Sentence(
        f"“{text}” যে সারিতে আছে, তা কোন সূচকের, বোঝা যায়নি; তাই নেওয়া হয়নি। মাঝের ফাঁকা সারি মুছে বা সারির নাম লিখে আবার দিন।",
        f"It could not be told to which indicator the row of “{text}” belongs, so it was not taken over. Delete the "
        "empty row above it or write the label of the line, and send the file again.",
    )


def _twice(own: Cell, other: Cell) -> Sentence:
    return Sentence(
        f"“{quoted(own.text)}” কলামের মান নেওয়া হয়েছে, কিন্তু {other.address} ঘরের “{quoted(other.text)}” শিরোনামেও একই কথা। "
        "কোনটি ঠিক, দেখুন; অন্যটি মুছে আবার দিন।",
        f"The column “{quoted(own.text)}” was taken, but that of {other.address} (“{quoted(other.text)}”) says the "
        "same. See which is right, delete the other and send the file again.",
    )


def _heading(reading: SheetReading, page: LaidPage, column: int) -> str:
    return " · ".join(cell.text for cell in heading_cells(reading.sheet, page.page, [column]))


def _not_taken(cell: Cell, heading: str) -> Sentence:
    text, over = quoted(cell.text), quoted(heading or "–")
    return Sentence(
        f"“{text}” যে কলামে আছে (“{over}”), পরিকল্পনায় তার জায়গা নেই; তাই নেওয়া হয়নি। এ বছরের মান হলে শিরোনাম ঠিক করে আবার দিন।",
        f"“{text}” stands in a column (“{over}”) that this plan has no place for, so it was not taken over. If it is a "
        "value of this year, put the heading right and send the file again.",
    )
