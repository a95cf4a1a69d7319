"""Owns what the headings of a form say: the texts over each column, and which part of the form their words name."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from official_forms.form_table import Page
from official_forms.grid import Cell, Position, Sheet
from official_forms.heading_groups import spread
from official_forms.periods import quarter_alone
from official_forms.spelling import REMEMBERED, holds, holds_exactly

Stacks = Mapping[int, tuple[Cell, ...]]  # column of the sheet -> the heading cells over it, top to bottom
Matcher = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class HeadingPart:
    """A part of a form and the words its heading may hold; or the quarter its heading names."""

    name: str
    alternatives: tuple[tuple[str, ...], ...] = ()
    quarter: int | None = None

    def is_named(self, text: str, matcher: Matcher) -> bool:
        """Whether a heading names this part, its words told by ``holds`` or ``holds_exactly``."""
        if self.quarter is not None:
            return quarter_alone(text) == self.quarter
        return any(all(_agrees(text, word, matcher) for word in words) for words in self.alternatives)


@lru_cache(maxsize=REMEMBERED)
def part(name: str, *words: str) -> HeadingPart:
    """A part by the alternative words of its heading.

    Words joined by "+" must all occur; "-" before a word: it must not.
    """
    return HeadingPart(name, tuple(tuple(alternative.split("+")) for alternative in words))


def quarter_part(name: str, quarter: int) -> HeadingPart:
    """A part whose heading names a quarter: ১ম কোয়ার্টার, জুলাই-সেপ্টেম্বর."""
    return HeadingPart(name, quarter=quarter)


def printed_columns(sheet: Sheet, page: Page) -> tuple[int, ...]:
    """The columns a page prints, left to right: those with a number or a heading of their own."""
    rows = page.header if page.numbered is None else (*page.header, page.numbered)
    return tuple(sorted({cell.column for row in rows for cell in sheet.rows[row]}))


def stacks(sheet: Sheet, page: Page) -> Stacks:
    """The headings over each printed column; one over several columns stands over all of them, once each."""
    groups = spread(sheet, page)
    return {column: _stack(sheet, page, column, groups) for column in printed_columns(sheet, page)}


def heading_cells(sheet: Sheet, page: Page, columns: Iterable[int]) -> tuple[Cell, ...]:
    """The heading cells over some columns of a page."""
    groups = spread(sheet, page)
    return tuple(dict.fromkeys(cell for column in sorted(columns) for cell in _stack(sheet, page, column, groups)))


def named_parts(found: Stacks, parts: Sequence[HeadingPart]) -> dict[str, int]:
    """Part -> column, by words: first letter for letter, then in other spellings.

    A column is the first part its lowest heading names, failing that a higher one; a part is the leftmost such column.
    """
    assigned: dict[str, int] = {}
    named: set[int] = set()
    for matcher in (holds_exactly, holds):
        for column in sorted(set(found) - named):
            name = _name(found[column], parts, matcher)
            if name is not None:
                named.add(column)
                assigned.setdefault(name, column)
    return assigned


def _name(stack: tuple[Cell, ...], parts: Sequence[HeadingPart], matcher: Matcher) -> str | None:
    names = (part.name for cell in reversed(stack) for part in parts if part.is_named(cell.text, matcher))
    return next(names, None)


def _agrees(text: str, word: str, matcher: Matcher) -> bool:
    return not matcher(text, word[1:]) if word.startswith("-") else matcher(text, word)


def _stack(sheet: Sheet, page: Page, column: int, groups: Mapping[Position, Cell]) -> tuple[Cell, ...]:
    """The headings over a column; words in the numbered row are one as well."""
    cells = [sheet.covering(row, column) or groups.get((row, column)) for row in page.header]
    if page.numbered is not None:
        cells.append(sheet.covering(page.numbered, column))
    numbers = {cell.position for cell in page.numbers.values()}
    return tuple(dict.fromkeys(cell for cell in cells if cell is not None and cell.position not in numbers))
