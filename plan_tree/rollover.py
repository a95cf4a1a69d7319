"""Owns carrying a plan into a later year: targets stay, their dates move on, what was reported stays behind."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from cell_values.digits import to_ascii
from cell_values.later_years import years_later
from cell_values.reading import show_value
from cell_values.sentence import Sentence
from cell_values.value import Unit, Value
from plan_tree.revisions import Place, place_of_grade, place_of_quarter
from plan_tree.terms import QUARTERS, LateRule
from plan_tree.tree import ActivityNode, AreaNode, GradeNode, IndicatorNode, PlanTree, QuarterNode

# What a guideline of a fiscal year ("2020-21") says of the indicator with such words of activity and title.
PublishedRules = Callable[[str, str], LateRule | None]
A_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")


class ToSee(StrEnum):
    """Why somebody has to look at what was carried over."""

    NAMES_A_YEAR = "names_a_year"  # words that name a year, which stay as they are
    NOT_MOVED = "not_moved"  # a target that was not understood, and may hold a date
    OUTSIDE_THE_YEAR = "outside_the_year"  # a moved date that still lies outside
    LATE_RULE = "late_rule"  # of the row's own, or one that a guideline gave for the year that is left
    LEFT_BEHIND = "left_behind"  # a remark, which may speak of the year that is left


WHY_TO_SEE: Mapping[ToSee, Sentence] = {
    ToSee.NAMES_A_YEAR: Sentence(
        "কথায় একটি বছরের নাম আছে; তা যেমন ছিল তেমনই থাকে", "words name a year, and stay as they are"
    ),
    ToSee.NOT_MOVED: Sentence(
        "লক্ষ্যমাত্রাটি কথায় লেখা; এতে তারিখ থাকলে তা এগোয়নি",
        "the target is in words; a date in it was not moved",
    ),
    ToSee.OUTSIDE_THE_YEAR: Sentence("তারিখটি নতুন অর্থবছরের বাইরে", "the date lies outside the new year"),
    ToSee.LATE_RULE: Sentence(
        "বিলম্বের নিয়ম আছে; নির্দেশিকার নিয়ম কেবল তার নিজের বছরের",
        "it has a late rule; that of a guideline holds for its own year only",
    ),
    ToSee.LEFT_BEHIND: Sentence("মন্তব্যটি আগের বছরেই থাকে", "the remark stays with the year before"),
}


@dataclass(frozen=True, slots=True)
class MovedTarget:
    """A target whose dates were moved; ``is_graded``: the row has several grades."""

    number: str
    place: Place
    is_graded: bool
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class PointToSee:
    """What to look at in a row, by the number of the indicator, activity or area, with the text it is about."""

    number: str
    why: ToSee
    text: str


@dataclass(frozen=True, slots=True)
class RolledPlan:
    """A plan for a later year, which dates were moved in it, and what has to be looked at.

    The values of other years, which the form prints beside its own, stay behind without a word: they are another's.
    """

    tree: PlanTree
    moved: tuple[MovedTarget, ...]
    to_see: tuple[PointToSee, ...]


def rolled_over(tree: PlanTree, start_year: int, published: PublishedRules) -> RolledPlan:
    """The plan as a draft for the fiscal year that begins on 1 July of ``start_year``.

    A late rule that a guideline gave for one year only gives way to what is ``published`` for the other.
    """
    year = f"{start_year}-{(start_year + 1) % 100:02d}"
    rolling = _Rolling(tree.year, year, start_year - tree.start_year, published)
    draft = PlanTree(tree.kind, tree.office_name, year, tuple(map(rolling.area, tree.areas)))
    moved = tuple(each for old, new in _pairs(tree, draft) for each in _moved(old, new))
    return RolledPlan(draft, moved, (*_heads_to_see(tree), *_rows_to_see(tree, draft)))


@dataclass(frozen=True, slots=True)
class _Rolling:
    """From one fiscal year to another, so many years later."""

    before: str
    after: str
    years: int
    published: PublishedRules

    def area(self, area: AreaNode) -> AreaNode:
        activities = tuple(map(self.activity, area.activities))
        return AreaNode(area.number, area.title, area.weight, activities, note=area.note)

    def activity(self, activity: ActivityNode) -> ActivityNode:
        rows = (self.indicator(activity, row) for row in activity.indicators)
        return ActivityNode(activity.number, activity.title, tuple(rows))

    def indicator(self, activity: ActivityNode, row: IndicatorNode) -> IndicatorNode:
        """The row with its targets; what was achieved, claimed, remarked and known of other years stays behind."""
        return IndicatorNode(
            row.number,
            row.title,
            row.weight,
            row.unit,
            unit_text=row.unit_text,
            responsible=row.responsible,
            quarter_rule=row.quarter_rule,
            late_rule=self.late_rule(f"{activity.title} {row.title}", row.late_rule),
            direction=row.direction,
            annual=_later(row.annual, row.unit, self.years),
            grades=tuple(GradeNode(each.percent, _later(each.target, row.unit, self.years)) for each in row.grades),
            quarters={each: QuarterNode(_later(row.target(each), row.unit, self.years)) for each in QUARTERS},
            words=row.words,
            key=row.key,
        )

    def late_rule(self, words: str, rule: LateRule | None) -> LateRule | None:
        is_published = rule is not None and rule == self.published(self.before, words)
        return self.published(self.after, words) if is_published else rule


def _later(value: Value, unit: Unit, years: int) -> Value:
    """A target with its dates moved on and written anew; one without dates stays as it was typed."""
    if not value.dates:
        return value
    moved = replace(value, dates=tuple(years_later(day, years) for day in value.dates))
    return replace(moved, text=show_value(moved, unit))


def _pairs(tree: PlanTree, draft: PlanTree) -> Iterator[tuple[IndicatorNode, IndicatorNode]]:
    return zip(tree.indicators, draft.indicators, strict=True)


def _targets(row: IndicatorNode) -> Iterator[tuple[Place, Value]]:
    """Every target of a row with its place."""
    yield from ((place_of_grade(grade.percent), grade.target) for grade in row.all_grades)
    yield from ((place_of_quarter(quarter), row.target(quarter)) for quarter in QUARTERS)


def _moved(old: IndicatorNode, new: IndicatorNode) -> Iterator[MovedTarget]:
    for (place, before), (_place, after) in zip(_targets(old), _targets(new), strict=True):
        if before.dates:
            yield MovedTarget(new.number, place, bool(new.grades), before, after)


def _heads_to_see(tree: PlanTree) -> Iterator[PointToSee]:
    heads: list[AreaNode | ActivityNode] = []
    for area in tree.areas:
        heads += [area, *area.activities]
    for head in heads:
        for text in (head.title, head.note if isinstance(head, AreaNode) else ""):
            if _names_a_year(text):
                yield PointToSee(head.number, ToSee.NAMES_A_YEAR, text)


def _rows_to_see(tree: PlanTree, draft: PlanTree) -> Iterator[PointToSee]:
    for old, new in _pairs(tree, draft):
        yield from _words_to_see(new)
        yield from _targets_to_see(new, draft.start_year)
        if new.late_rule is not None or old.late_rule is not None:
            yield PointToSee(new.number, ToSee.LATE_RULE, "")
        if old.remark:
            yield PointToSee(new.number, ToSee.LEFT_BEHIND, old.remark)


def _words_to_see(row: IndicatorNode) -> Iterator[PointToSee]:
    for text in (row.title, row.unit_text, row.responsible, *row.words.values()):
        if _names_a_year(text):
            yield PointToSee(row.number, ToSee.NAMES_A_YEAR, text)


def _targets_to_see(row: IndicatorNode, start_year: int) -> Iterator[PointToSee]:
    for _place, target in _targets(row):
        if not (target.is_blank or target.is_given) and re.search(r"[0-9]", to_ascii(target.text)):
            yield PointToSee(row.number, ToSee.NOT_MOVED, target.text)
        if any(not (start_year, 7) <= (day.year, day.month) < (start_year + 1, 7) for day in target.dates):
            yield PointToSee(row.number, ToSee.OUTSIDE_THE_YEAR, target.text)


def _names_a_year(text: str) -> bool:
    return A_YEAR.search(to_ascii(text)) is not None
