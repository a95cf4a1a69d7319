"""Owns what frames a form: its headings, numbered rows and page numbers, and what is said where they are damaged."""

from collections.abc import Mapping

from cell_values.sentence import Sentence
from official_forms.grid import Cell
from official_forms.header import heading_word, is_percent
from official_forms.layout import Form, LaidPage
from official_forms.numbering import highest_number
from official_forms.periods import is_cumulative
from official_forms.reported_columns import ASIDE
from official_forms.sheet_reading import SheetReading
from plan_tree.problems import Severity
from plan_tree.terms import OtherYearSort

_OTHER_YEARS = tuple(map(str, OtherYearSort))  # begin the names of their columns, which their own words tell


def take_frame(reading: SheetReading, form: Form, names: Mapping[str, Sentence]) -> None:
    """Count what frames the form as understood, and tell every heading that names no part or another's column.

    ``names`` are the official headings of the parts.
    """
    for page in form.pages:
        for number, cell in page.page.numbers.items():
            reading.take(cell if number <= highest_number(page.page.numbers) else None)
        for row in page.page.header:
            for cell in reading.sheet.rows[row]:
                _take_heading(reading, page, cell, names)
        for cell, name in page.moved:
            reading.notice("heading_moved", _moved(cell, names[name]), cell.address)
    for row in form.table.running:
        for cell in reading.sheet.rows[row]:
            reading.take(cell)


def tell_missing(
    reading: SheetReading, form: Form, needed: Mapping[str, Severity], names: Mapping[str, Sentence]
) -> None:
    """Tell of columns a form cannot do without, at the number or heading of its first column."""
    page = form.best.page
    frame = [*page.numbers.values(), *(cell for row in page.header for cell in reading.sheet.rows[row])]
    for name, severity in needed.items():
        if not form.has(name):
            reading.report(severity, "column_missing", _missing(names[name]), frame[0].address)


def _take_heading(reading: SheetReading, page: LaidPage, cell: Cell, names: Mapping[str, Sentence]) -> None:
    part = _part_under(reading, page, cell)
    if part is None:
        if heading_word(cell.text) or cell.row == page.page.header[-1]:
            reading.take(cell)
            reading.notice("column_unknown", _unknown(cell), cell.address)
    elif heading_word(cell.text) or is_percent(cell.text) or is_cumulative(cell.text) or part.startswith(_OTHER_YEARS):
        reading.take(cell)
    elif part in names:
        reading.take(cell)
        reading.notice("heading_by_place", _by_place(cell, names[part]), cell.address)


def _part_under(reading: SheetReading, page: LaidPage, cell: Cell) -> str | None:
    """The part of the first column a heading stands over that has one in the plan."""
    span = reading.sheet.span(*cell.position)
    covered = range(span.first_column, span.last_column + 1)
    parts = (name for name, column in page.columns.items() if column in covered)
    return next((name for name in parts if not name.startswith(ASIDE)), None)


def _unknown(cell: Cell) -> Sentence:
    return Sentence(
        f"“{cell.text}” কলামটি পরিকল্পনার ফরমে নেই; এর ঘরগুলো নেওয়া হয়নি, একে একে জানানো হয়েছে।",
        f"The plan has no place for the column “{cell.text}”; its cells were not taken over and are told one by one.",
    )


def _by_place(cell: Cell, name: Sentence) -> Sentence:
    return Sentence(
        f"“{cell.text}” শিরোনামটি চেনা যায়নি; জায়গা দেখে কলামটি “{name.bn}” ধরা হয়েছে।",
        f"The heading “{cell.text}” is not known; by its place the column was taken as “{name.en}”.",
    )


def _moved(cell: Cell, name: Sentence) -> Sentence:
    return Sentence(
        f"“{cell.text}” শিরোনামটি অন্য কলামের ওপর আছে; “{name.bn}” কলামটি আনুষ্ঠানিক ক্রম ধরে পড়া হয়েছে।",
        f"The heading “{cell.text}” stands over another column; “{name.en}” was read in the official order.",
    )


def _missing(name: Sentence) -> Sentence:
    return Sentence(
        f"ফরমে “{name.bn}” কলামটি পাওয়া যায়নি। কলামটি ও তার শিরোনাম ঠিক করে আবার দিন।",
        f"The form has no column “{name.en}”. Put the column and its heading right and send the file again.",
    )
