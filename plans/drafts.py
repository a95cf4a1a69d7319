"""Owns the draft of a plan: what a reader understood of a document, each part with its cell, before it is stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from plans.marking.facts import Direction, QuarterRule
from plans.problems import Problem
from plans.values.value import BLANK, Unit, Value


@dataclass(frozen=True, slots=True)
class Placed:
    """A value and the cell it was read from ("" where nothing stood)."""

    value: Value = BLANK
    cell: str = ""


@dataclass(frozen=True, slots=True)
class QuarterDraft:
    target: Placed = Placed()
    achievement: Placed = Placed()


@dataclass(frozen=True, slots=True)
class GradeDraft:
    """A graded target: the percentage of the weight it earns, and the target."""

    percent: Decimal
    target: Placed


@dataclass(frozen=True, slots=True)
class IndicatorDraft:
    """One indicator row; ``number`` is ASCII ("1.4.1"), ``quarters`` maps 1..4."""

    number: str
    title: str
    weight: Decimal
    unit: Unit
    unit_text: str
    responsible: str = ""
    quarter_rule: QuarterRule | None = None
    direction: Direction = Direction.HIGHER
    annual: Placed = Placed()
    grades: tuple[GradeDraft, ...] = ()
    quarters: Mapping[int, QuarterDraft] = field(default_factory=dict)
    remark: str = ""
    claimed_total: str = ""  # column 12 as printed
    claimed_marks: Decimal | None = None  # column 13 as printed
    cells: Mapping[str, str] = field(default_factory=dict)  # part name -> cell address

    @property
    def all_grades(self) -> tuple[GradeDraft, ...]:
        """The graded targets; a form without grades has the one of 100 %, which is the annual target."""
        return self.grades or (GradeDraft(Decimal(100), self.annual),)

    def target(self, quarter: int) -> Placed:
        return self.quarters[quarter].target if quarter in self.quarters else Placed()

    def achievement(self, quarter: int) -> Placed:
        return self.quarters[quarter].achievement if quarter in self.quarters else Placed()


@dataclass(frozen=True, slots=True)
class ActivityDraft:
    number: str
    title: str
    indicators: tuple[IndicatorDraft, ...]
    cell: str = ""


@dataclass(frozen=True, slots=True)
class AreaDraft:
    number: str
    title: str
    weight: Decimal
    activities: tuple[ActivityDraft, ...]
    note: str = ""
    cell: str = ""
    weight_cell: str = ""

    @property
    def indicators(self) -> tuple[IndicatorDraft, ...]:
        return tuple(indicator for activity in self.activities for indicator in activity.indicators)


@dataclass(frozen=True, slots=True)
class Claimed:
    """Totals the office printed itself; kept and shown, never steering the marks."""

    total: Decimal | None = None
    obtained: Decimal | None = None
    total_cell: str = ""
    obtained_cell: str = ""


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A whole plan as read. ``office_name`` and ``year`` ("2020-21") are as found in the sheet, "" if not found.

    ``reported_quarter`` is the one quarter whose progress an e-governance form carries, else None.
    """

    kind: str
    office_name: str
    year: str
    areas: tuple[AreaDraft, ...]
    sheet: str = ""
    office_cell: str = ""
    year_cell: str = ""
    reported_quarter: int | None = None
    claimed: Claimed = Claimed()
    problems: tuple[Problem, ...] = ()

    @property
    def indicators(self) -> tuple[IndicatorDraft, ...]:
        return tuple(indicator for area in self.areas for indicator in area.indicators)
