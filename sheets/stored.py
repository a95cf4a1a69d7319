"""Owns what a file of any format stores, before it is shown: values with their formats, fonts and formulas."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from cell_values.legacy import Run, TextSetting
from official_forms.grid import Span
from plan_tree.problems import Problem

StoredValue = str | float | bool | datetime | date | time | None


@dataclass(slots=True)
class Stored:
    """One written cell; ``runs`` are the stretches of a text in their fonts, empty where ``font`` is that of all.

    ``setting`` is how the cell is set, and each of its runs that does not say otherwise.
    """

    row: int
    column: int
    value: StoredValue
    number_format: str = "General"
    font: str = ""
    formula: str = ""
    is_error: bool = False
    runs: tuple[Run, ...] = ()
    setting: TextSetting = TextSetting.PLAIN


@dataclass(slots=True)
class StoredSheet:
    """One sheet as stored."""

    name: str
    cells: list[Stored] = field(default_factory=list)
    merged: list[Span] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)  # those with cells
    hidden_columns: list[range] = field(default_factory=list)
    page_starts: set[int] = field(default_factory=set)  # the rows that somebody put on a new page


@dataclass(slots=True)
class StoredBook:
    """All sheets of a file, with what is to be told about the file itself."""

    sheets: list[StoredSheet] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
