"""Owns what a column of an official form is: what it holds, how it is headed, told, sized, shown and filled."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Self

from cell_values.sentence import Sentence
from plan_tree.problems import Severity


class Part(StrEnum):
    """What of a plan a column holds. ``GRADE`` and ``PROGRESS`` are printed once for each grade, each quarter."""

    SERIAL = "serial"  # the place of an area in the form
    AREA = "area"
    AREA_WEIGHT = "area_weight"
    ACTIVITY = "activity"
    INDICATOR = "indicator"
    WEIGHT = "weight"
    UNIT = "unit"
    TEXT = "text"  # words of the indicator: responsible, remark, or further ones kept by the column's name
    ANNUAL = "annual"
    BASELINE = "baseline"  # of other years: IndicatorNode.other_years
    ACTUAL = "actual"
    PROJECTION = "projection"
    LINE = "line"  # names the lines of an indicator: লক্ষ্যমাত্রা, অর্জন
    QUARTER = "quarter"  # of one quarter: the target in the upper line, the achievement in the lower
    GRADE = "grade"  # the targets of the ladder
    PROGRESS = "progress"  # the achievement of a reported quarter
    TOTAL = "total"
    MARKS = "marks"


class Extent(StrEnum):
    """How far down a column's cell reaches."""

    AREA = "area"  # over all rows of its area
    ACTIVITY = "activity"
    INDICATOR = "indicator"  # over all lines of its indicator
    LINE = "line"  # in every line one of its own
    RESULT = "result"  # beside the achievements, in the last line; on paper over all lines


class Surface(StrEnum):
    """Where a column is shown."""

    ENTRY = "entry"  # the page offices type into
    SHEET = "sheet"  # Excel and Word
    PAPER = "paper"  # the printed form


class Filler(StrEnum):
    """Who may write into a column."""

    PLAN = "plan"  # who plans, before the year
    OFFICE = "office"  # the office, each quarter
    REVIEWER = "reviewer"
    SYSTEM = "system"


EVERYWHERE = frozenset(Surface)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a form.

    ``name`` tells it from the form's others: in problems' places, in ``IndicatorNode.cells``; of a ``TEXT`` it is the
    attribute that holds the words. ``called`` is how sentences name it, ``heading`` what is printed over it, "{year}"
    and "{quarter}" filled in; ``year`` says whose year: 0 the plan's, -1 the one before. ``group`` is the heading that
    stands over it and its neighbours of the same group.

    ``words`` tell the column in other layouts: alternatives, "+" joins words that must all occur, "-" before one that
    must not. ``vague`` words are tried when those of no column fit. ``contents`` is a test nearly all its cells pass.
    ``needed`` is what its lack means, None for nothing.

    ``width`` is that in Excel (characters), ``paper`` that on paper (millimetres; the last column takes what is left);
    a column that ``gives_room`` is narrower on paper where many grades need the place.
    """

    name: str
    part: Part
    called: Sentence
    heading: Sentence | None = None
    group: Sentence | None = None
    words: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    contents: Callable[[str], bool] | None = None
    needed: Severity | None = None
    extent: Extent = Extent.INDICATOR
    filler: Filler = Filler.PLAN
    shown: frozenset[Surface] = EVERYWHERE
    width: float = 12.0
    paper: float = 20.0
    gives_room: bool = False
    quarter: int | None = None
    year: int = 0

    @property
    def printed_heading(self) -> Sentence:
        return self.heading or self.called

    def printed(self, **own: Any) -> Self:
        """The column as a form prints it: heading, widths and whatever else is the form's own."""
        return replace(self, **own)
