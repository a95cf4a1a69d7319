"""Owns the grid a workbook is read into: sheets of non-empty cells with their merged ranges, free of any library."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache

from plan_tree.problems import Problem, Severity

Position = tuple[int, int]  # row and column, both from 1
Place = tuple[str, str]  # the name of a sheet and the address of a cell


class CellKind(StrEnum):
    """What Excel stored in a cell; a formula's stored result counts as that result."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    BOOLEAN = "boolean"
    ERROR = "error"  # #REF!, #DIV/0! …
    FORMULA = "formula"  # a formula without a stored result: nothing to read


@dataclass(frozen=True, slots=True)
class Cell:
    """One non-empty cell; ``text`` is what Excel shows, normalised, numbers in plain ASCII.

    ``original`` is the text as stored where ``text`` was turned into Unicode from a Bijoy font. ``written_at`` is where
    the file has a cell that was put elsewhere to be read, "" for all others.
    """

    row: int
    column: int
    text: str
    kind: CellKind = CellKind.TEXT
    number_format: str = "General"
    font: str = ""
    formula: str = ""
    original: str = ""
    written_at: str = ""

    @property
    def position(self) -> Position:
        return self.row, self.column

    @property
    def address(self) -> str:
        """The cell as Excel names it: K23; where the file has it."""
        return self.written_at or address(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Span:
    """A rectangle of cells, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def top_left(self) -> Position:
        return self.first_row, self.first_column

    @property
    def rows_below(self) -> range:
        """The rows it covers below its first one."""
        return range(self.first_row + 1, self.last_row + 1)

    @property
    def area(self) -> int:
        return (self.last_row - self.first_row + 1) * (self.last_column - self.first_column + 1)

    def positions(self) -> Iterator[Position]:
        for row in range(self.first_row, self.last_row + 1):
            for column in range(self.first_column, self.last_column + 1):
                yield row, column


@dataclass(frozen=True)
class Sheet:
    """One worksheet: its non-empty cells by position, and its merged ranges (value at the top left).

    ``page_starts`` are the rows of a document of text that somebody put on a new page.
    """

    name: str
    cells: Mapping[Position, Cell]
    merged: tuple[Span, ...] = ()
    hidden: bool = False
    page_starts: frozenset[int] = frozenset()

    @cached_property
    def rows(self) -> Mapping[int, tuple[Cell, ...]]:
        """The non-empty cells of each non-empty row, left to right, rows in order."""
        rows: dict[int, list[Cell]] = {}
        for position in sorted(self.cells):
            rows.setdefault(position[0], []).append(self.cells[position])
        return {row: tuple(cells) for row, cells in rows.items()}

    @cached_property
    def order(self) -> Sequence[int]:
        """The non-empty rows, top to bottom."""
        return tuple(self.rows)

    def rows_between(self, above: int, below: int) -> Sequence[int]:
        """The non-empty rows below one row and above another."""
        return self.order[bisect_right(self.order, above) : bisect_left(self.order, below)]

    @cached_property
    def covered_rows(self) -> frozenset[int]:
        """The rows that a merged range with content covers below its first one."""
        return frozenset(row for span in self.merged if span.top_left in self.cells for row in span.rows_below)

    @cached_property
    def _spans(self) -> Mapping[Position, Span]:
        return {position: span for span in self.merged for position in span.positions()}

    def span(self, row: int, column: int) -> Span:
        """The merged range a position belongs to, or the single cell itself."""
        return self._spans.get((row, column), Span(row, column, row, column))

    def covering(self, row: int, column: int) -> Cell | None:
        """The cell whose value stands over a position, merged ranges unfolded; None where nothing stands."""
        return self.cells.get(self.span(row, column).top_left)


@dataclass(frozen=True, slots=True)
class Workbook:
    """What could be read of a file; without sheets when it was refused, with the problems that say why."""

    sheets: tuple[Sheet, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    @property
    def is_refused(self) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def address(row: int, column: int) -> str:
    """A position as Excel names it: (23, 11) is K23."""
    return f"{_letters(column)}{row}"


@lru_cache(maxsize=20_000)
def _letters(column: int) -> str:
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
