"""Owns one tree of a plan as frozen data: read from a document or loaded from the tables, marked, shown and written."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from cell_values.quarter_words import QUARTER_NAMES
from cell_values.value import BLANK, Unit, Value
from plan_tree.problems import Problem
from plan_tree.revisions import Place, Revision, before, place_of_grade, place_of_quarter
from plan_tree.surroundings import NO_SURROUNDINGS, OF_THE_PLAN, Surroundings
from plan_tree.terms import FULL, QUARTERS, Assessment, Direction, Exemption, LateRule, OtherYearSort, QuarterRule

OWN_WORDS = ("responsible", "remark")  # columns of words every form may have
Key = int | None  # the primary key of what a node was loaded from; a plan is equal to another without it


@dataclass(frozen=True, slots=True)
class QuarterNode:
    """What stands in one quarter of an indicator; the cells are where a reader found it ("" where nothing stood).

    ``to_date`` is the total from the beginning of the year, as typed, that the achievement was worked out of.
    ``remark`` and ``claimed_marks`` are what the office says beside it in this quarter.
    """

    target: Value = BLANK
    achievement: Value = BLANK
    target_cell: str = ""
    achievement_cell: str = ""
    assessment: Assessment | None = None
    exemption: Exemption | None = None
    to_date: str = ""
    remark: str = ""
    claimed_marks: Decimal | None = None
    key: Key = field(default=None, compare=False)


_EMPTY = QuarterNode()


@dataclass(frozen=True, slots=True)
class GradeNode:
    """A graded target: reaching ``target`` earns ``percent`` of the weight."""

    percent: Decimal
    target: Value
    cell: str = ""


@dataclass(frozen=True, slots=True)
class OtherYear:
    """A value of another year; ``year`` is a fiscal year ("2019-20"), "" where the form names none."""

    sort: OtherYearSort
    year: str
    value: Value
    cell: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorNode:
    """One indicator; ``number`` is ASCII ("1.4.1"), ``grades`` best first, ``quarters`` maps 1..4 (missing: blank)."""

    number: str
    title: str
    weight: Decimal
    unit: Unit
    unit_text: str = ""
    responsible: str = ""
    quarter_rule: QuarterRule | None = None
    late_rule: LateRule | None = None  # of its own, before that of the marking policy
    direction: Direction = Direction.HIGHER
    annual: Value = BLANK
    grades: tuple[GradeNode, ...] = ()
    quarters: Mapping[int, QuarterNode] = field(default_factory=dict)
    other_years: tuple[OtherYear, ...] = ()  # in the order of the form
    remark: str = ""
    words: Mapping[str, str] = field(default_factory=dict)  # of further columns of words, by the column's name
    claimed_total: str = ""  # column 12 as printed
    claimed_marks: Decimal | None = None  # column 13 as printed
    cells: Mapping[str, str] = field(default_factory=dict)  # part name, also "annual" -> cell address
    revisions: tuple[Revision, ...] = field(default=(), compare=False)  # granted, the earliest first
    key: Key = field(default=None, compare=False)

    @property
    def all_grades(self) -> tuple[GradeNode, ...]:
        """The graded targets; a form without grades has the one of 100 %, which is the annual target."""
        return self.grades or (GradeNode(FULL, self.annual, self.cell("annual")),)

    def text(self, name: str) -> str:
        """The words of a column: an attribute of their own, or among the further ones."""
        if name == "remark":
            return self.printed_remark
        return str(getattr(self, name)) if name in OWN_WORDS else self.words.get(name, "")

    @property
    def printed_remark(self) -> str:
        """Column 14: the remark of the row, then those of its quarters; which is whose is said where there are more."""
        of_quarters = {quarter: node.remark for quarter, node in self.known_quarters() if node.remark}
        if not self.remark and len(of_quarters) == 1:
            return next(iter(of_quarters.values()))
        named = (f"{QUARTER_NAMES[quarter].bn}: {remark}" for quarter, remark in of_quarters.items())
        return "; ".join(filter(None, (self.remark, *named)))

    def cell(self, part: str) -> str:
        """Where a part was read, "" where it stands in no sheet."""
        return self.cells.get(part, "")

    def quarter(self, quarter: int) -> QuarterNode:
        """What stands in a quarter, blank where nothing does."""
        return self.quarters.get(quarter, _EMPTY)

    def target(self, quarter: int) -> Value:
        return self.quarter(quarter).target

    def achievement(self, quarter: int) -> Value:
        return self.quarter(quarter).achievement

    def known_quarters(self, through: int = 4) -> list[tuple[int, QuarterNode]]:
        """The quarters known up to one, in their order."""
        known = self.quarters
        return [(quarter, known[quarter]) for quarter in QUARTERS if quarter <= through and quarter in known]

    def as_judged_in(self, quarter: int) -> "IndicatorNode":
        """The indicator with the targets that count in a quarter: what was revised for later ones as it was before."""
        return self.with_targets(before(self.revisions, quarter))

    def with_targets(self, targets: Mapping[Place, Value]) -> "IndicatorNode":
        """The indicator with other targets in some places, of the quarters that are known."""
        if not targets:
            return self
        grades = tuple(
            replace(each, target=targets.get(place_of_grade(each.percent), each.target)) for each in self.grades
        )
        quarters = {
            each: replace(node, target=targets.get(place_of_quarter(each), node.target))
            for each, node in self.quarters.items()
        }
        annual = targets.get(place_of_grade(FULL), self.annual)
        return replace(self, annual=annual, grades=grades, quarters=quarters)

    @property
    def without_remarks(self) -> "IndicatorNode":
        """The indicator without what an office writes anew with every report."""
        return replace(self, remark="", claimed_total="", claimed_marks=None)

    def through(self, quarter: int) -> "IndicatorNode":
        """The indicator as a quarter is judged, without the achievements, remarks and claims after it."""
        judged = self.as_judged_in(quarter)
        later: dict[str, Any] = {"achievement": BLANK, "achievement_cell": "", "remark": "", "claimed_marks": None}
        quarters = {each: node if each <= quarter else replace(node, **later) for each, node in judged.quarters.items()}
        return replace(judged, quarters=quarters)


def weight_of(rows: Iterable[IndicatorNode]) -> Decimal:
    """The sum of the weights of some indicators."""
    return sum((row.weight for row in rows), Decimal(0))


@dataclass(frozen=True, slots=True)
class ActivityNode:
    number: str
    title: str
    indicators: tuple[IndicatorNode, ...]
    cell: str = ""
    key: Key = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class AreaNode:
    number: str
    title: str
    weight: Decimal
    activities: tuple[ActivityNode, ...]
    note: str = ""
    cell: str = ""
    weight_cell: str = ""
    key: Key = field(default=None, compare=False)

    @property
    def indicators(self) -> tuple[IndicatorNode, ...]:
        return tuple(indicator for activity in self.activities for indicator in activity.indicators)

    @property
    def in_activities(self) -> tuple[tuple[ActivityNode, IndicatorNode], ...]:
        """Every indicator with its activity."""
        return tuple((activity, row) for activity in self.activities for row in activity.indicators)


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
    """A whole plan. ``office_name`` and ``year`` ("2020-21") are as found in the sheet, "" if not found.

    ``reported_quarter`` is the one quarter whose progress an e-governance form carries, else None. ``claimed`` belongs
    to it; ``claims`` are those known of other quarters too, by quarter: a form prints one only. Of the quarters
    ``to_date`` a form reports what was achieved from the beginning of the year, not yet taken apart. ``surroundings``
    are those of the document itself, ``surroundings_known`` of other reports too, by quarter, of the plan by 0.
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
    to_date: tuple[int, ...] = ()
    surroundings: Surroundings = NO_SURROUNDINGS
    surroundings_known: Mapping[int, Surroundings] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def start_year(self) -> int:
        """The year on whose 1 July the plan's year begins. Raises ValueError where no year was found."""
        return int(self.year[:4])

    @property
    def indicators(self) -> tuple[IndicatorNode, ...]:
        return tuple(indicator for area in self.areas for indicator in area.indicators)

    @property
    def in_activities(self) -> tuple[tuple[ActivityNode, IndicatorNode], ...]:
        """Every indicator with its activity."""
        return tuple(pair for area in self.areas for pair in area.in_activities)

    @property
    def ladder(self) -> tuple[Decimal, ...]:
        """Every percentage an indicator has a target for, best first."""
        return tuple(sorted({grade.percent for row in self.indicators for grade in row.all_grades}, reverse=True))

    @property
    def by_number(self) -> dict[str, tuple[ActivityNode, IndicatorNode]]:
        """Every indicator by its number, with its activity."""
        return {row.number: (activity, row) for activity, row in self.in_activities}

    def place_of(self, key: int) -> tuple[ActivityNode, IndicatorNode]:
        """A stored indicator by its key, with its activity."""
        return next((activity, row) for activity, row in self.in_activities if row.key == key)

    @property
    def claims_by_quarter(self) -> Mapping[int, Claimed]:
        """Every claim by its quarter."""
        own = {} if self.claimed.is_empty else {self.claimed_quarter: self.claimed}
        return own | dict(self.claims)

    @property
    def claimed_quarter(self) -> int:
        """The quarter ``claimed`` belongs to: the reported one, the last when none is named."""
        return self.reported_quarter or QUARTERS[-1]

    @property
    def last_reported(self) -> int:
        """The quarter whose report a document is: the reported one, else the last with an achievement; 0: a plan."""
        achieved = (each for row in self.indicators for each in QUARTERS if not row.achievement(each).is_blank)
        return self.reported_quarter or max(achieved, default=OF_THE_PLAN)

    @property
    def surroundings_by_quarter(self) -> Mapping[int, Surroundings]:
        """What is printed around the table of every report, by its quarter; of the plan by 0."""
        own = {} if self.surroundings.is_empty else {self.last_reported: self.surroundings}
        known = {quarter: each for quarter, each in self.surroundings_known.items() if not each.is_empty}
        return known | own

    @property
    def surroundings_of_form(self) -> Surroundings:
        """What is printed around the table of the last report in the form."""
        return self.surroundings_by_quarter.get(self.last_reported, NO_SURROUNDINGS)

    def through(self, quarter: int) -> "PlanTree":
        """The plan as it stood after a quarter: later achievements and revisions left out."""
        return self.with_indicators(lambda row: row.through(quarter))

    @property
    def as_signed(self) -> "PlanTree":
        """The plan by itself: first targets, nothing reported. A remark is its own as long as nothing was reported."""
        is_plan = self.last_reported == OF_THE_PLAN
        alone = replace(self.through(0), claimed=Claimed(), claims={}, reported_quarter=None, to_date=())
        return alone if is_plan else alone.with_indicators(lambda row: row.without_remarks)

    def as_judged_in(self, quarter: int) -> "PlanTree":
        """The plan with the targets that count in a quarter."""
        return self.with_indicators(lambda row: row.as_judged_in(quarter)) if self.is_revised else self

    @property
    def as_revised(self) -> "PlanTree":
        """The plan as if what was granted had counted from the first quarter."""
        return self.with_indicators(lambda row: replace(row, revisions=()))

    @property
    def is_revised(self) -> bool:
        return any(row.revisions for row in self.indicators)

    def with_problems(self, *problems: Problem) -> "PlanTree":
        """The plan with further doubts."""
        return replace(self, problems=(*self.problems, *problems))

    def with_indicators(self, change: Callable[[IndicatorNode], IndicatorNode]) -> "PlanTree":
        """The plan with every indicator changed."""
        return replace(self, areas=tuple(_with_indicators(area, change) for area in self.areas))


def _with_indicators(area: AreaNode, change: Callable[[IndicatorNode], IndicatorNode]) -> AreaNode:
    activities = (replace(each, indicators=tuple(map(change, each.indicators))) for each in area.activities)
    return replace(area, activities=tuple(activities))
