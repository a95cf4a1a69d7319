"""Owns the doubt about figures in columns of a form that the plan has no place for: no notice alone drops them."""

from cell_values.reading import read_value
from cell_values.sentence import Sentence
from cell_values.value import Unit, ValueState
from official_forms.grid import Cell
from official_forms.headings import heading_cells
from official_forms.layout import Form, LaidPage
from official_forms.leftovers import quoted
from official_forms.reported_columns import ASIDE
from official_forms.sheet_reading import SheetReading
from plan_tree.problems import Severity


def doubt_unplaced_figures(reading: SheetReading, form: Form) -> None:
    """A warning at every figure that stands below the form's headings in no column of the plan, with its heading."""
    for page in form.pages:
        named = {column for name, column in page.columns.items() if not name.startswith(ASIDE)}
        headed: dict[int, str] = {}
        for row in page.page.body:
            for cell in reading.sheet.rows[row]:
                if cell.column not in named and not reading.is_taken(cell) and _is_figure(cell.text):
                    heading = headed.setdefault(cell.column, _heading(reading, page, cell.column))
                    reading.take(cell)
                    reading.report(Severity.WARNING, "column_not_taken", _not_taken(cell, heading), cell.address)


def _is_figure(text: str) -> bool:
    return read_value(text, Unit.NUMBER_AND_DATE).value.state in (ValueState.GIVEN, ValueState.UNREADABLE)


def _heading(reading: SheetReading, page: LaidPage, column: int) -> str:
    return " · ".join(cell.text for cell in heading_cells(reading.sheet, page.page, [column]))


def _not_taken(cell: Cell, heading: str) -> Sentence:
    text, over = quoted(cell.text), quoted(heading or "–")
    return Sentence(
        f"“{text}” যে কলামে আছে (“{over}”), পরিকল্পনায় তার জায়গা নেই; তাই নেওয়া হয়নি। এ বছরের মান হলে শিরোনাম ঠিক করে আবার দিন।",
        f"“{text}” stands in a column (“{over}”) that this plan has no place for, so it was not taken over. If it is a "
        "value of this year, put the heading right and send the file again.",
    )
