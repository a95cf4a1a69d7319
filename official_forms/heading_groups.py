"""Owns the groups of headings that no merged cell holds together, as in pasted rows and CSV, which have none."""

from collections.abc import Iterator, Mapping

from official_forms.form_table import Page
from official_forms.grid import Cell, Position, Sheet
from official_forms.header import is_percent, is_time
from official_forms.spelling import is_made_of

_LINES = ("লক্ষ্যমাত্রা", "অর্জন", "প্রকৃত", "অগ্রগতি", "target", "achievement", "progress", "actual")


def spread(sheet: Sheet, page: Page) -> Mapping[Position, Cell]:
    """Empty places of a header -> the heading on their left that stands over them too.

    Only over periods, years and grades, which say little without their group, and over target and achievement of one
    period; where any heading is merged over several columns, merging tells all groups.
    """
    if len(page.header) < 2 or _is_merged(sheet, page):
        return {}
    found: dict[Position, Cell] = {}
    below: dict[int, str] = {}  # by column: what the nearest heading below is one of
    for row in reversed(page.header):
        found.update(_of_row(sheet, row, below))
        below.update({cell.column: sort for cell in sheet.rows[row] if (sort := _sort(cell))})
    return found


def _is_merged(sheet: Sheet, page: Page) -> bool:
    first, last = page.header[0], page.header[-1]
    return any(
        span.first_column < span.last_column and span.first_row <= last and span.last_row >= first
        for span in sheet.merged
    )


def _of_row(sheet: Sheet, row: int, below: Mapping[int, str]) -> Iterator[tuple[Position, Cell]]:
    cells = {cell.column: cell for cell in sheet.rows[row]}
    if len(cells) < 2 or not below:  # a title, or nothing to stand over
        return
    group: Cell | None = None
    of_group = ""
    for column in range(min(cells), max(below) + 1):
        sort = below.get(column, "")
        if column in cells:
            group, of_group = cells[column], sort
        elif group and sort and sort == of_group and (sort != "line" or is_time(group.text)):
            yield (row, column), group
        else:
            group = None


def _sort(cell: Cell) -> str:
    """What a heading is one of: the periods, grades or lines of a group; "" for one that stands by itself."""
    if is_made_of(cell.text, _LINES):
        return "line"
    return "grade" if is_percent(cell.text) else "period" * is_time(cell.text)
