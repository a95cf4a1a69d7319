"""Owns how the headings of a form's columns stand above one another: groups over their columns, level by level."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from cell_values.sentence import Sentence
from official_forms.description import PrintedColumn


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A heading with the ``rows`` and ``columns`` it covers; ``column`` is the first of these."""

    text: Sentence
    rows: int
    columns: int
    column: PrintedColumn

    @property
    def is_group(self) -> bool:
        """Whether headings of columns stand below."""
        return self.text is not self.column.headings[-1]


def heading_rows(columns: Sequence[PrintedColumn]) -> list[list[HeadCell]]:
    """The head of a form, top to bottom; a heading with none below reaches down to the columns' numbers."""
    depth = max(len(column.headings) for column in columns)
    return [list(_level(columns, level, depth)) for level in range(depth)]


def _level(columns: Sequence[PrintedColumn], level: int, depth: int) -> Iterator[HeadCell]:
    place = 0
    while place < len(columns):
        column, width = columns[place], 1
        if level < len(column.headings) - 1:
            width = _width(columns[place:], column.headings[: level + 1])
            yield HeadCell(column.headings[level], 1, width, column)
        elif level == len(column.headings) - 1:
            yield HeadCell(column.headings[level], depth - level, 1, column)
        place += width


def _width(columns: Sequence[PrintedColumn], above: tuple[Sentence, ...]) -> int:
    """How many columns from the first on stand below the same headings."""
    return sum(1 for _ in takewhile(lambda column: _stands_below(column, above), columns))


def _stands_below(column: PrintedColumn, above: tuple[Sentence, ...]) -> bool:
    return len(column.headings) > len(above) and column.headings[: len(above)] == above
