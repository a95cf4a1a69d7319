"""Owns the lines of an indicator that speak of another year than the plan's: গত বছরের অর্জন, অর্জন ২০১৯-২০."""

from cell_values.sentence import Sentence
from official_forms.grid import Cell
from official_forms.layout import Form, LaidPage
from official_forms.leftovers import quoted
from official_forms.periods import speaks_of_the_past
from official_forms.sheet_reading import SheetReading
from official_forms.titles import find_years
from official_forms.unplaced import is_figure

_NAMES = ("activity", "indicator")


def without_other_years(reading: SheetReading, form: Form, year: str) -> Form:
    """The form without such lines, each of their figures doubted at its cell: none is a value of ``year``."""
    found: set[int] = set()
    for page in form.pages:
        for row in page.page.body:
            label = reading.sheet.cells.get((row, page.column("line") or 0))
            if label and not _begins(reading, page, row) and _is_of_another(label, year):
                found.add(row)
                _doubt(reading, reading.sheet.rows[row], label)
    return form.without(found)


def _begins(reading: SheetReading, page: LaidPage, row: int) -> bool:
    return any((row, page.column(name) or 0) in reading.sheet.cells for name in _NAMES)


def _is_of_another(label: Cell, year: str) -> bool:
    years = {found.text for found in find_years([label])}
    return (bool(year and years) and year not in years) or (not years and speaks_of_the_past(label.text))


def _doubt(reading: SheetReading, cells: tuple[Cell, ...], label: Cell) -> None:
    reading.take(label)
    for cell in cells:
        if cell is not label and is_figure(cell.text):
            reading.take(cell)
            reading.warn("line_of_another_year", _not_taken(cell, label), cell.address)


def _not_taken(cell: Cell, label: Cell) -> Sentence:
    text, line = quoted(cell.text), quoted(label.text)
    return Sentence(
        f"“{text}” আছে “{line}” সারিতে, যা এ বছরের নয়; তাই নেওয়া হয়নি। এ বছরের হলে সারির নাম ঠিক করে আবার দিন।",
        f"“{text}” stands in the line “{line}”, which is not this year's, so it was not taken over. If it is, put the "
        "name of the line right and send the file again.",
    )
