"""Owns the way from the tree of a plan to its outline and back, as far as what was typed can be understood."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count

from cell_values.doubt import Doubt
from cell_values.numbers import read_number
from cell_values.reading import read_value
from cell_values.value import Unit, Value, plain
from plan_tree import outline as named
from plan_tree.late_rules import read_late_rule
from plan_tree.outline import Level, Outline, OutlineRow, row_id
from plan_tree.revisions import place_of_grade, place_of_quarter
from plan_tree.terms import FULL, QUARTERS, Direction, LateRule, QuarterRule
from plan_tree.tree import (
    ActivityNode,
    AreaNode,
    GradeNode,
    IndicatorNode,
    Key,
    OtherYear,
    PlanTree,
    QuarterNode,
    weight_of,
)

FULL_GRADE = place_of_grade(FULL)  # the field of the annual target


def outline_of(tree: PlanTree, *, shares_numbers: bool) -> Outline:
    """The rows of a plan as they would be typed; what was achieved, and what other years say, stays behind.

    Rows that were loaded from the tables keep their keys.
    """
    numbers = count(1)
    rows = tuple(_outlined(tree, numbers))
    return Outline(rows, shares_numbers, next(numbers) - 1)


def _outlined(tree: PlanTree, numbers: Iterator[int]) -> Iterator[OutlineRow]:
    def row(level: Level, number: str, key: Key, fields: Mapping[str, str]) -> OutlineRow:
        given = {name: text for name, text in fields.items() if text}
        own_id = f"n{next(numbers)}" if key is None else row_id(level, key)
        return OutlineRow(own_id, level, number, given, key)

    for area in tree.areas:
        heads = {named.TITLE: area.title, named.WEIGHT: plain(area.weight), named.NOTE: area.note}
        yield row(Level.AREA, area.number, area.key, heads)
        for activity in area.activities:
            yield row(Level.ACTIVITY, activity.number, activity.key, {named.TITLE: activity.title})
            for each in activity.indicators:
                yield row(Level.INDICATOR, each.number, each.key, _fields(each))


def _fields(row: IndicatorNode) -> dict[str, str]:
    late = row.late_rule
    targets = {place_of_grade(grade.percent): grade.target.text for grade in row.all_grades}
    targets |= {place_of_quarter(quarter): row.target(quarter).text for quarter in QUARTERS}
    return {
        named.TITLE: row.title,
        named.WEIGHT: plain(row.weight),
        named.UNIT: row.unit.value,
        named.UNIT_TEXT: row.unit_text,
        named.RESPONSIBLE: row.responsible,
        named.RULE: row.quarter_rule.value if row.quarter_rule else "",
        named.DIRECTION: row.direction.value,
        named.LATE_MARKS: plain(late.marks) if late else "",
        named.LATE_DAYS: str(late.days) if late else "",
        **targets,
        **{f"{named.WORDS}{name}": text for name, text in row.words.items()},
    }


@dataclass(frozen=True, slots=True)
class ReadOutline:
    """What an outline says: its tree, whose cells name row and field ("i7:q1"), and the doubts by such a cell.

    A doubt stands at what is no figure; a weight that is none counts nothing until it is mended.
    """

    tree: PlanTree
    doubts: Mapping[str, tuple[Doubt, ...]] = field(default_factory=dict)


def read_outline(
    outline: Outline, plan: PlanTree, other_years: Mapping[int, tuple[OtherYear, ...]] | None = None
) -> ReadOutline:
    """The tree of an outline, of the kind, office and year of a plan; ``other_years`` by the key of an indicator."""
    reader = _Reader(plan, other_years or {})
    areas = tuple(reader.area(outline, place) for place in outline.below(None))
    tree = PlanTree(plan.kind, plan.office_name, plan.year, areas)
    return ReadOutline(tree, reader.doubts)


def cell_of_field(row: OutlineRow, name: str) -> str:
    """Where a field of an outline stands, in the doubts about it."""
    return f"{row.id}:{name}"


class _Reader:
    """Reads the rows of one outline, and collects the doubts about their figures."""

    def __init__(self, plan: PlanTree, other_years: Mapping[int, tuple[OtherYear, ...]]) -> None:
        self.start_year = plan.start_year if plan.year else None
        self.other_years = other_years
        self.doubts: dict[str, tuple[Doubt, ...]] = {}

    def area(self, outline: Outline, place: int) -> AreaNode:
        row = outline.rows[place]
        activities = tuple(self.activity(outline, each) for each in outline.below(place))
        summed = weight_of(each for activity in activities for each in activity.indicators)
        weight = self.weight(row) if row.text(named.WEIGHT) else summed
        return AreaNode(
            row.number,
            row.text(named.TITLE),
            weight,
            activities,
            note=row.text(named.NOTE),
            cell=cell_of_field(row, named.TITLE),
            weight_cell=cell_of_field(row, named.WEIGHT),
            key=row.key,
        )

    def activity(self, outline: Outline, place: int) -> ActivityNode:
        row = outline.rows[place]
        below = tuple(self.indicator(outline.rows[each]) for each in outline.below(place))
        return ActivityNode(row.number, row.text(named.TITLE), below, cell_of_field(row, named.TITLE), key=row.key)

    def indicator(self, row: OutlineRow) -> IndicatorNode:
        unit = Unit(row.text(named.UNIT) or Unit.OTHER)
        grades = tuple(self.grade(row, name, unit) for name in _grades(row))
        annual = next((grade.target for grade in grades if grade.percent == FULL), Value())
        rule, late = row.text(named.RULE), self.late_rule(row)
        cells = {"number": named.TITLE, "indicator": named.TITLE, "annual": FULL_GRADE}
        cells |= {name: name for name in (named.WEIGHT, named.UNIT, named.RESPONSIBLE)}
        return IndicatorNode(
            row.number,
            row.text(named.TITLE),
            self.weight(row),
            unit,
            unit_text=row.text(named.UNIT_TEXT),
            responsible=row.text(named.RESPONSIBLE),
            quarter_rule=QuarterRule(rule) if rule else None,
            late_rule=late,
            direction=Direction(row.text(named.DIRECTION) or Direction.HIGHER),
            annual=annual,
            grades=() if [grade.percent for grade in grades] == [FULL] else grades,
            quarters={quarter: self.quarter(row, quarter, unit) for quarter in QUARTERS},
            other_years=self.other_years.get(row.key, ()) if row.key is not None else (),
            words=words_of(row),
            cells={part: cell_of_field(row, name) for part, name in cells.items()},
            key=row.key,
        )

    def grade(self, row: OutlineRow, name: str, unit: Unit) -> GradeNode:
        percent = Decimal(name.removesuffix("%"))
        return GradeNode(percent, self.value(row, name, unit), cell_of_field(row, name))

    def quarter(self, row: OutlineRow, quarter: int, unit: Unit) -> QuarterNode:
        name = place_of_quarter(quarter)
        return QuarterNode(self.value(row, name, unit), target_cell=cell_of_field(row, name))

    def late_rule(self, row: OutlineRow) -> LateRule | None:
        written = read_late_rule(row.text(named.LATE_MARKS), row.text(named.LATE_DAYS))
        for name, doubt in written.doubts.items():
            self.doubts[cell_of_field(row, f"late_{name}")] = (doubt,)
        return written.rule

    def value(self, row: OutlineRow, name: str, unit: Unit) -> Value:
        reading = read_value(row.text(name), unit, start_year=self.start_year)
        if reading.doubts:
            self.doubts[cell_of_field(row, name)] = reading.doubts
        return reading.value

    def weight(self, row: OutlineRow) -> Decimal:
        if not (text := row.text(named.WEIGHT)):
            return Decimal(0)
        found = read_number(text)
        if isinstance(found, Doubt):
            self.doubts[cell_of_field(row, named.WEIGHT)] = (found,)
            return Decimal(0)
        return found


def words_of(row: OutlineRow) -> dict[str, str]:
    """The further words of an indicator by their column."""
    found = {name: text for name, text in row.fields.items() if name.startswith(named.WORDS)}
    return {name.removeprefix(named.WORDS): text for name, text in found.items()}


def _grades(row: OutlineRow) -> list[str]:
    """The fields of the graded targets, best first; that of 100 % always."""
    told = {name for name in row.fields if name.endswith("%") and ":" not in name}
    return sorted(told | {FULL_GRADE}, key=lambda name: -Decimal(name.removesuffix("%")))
