"""Owns the draft of a plan: what a reader understood of a document, each part with its cell, before it is stored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from cell_values.value import BLANK, Unit, Value
from plan_tree.facts import QUARTERS, Direction, QuarterRule
from plan_tree.problems import Problem


@dataclass(frozen=True, slots=True)
class Placed:
    """A value and the cell it was read from ("" where nothing stood)."""

    value: Value = BLANK
    cell: str = ""


@dataclass(frozen=True, slots=True)
class QuarterNode:
    target: Placed = Placed()
    achievement: Placed = Placed()


@dataclass(frozen=True, slots=True)
class GradeNode:
    """A graded target: the percentage of the weight it earns, and the target."""

    percent: Decimal
    target: Placed


@dataclass(frozen=True, slots=True)
class IndicatorNode:
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
    grades: tuple[GradeNode, ...] = ()
    quarters: Mapping[int, QuarterNode] = field(default_factory=dict)
    remark: str = ""
    baseline: str = ""  # the year before, as printed in the forms of some years; told, and stored nowhere yet
    claimed_total: str = ""  # column 12 as printed
    claimed_marks: Decimal | None = None  # column 13 as printed
    cells: Mapping[str, str] = field(default_factory=dict)  # part name -> cell address

    @property
    def all_grades(self) -> tuple[GradeNode, ...]:
        """The graded targets; a form without grades has the one of 100 %, which is the annual target."""
        return self.grades or (GradeNode(Decimal(100), self.annual),)

    def target(self, quarter: int) -> Placed:
        return self.quarters[quarter].target if quarter in self.quarters else Placed()

    def achievement(self, quarter: int) -> Placed:
        return self.quarters[quarter].achievement if quarter in self.quarters else Placed()

    def through(self, quarter: int) -> "IndicatorNode":
        """The indicator without the achievements after a quarter."""
        quarters = {
            each: draft if each <= quarter else replace(draft, achievement=Placed())
            for each, draft in self.quarters.items()
        }
        return replace(self, quarters=quarters)


@dataclass(frozen=True, slots=True)
class ActivityNode:
    number: str
    title: str
    indicators: tuple[IndicatorNode, ...]
    cell: str = ""


@dataclass(frozen=True, slots=True)
class AreaNode:
    number: str
    title: str
    weight: Decimal
    activities: tuple[ActivityNode, ...]
    note: str = ""
    cell: str = ""
    weight_cell: str = ""

    @property
    def indicators(self) -> tuple[IndicatorNode, ...]:
        return tuple(indicator for activity in self.activities for indicator in activity.indicators)


@dataclass(frozen=True, slots=True)
class Claimed:
    """Totals the office printed itself; kept and shown, never steering the marks."""

    total: Decimal | None = None
    obtained: Decimal | None = None
    total_cell: str = ""
    obtained_cell: str = ""

    @property
    def is_empty(self) -> bool:
        return self.total is None and self.obtained is None


@dataclass(frozen=True, slots=True)
class PlanTree:
    """A whole plan as read. ``office_name`` and ``year`` ("2020-21") are as found in the sheet, "" if not found.

    ``reported_quarter`` is the one quarter whose progress an e-governance form carries, else None. ``claimed`` belongs
    to it; ``claims`` are those known of other quarters too, by quarter: a form prints one only.
    """

    kind: str
    office_name: str
    year: str
    areas: tuple[AreaNode, ...]
    sheet: str = ""
    office_cell: str = ""
    year_cell: str = ""
    reported_quarter: int | None = None
    claimed: Claimed = Claimed()
    claims: Mapping[int, Claimed] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def indicators(self) -> tuple[IndicatorNode, ...]:
        return tuple(indicator for area in self.areas for indicator in area.indicators)

    @property
    def claims_by_quarter(self) -> Mapping[int, Claimed]:
        """Every claim by its quarter."""
        own = {} if self.claimed.is_empty else {self.claimed_quarter: self.claimed}
        return own | dict(self.claims)

    @property
    def claimed_quarter(self) -> int:
        """The quarter ``claimed`` belongs to: the reported one, the last when none is named."""
        return self.reported_quarter or QUARTERS[-1]

    def through(self, quarter: int) -> "PlanTree":
        """The plan as it stood after a quarter: later achievements left out."""
        return self.with_indicators(lambda row: row.through(quarter))

    def with_problems(self, *problems: Problem) -> "PlanTree":
        """The plan with further doubts."""
        return replace(self, problems=(*self.problems, *problems))

    def with_indicators(self, change: Callable[[IndicatorNode], IndicatorNode]) -> "PlanTree":
        """The plan with every indicator changed."""
        return replace(self, areas=tuple(_with_indicators(area, change) for area in self.areas))


def _with_indicators(area: AreaNode, change: Callable[[IndicatorNode], IndicatorNode]) -> AreaNode:
    activities = (replace(each, indicators=tuple(map(change, each.indicators))) for each in area.activities)
    return replace(area, activities=tuple(activities))
