"""Owns the doubt about a column of remarks whose heading names achievements as well: মন্তব্য/অর্জন."""

from cell_values.sentence import Sentence
from official_forms import usual_columns as usual
from official_forms.grid import Cell
from official_forms.headings import heading_cells
from official_forms.layout import Form, LaidPage
from official_forms.leftovers import quoted
from official_forms.reported_columns import ACHIEVEMENTS
from official_forms.sheet_reading import SheetReading
from official_forms.spelling import holds, is_made_of
from official_forms.unplaced import is_figure

_JOINING = ("ও", "বা", "এবং", "অথবা", "প্রকৃত", "মোট", "or", "and")


def doubt_two_meanings(reading: SheetReading, form: Form) -> None:
    """A warning at every figure below a heading that means remarks and achievements, at the heading where are words."""
    for page in form.pages:
        column = page.column(usual.REMARK.name)
        heading = _of_two_meanings(reading, page, column) if column is not None else None
        if heading is None:
            continue
        rows = (reading.sheet.rows[row] for row in page.page.body)
        below = [cell for cells in rows for cell in cells if cell.column == column]
        figures = [cell for cell in below if is_figure(cell.text)]
        for cell in figures or [heading] * bool(below):
            reading.warn("heading_of_two_meanings", _said(cell, heading), cell.address)


def _of_two_meanings(reading: SheetReading, page: LaidPage, column: int) -> Cell | None:
    headings = heading_cells(reading.sheet, page.page, [column])
    return next((cell for cell in reversed(headings) if _means_both(cell.text)), None)


def _means_both(text: str) -> bool:
    """Whether its words are those of both and nothing else: a remark on why a target was not achieved is a remark."""
    words = (*usual.REMARK.words, *ACHIEVEMENTS, *_JOINING)
    names_remark = any(holds(text, word) for word in usual.REMARK.words)
    return names_remark and any(holds(text, word) for word in ACHIEVEMENTS) and is_made_of(text, words)


def _said(cell: Cell, heading: Cell) -> Sentence:
    over, is_heading = quoted(heading.text), cell is heading
    bn, en = ("কলামটি", "the column") if is_heading else (f"“{quoted(cell.text)}”", f"“{quoted(cell.text)}”")
    return Sentence(
        f"“{over}” শিরোনামে মন্তব্য ও অর্জন দুটিই বোঝায়; {bn} মন্তব্য ধরা হয়েছে। অর্জন হলে শিরোনাম ঠিক করে আবার দিন।",
        f"The heading “{over}” means remarks and achievements; {en} was taken as a remark. If it is an achievement, "
        "put the heading right and send the file again.",
    )
