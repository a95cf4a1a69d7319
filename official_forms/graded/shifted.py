"""Owns how far a row of a form with graded targets stands too far left: as the number it begins with tells."""

from official_forms.graded.columns import KNOWN
from official_forms.grid import Cell
from official_forms.items import read_item
from official_forms.layout import LaidPage
from official_forms.short_rows import are_figures, fits, has_figure_for_words
from official_forms.spelling import is_made_of

_LINES = ("অর্জন", "প্রকৃত", "অগ্রগতি", "লক্ষ্যমাত্রা", "achievement", "progress", "target")
_TESTED = {column.name: column.contents for column in KNOWN if column.name in ("weight", "unit") and column.contents}
_INDICATOR = 3  # the depth of its number
_LEVELS = {2: "activity", _INDICATOR: "indicator"}


def shift_of_head(cells: tuple[Cell, ...], page: LaidPage) -> int | None:
    """As ``short_rows.Shift``: a row that begins with the number of an activity or indicator is moved to that column.

    The form has no lines: a row that begins with the label of one, or with figures for names, is a shifted one.
    """
    first, indicator = cells[0], page.column("indicator") or 0
    if is_made_of(first.text, _LINES) and first.column <= indicator:
        return None
    item = read_item(first.text)
    if _stands_right(cells, page):
        return None
    if item is None or not item.title or len(cells) == 1:
        return None if are_figures(cells, page) or has_figure_for_words(cells, page) else 0
    place = page.column(_LEVELS.get(item.depth, "")) or 0
    beside = next((cell for cell in cells if cell.column == indicator), None)
    if first.column >= place or (beside is not None and read_item(beside.text) is not None):
        return None if has_figure_for_words(cells, page) else 0
    columns = place - first.column
    return columns if fits(cells, columns, page, _TESTED) else None


def _stands_right(cells: tuple[Cell, ...], page: LaidPage) -> bool:
    """Whether an indicator with its number stands behind its column, where a unit or a weight belongs.

    In the column of progress "২৫.০৮.২১ তারিখে" is a date.
    """
    behind = [column for name in _TESTED if (column := page.column(name)) and column > (page.column("indicator") or 0)]
    items = (read_item(cell.text) for cell in cells if cell.column in behind)
    return any(item is not None and item.depth == _INDICATOR and item.title for item in items)
