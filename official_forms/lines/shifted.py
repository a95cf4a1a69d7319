"""Owns how far a row of a form in two lines stands too far left: as the label of its line, or figures, tell."""

from official_forms.grid import Cell
from official_forms.items import read_item
from official_forms.layout import LaidPage
from official_forms.lines.columns import KNOWN, is_label, names_a_line
from official_forms.short_rows import are_figures, fits, has_figure_for_words

_TESTS = ("weight", "unit", "responsible")
_TESTED = {column.name: column.contents for column in KNOWN if column.name in _TESTS and column.contents}


def shift_of_line(cells: tuple[Cell, ...], page: LaidPage) -> int | None:
    """As ``short_rows.Shift``: a row whose label stands before its column is moved there, whole.

    A label in the place of a name says that the row is shifted, though nobody knows how far in a form without lines. So
    do figures where the name of an activity goes on.
    """
    label = next((cell for cell in cells if names_a_line(cell.text)), None)
    line, activity = page.column("line"), page.column("activity") or 0
    if label is None:
        return None if are_figures(cells, page) or has_figure_for_words(cells, page) else 0
    if line is None:
        return None if label == cells[0] and label.column in (activity, page.column("indicator")) else 0
    if any(cell.column == line and is_label(cell.text) for cell in cells):
        return None if has_figure_for_words(cells, page) else 0
    if label.column >= line:
        return None  # as far to the right as its label is, or it lacks one: the figures behind it are of other quarters
    columns = line - label.column
    # With its activity in its place the row lacks something behind that; what, nobody knows.
    begins_right = cells[0].column == activity and read_item(cells[0].text) is not None
    return None if begins_right or not fits(cells, columns, page, _TESTED) else columns
