"""Owns dividing a sheet that holds several plans under each other into one sheet for each."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from cell_values.text import key
from official_forms.form_table import PageHead, find_heads
from official_forms.grid import Cell, Position, Sheet, Span
from official_forms.items import is_titled, read_item
from official_forms.titles import find_offices, find_years, is_title

_MOST_IN_TITLE = 2  # cells of a row above a form
NamedIn = Callable[[tuple[Cell, ...]], set[str]]


@dataclass(frozen=True, slots=True)
class _Section:
    """The head of a page, what the title rows right above it name, and the number its rows begin with."""

    top: int
    named: tuple[set[str], ...]
    first: tuple[int, ...] | None


def split(sheet: Sheet, kinds_in: NamedIn = lambda _: set()) -> tuple[Sheet, ...]:
    """The sheet itself, or its plans in their order; every cell keeps its address and goes to exactly one of them.

    A page begins another plan when its numbers start over or its titles name another office, year or kind of plan (as
    ``kinds_in`` finds them); a page that goes on with the same plan does neither.
    """
    starts = [section.top for section in _first_sections(sheet, kinds_in)][1:]
    if not starts:
        return (sheet,)
    return tuple(_parts(sheet, [0, *starts]))


def _first_sections(sheet: Sheet, kinds_in: NamedIn) -> list[_Section]:
    """The first page of every plan."""
    plans: list[_Section] = []
    for section in _sections(sheet, find_heads(sheet), kinds_in):
        if not plans or _starts_over(plans[-1], section) or _names_another(plans[-1], section):
            plans.append(section)
    return plans


def _sections(sheet: Sheet, heads: list[PageHead], kinds_in: NamedIn) -> Iterator[_Section]:
    ends = [head.top for head in heads[1:]] + [*(row + 1 for row in sheet.order[-1:])]
    starts = [0, *(head.bottom for head in heads)]
    for start, head, end in zip(starts, heads, ends, strict=False):
        rows = tuple(_rows_above(sheet, start, head.top))
        cells = tuple(cell for row in rows for cell in sheet.rows[row])
        top = min((cell.row for cell in cells if _is_title_line(cell)), default=head.top)
        yield _Section(
            top, (*_named(cells), kinds_in(cells)), _first_number(sheet, sheet.rows_between(head.bottom, end))
        )


def _rows_above(sheet: Sheet, end: int, top: int) -> Iterator[int]:
    """The non-empty rows above a head, from below, as far as they may be titles or a signature.

    ``end`` is the last row of the head before.
    """
    for row in reversed(sheet.rows_between(end, top)):
        cells = sheet.rows[row]
        if len(cells) > _MOST_IN_TITLE or any(is_titled(cell.text) for cell in cells):
            return
        yield row


def _is_title_line(cell: Cell) -> bool:
    offices = find_offices([cell])
    return is_title(cell) or bool(offices.named or offices.lines or list(find_years([cell])))


def _first_number(sheet: Sheet, rows: Iterable[int]) -> tuple[int, ...] | None:
    """The number of the first activity or indicator in some rows; the longest of its row."""
    for row in rows:
        items = [item for cell in sheet.rows[row] if (item := read_item(cell.text)) and item.title and item.depth > 1]
        if items:
            return max(item.parts for item in items)
    return None


def _starts_over(plan: _Section, section: _Section) -> bool:
    if plan.first is None or section.first is None:
        return False
    length = min(len(plan.first), len(section.first))
    return section.first[:length] <= plan.first[:length]


def _names_another(plan: _Section, section: _Section) -> bool:
    return any(found and not found <= before for before, found in zip(plan.named, section.named, strict=True))


def _named(cells: tuple[Cell, ...]) -> tuple[set[str], set[str]]:
    """The offices and the years some titles name."""
    offices = find_offices(cells)
    names = {key(found.text) for found in (*offices.named, *offices.lines, *offices.owners) if found.text}
    return names, {found.text for found in find_years(cells)}


def _parts(sheet: Sheet, starts: list[int]) -> Iterator[Sheet]:
    """The sheet cut above each of some rows, in one pass."""
    cells: list[dict[Position, Cell]] = [{} for _ in starts]
    merged: list[list[Span]] = [[] for _ in starts]
    for position, cell in sheet.cells.items():
        cells[bisect_right(starts, position[0]) - 1][position] = cell
    for span in sheet.merged:
        merged[bisect_right(starts, span.first_row) - 1].append(span)
    for own, spans in zip(cells, merged, strict=True):
        yield Sheet(sheet.name, own, tuple(spans), sheet.hidden, sheet.page_starts)
