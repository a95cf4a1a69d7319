"""Owns a table that is given away as data: its columns, its rows of typed cells, the words above and below it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cell_values.value import Value

Cell = str | Decimal | Value | None  # None: nothing to say, a dash on paper


class Shape(StrEnum):
    """How the figures of a column are shown; texts and values are shown as they are everywhere."""

    TEXT = "text"
    LABEL = "label"  # a short text in the middle
    NUMBER = "number"  # with the decimals it has
    MARKS = "marks"  # with two decimals
    PERCENT = "percent"  # 85.5 stands for 85.5 %, with the decimals it has


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """``width`` in digits of the font, as Excel counts."""

    heading: str
    width: float
    shape: Shape = Shape.TEXT


@dataclass(frozen=True, slots=True)
class ReportRow:
    cells: tuple[Cell, ...]
    bold: bool = False


@dataclass(frozen=True, slots=True)
class ReportTable:
    """``name`` is that of its sheet, at most 31 letters; ``frozen`` columns stay in sight when one scrolls."""

    name: str
    titles: tuple[str, ...]
    columns: tuple[ReportColumn, ...]
    rows: tuple[ReportRow, ...]
    notes: tuple[str, ...] = ()
    frozen: int = 1
