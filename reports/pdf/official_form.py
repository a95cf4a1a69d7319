"""Owns the official form as printed: every text of it ready to set, free of storage and clock."""

from dataclasses import dataclass
from itertools import pairwise

from reports.pdf.imprint import Imprint
from reports.pdf.widths import graded_widths

LONG = 300  # characters that surely fit a page in the narrowest column of words


@dataclass(frozen=True, slots=True)
class Quarter:
    """The quarter a form reports through: 1, "১ম", "প্রথম", "জুলাই-সেপ্টেম্বর, ২০২১"."""

    number: int
    ordinal: str
    word: str
    months: str


@dataclass(frozen=True, slots=True)
class GradeColumn:
    """A column of graded targets: "অসাধারণ", "১০০%"."""

    name: str
    percent: str


@dataclass(frozen=True, slots=True)
class QuarterEntry:
    """Target and achievement of an indicator in one quarter, as typed."""

    target: str = ""
    achievement: str = ""


@dataclass(frozen=True, slots=True)
class FormIndicator:
    """The row of one indicator.

    ``quarters`` are always four; ``targets`` follow the form's grade columns; ``progress`` are the lines of the
    one progress column a form without quarterly targets has. ``marks`` is "" where nothing is due yet.
    """

    number: str
    title: str
    weight: str
    unit: str
    responsible: str = ""
    annual: str = ""
    targets: tuple[str, ...] = ()
    quarters: tuple[QuarterEntry, ...] = (QuarterEntry(),) * 4
    progress: tuple[str, ...] = ()
    total: str = ""
    marks: str = ""
    assessed: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class FormActivity:
    number: str
    title: str
    indicators: tuple[FormIndicator, ...]


@dataclass(frozen=True, slots=True)
class FormArea:
    """A heading of the form; ``weight`` as the plan prints it, ``earned`` the sum of its printed marks."""

    number: str
    title: str
    weight: str
    activities: tuple[FormActivity, ...]
    note: str = ""
    earned: str = ""

    @property
    def rows(self) -> tuple[tuple[FormActivity, FormIndicator], ...]:
        return tuple((activity, indicator) for activity in self.activities for indicator in activity.indicators)


@dataclass(frozen=True, slots=True)
class SpannedRow:
    """An indicator whose area and activity cells span ``area_rows`` and ``activity_rows``; 0 where a cell goes on.

    ``continued`` marks cells that repeat their text because a page begins here.
    """

    activity: FormActivity
    indicator: FormIndicator
    area_rows: int
    activity_rows: int
    continued: bool = False

    @property
    def is_long(self) -> bool:
        """Whether the row may be taller than a page: unbroken it would push the repeated header off the page."""
        row = self.indicator
        texts = (self.activity.title, row.title, row.unit, *row.targets, *row.progress)
        return max(map(len, texts)) > LONG


@dataclass(frozen=True, slots=True)
class FormTotals:
    """The bottom lines. ``claimed_…`` are what the office printed itself, "" where it claimed nothing."""

    weight: str
    earned: str
    computed: str
    possible: str
    possible_to_date: str
    claimed_total: str = ""
    claimed_obtained: str = ""
    left_out: str = ""  # that the possible marks shrank, and why; "" where they did not


@dataclass(frozen=True, slots=True)
class OfficialForm:
    """A whole form. ``year`` is "২০২০-২০২১", ``short_year`` "২০২০-২১", ``office_label`` "মন্ত্রণালয়ের নাম"."""

    office_label: str
    office: str
    year: str
    short_year: str
    quarter: Quarter
    areas: tuple[FormArea, ...]
    totals: FormTotals
    imprint: Imprint
    grades: tuple[GradeColumn, ...] = ()
    page_starts: frozenset[str] = frozenset()  # numbers of the indicators that begin a page

    @property
    def has_assessed_marks(self) -> bool:
        return any(indicator.assessed for area in self.areas for _, indicator in area.rows)

    @property
    def label_columns(self) -> int:
        """How many columns of a form with grade columns stand before the last one."""
        return len(self.grades) + 7

    @property
    def column_widths(self) -> tuple[str, ...]:
        """How wide the columns of a form with grade columns are, but for the last one: "19.0mm"."""
        return graded_widths(len(self.grades))

    @property
    def spanned_areas(self) -> list[tuple[FormArea, list[SpannedRow]]]:
        """The areas with rows whose spanning cells end where a page does."""
        return [(area, self._spanned(area)) for area in self.areas]

    def _spanned(self, area: FormArea) -> list[SpannedRow]:
        rows = area.rows
        breaks = [place > 0 and row.number in self.page_starts for place, (_, row) in enumerate(rows)]
        area_starts = [place == 0 or broken for place, broken in enumerate(breaks)]
        activity_starts = [start or rows[place][0] is not rows[place - 1][0] for place, start in enumerate(area_starts)]
        spans = zip(rows, _spans(area_starts), _spans(activity_starts), breaks, strict=True)
        return [SpannedRow(*row, area_rows, activity_rows, broken) for row, area_rows, activity_rows, broken in spans]


def _spans(starts: list[bool]) -> list[int]:
    """For every start the distance to the next one or the end, else 0."""
    places = [place for place, start in enumerate(starts) if start] + [len(starts)]
    following = dict(pairwise(places))
    return [following[place] - place if start else 0 for place, start in enumerate(starts)]
