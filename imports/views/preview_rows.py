"""Owns the rows of an import's preview: each place of the form with what was stored, what comes, and its doubts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.forms import BoundField

from cell_values.sentence import Sentence
from cell_values.value import BLANK, plain
from imports.actions.comparing import ImportComparison, changed_rows
from imports.forms import PlanForm
from imports.queries.late_rules import suggested_late_rules
from plan_tree.late_rules import LateRules
from plan_tree.problem_codes import CODES
from plan_tree.problems import Problem, Severity
from plan_tree.terms import QUARTERS
from plan_tree.tree import ActivityNode, AreaNode, IndicatorNode
from plans.display import digits, said
from plans.kinds import plan_kind
from plans.late_rule_form import LateRuleForm
from plans.models.plan import OTHER_YEAR_SORTS
from plans.queries.trees import load_tree

Row = tuple[str | int, ...]
SORTS = dict(OTHER_YEAR_SORTS)
NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
MANY = 6  # problems of one code that are shown as one
MOST_LISTED = 50  # of one code; the marked workbook has them all
UNSEEN = frozenset({"position"})  # the order of the rows; no place of the form shows it


@dataclass(frozen=True)
class ListedProblem:
    """A problem in the list of its plan; ``number`` is its place there. Too many of one code are not all listed."""

    number: int
    problem: Problem
    is_listed: bool = True

    @property
    def is_notice(self) -> bool:
        return self.problem.severity is Severity.NOTICE


@dataclass(frozen=True)
class ToldGroup:
    """Problems that are shown as one: several of one code, named by what they are; or a single one."""

    told: tuple[ListedProblem, ...]

    @property
    def name(self) -> Sentence | None:
        """What the cells have in common; None for a problem that is shown by itself."""
        named = CODES.get(self.told[0].problem.code)
        return named.name if named and len(self.told) >= MANY else None

    @property
    def severity(self) -> Severity:
        return self.told[0].problem.severity

    @property
    def listed(self) -> tuple[ListedProblem, ...]:
        return tuple(each for each in self.told if each.is_listed)

    @property
    def unlisted(self) -> int:
        """How many of them the page does not list."""
        return len(self.told) - len(self.listed)


def numbered(problems: Iterable[Problem]) -> list[ListedProblem]:
    """Problems with their places in a list, the first of each code listed."""
    counts: Counter[tuple[Severity, str]] = Counter()
    told = []
    for number, problem in enumerate(problems, start=1):
        kind = (problem.severity, problem.code)
        counts[kind] += 1
        told.append(ListedProblem(number, problem, counts[kind] <= MOST_LISTED))
    return told


def grouped(told: Iterable[ListedProblem]) -> list[ToldGroup]:
    """Problems of equal gravity and code together, where their first one stood; a few stay single."""
    groups: dict[tuple[Severity, str], list[ListedProblem]] = {}
    for each in told:
        groups.setdefault((each.problem.severity, each.problem.code), []).append(each)
    return [
        ToldGroup(part)
        for group in groups.values()
        for part in ([tuple(group)] if len(group) >= MANY else [(each,) for each in group])
    ]


@dataclass(frozen=True)
class Shown:
    """A place of the form: what comes, and what was stored where that differs (``before``).

    ``kept`` is what stays stored because the document says nothing, ``to_date`` the total from the beginning of the
    year that ``after`` was worked out of.
    """

    after: str
    before: str | None = None
    kept: str = ""
    cell: str = ""
    told: tuple[ListedProblem, ...] = ()
    to_date: str = ""

    @property
    def says_something(self) -> bool:
        return bool(self.after or self.before or self.kept)


@dataclass(frozen=True)
class ShownRow:
    """An indicator as it comes; ``rule_field`` and ``late_form`` are None where the stored rule holds.

    Without dates to keep there is no ``late_form`` either.
    """

    draft: IndicatorNode
    state: str
    activity: Shown
    activity_number: str
    title: Shown
    weight: Shown
    unit: Shown
    responsible: Shown
    grades: tuple[tuple[str, Shown], ...]
    other_years: tuple[tuple[str, Shown], ...]
    words: tuple[tuple[str, Shown], ...]
    quarters: Mapping[int, tuple[Shown, Shown]]
    remark: Shown
    rule_field: BoundField | None
    late_form: LateRuleForm | None
    is_undecided: bool

    @property
    def places(self) -> Iterator[Shown]:
        yield from (self.activity, self.title, self.weight, self.unit, self.responsible, self.remark)
        yield from (place for _, place in (*self.grades, *self.other_years, *self.words))
        yield from (place for pair in self.quarters.values() for place in pair)

    @property
    def is_doubtful(self) -> bool:
        return any(not told.is_notice for place in self.places for told in place.told)

    @property
    def is_asked(self) -> bool:
        """Whether somebody must choose its quarter rule, or just did."""
        field = self.rule_field
        return field is not None and not field.initial and (self.is_undecided or bool(field.value()))

    @property
    def is_rule_changed(self) -> bool:
        """Whether somebody chose another rule than the targets suggest."""
        return self.rule_field is not None and (self.rule_field.value() or "") != (self.rule_field.initial or "")

    @property
    def is_late_rule_changed(self) -> bool:
        """Whether somebody wrote another late rule than the document or a guideline gives."""
        return self.late_form is not None and self.late_form.is_changed


@dataclass(frozen=True)
class ShownArea:
    draft: AreaNode
    title: Shown
    weight: Shown
    rows: tuple[ShownRow, ...]


class PreviewRows:
    """Builds the rows of one plan's preview."""

    def __init__(self, comparison: ImportComparison, form: PlanForm, told: Sequence[ListedProblem]) -> None:
        self._comparison = comparison
        self._form = form
        self._changes = changed_rows(comparison.changes)
        self._of_indicator: dict[str | int, list[Row]] = {}
        for place in self._changes:
            if place[0] != "area" and len(place) > 1:
                self._of_indicator.setdefault(place[1], []).append(place)
        self._shown_cells: set[str] = set()
        self._told: dict[str, list[ListedProblem]] = {}
        for each in told:
            self._told.setdefault(each.problem.cell, []).append(each)

    def areas(self) -> Iterator[ShownArea]:
        draft = self._comparison.reading.draft
        for area in draft.areas if draft else ():
            place: Row = ("area", area.number)
            rows = tuple(self._row(area, activity, each) for activity, each in area.in_activities)
            title = self._shown(place, "title", area.title, area.cell)
            yield ShownArea(area, title, self._shown(place, "weight", plain(area.weight), area.weight_cell), rows)

    @cached_property
    def _stored(self) -> Mapping[str, IndicatorNode]:
        plan = self._comparison.plan
        return {row.number: row for row in load_tree(plan).indicators} if plan else {}

    def _row(self, area: AreaNode, activity: ActivityNode, draft: IndicatorNode) -> ShownRow:
        place: Row = ("indicator", draft.number)
        stored, at = self._stored.get(draft.number), draft.cell
        return ShownRow(
            draft,
            self._state(area, activity, draft),
            self._shown(("activity", activity.number), "title", activity.title, activity.cell),
            activity.number,
            self._shown(place, "title", draft.title, at("indicator"), at("number")),
            self._shown(place, "weight", plain(draft.weight), at("weight")),
            self._shown(place, "unit_text", draft.unit_text, at("unit")),
            self._kept(place, "responsible", draft.responsible, stored, at("responsible")),
            tuple(self._grades(draft)),
            tuple(self._other_years(draft)),
            tuple(self._words(draft)),
            {quarter: self._quarter(draft, quarter, stored) for quarter in QUARTERS},
            self._kept(place, "remark", draft.remark, stored, at("remark")),
            None if stored and stored.quarter_rule else self._form.rule_field(draft.number),
            None if stored and stored.late_rule else self._late_form(draft.number),
            self._is_undecided(draft),
        )

    @cached_property
    def _suggested(self) -> LateRules:
        return suggested_late_rules(self._form.draft, self._stored)

    def _late_form(self, number: str) -> LateRuleForm | None:
        form = self._form.late_forms.get(number)
        if form is not None:
            form.suggest(self._suggested.get(number))
        return form

    def _state(self, area: AreaNode, activity: ActivityNode, draft: IndicatorNode) -> str:
        parts = (("area", area), ("activity", activity), ("indicator", draft))
        if self._comparison.is_new or any(part in self._changes.get((part, each.number), {}) for part, each in parts):
            return NEW
        own = (self._changes[place] for place in self._of_indicator.get(draft.number, ()))
        beside = self._changes.get(("activity", activity.number), {})
        return CHANGED if any(set(fields) - UNSEEN for fields in (*own, beside)) else UNCHANGED

    def _is_undecided(self, draft: IndicatorNode) -> bool:
        told = self._told.get(draft.cell("number"), [])
        return draft.quarter_rule is None and any(each.problem.code == "quarter_rule_undecided" for each in told)

    def _grades(self, draft: IndicatorNode) -> Iterator[tuple[str, Shown]]:
        """The graded targets of the document, then those it takes away; none is named where there is only one."""
        coming = {f"{grade.percent.normalize():f}": (grade.target, grade.cell) for grade in draft.all_grades}
        mine = self._of_indicator.get(draft.number, ())
        going = [place[2] for place in mine if place[0] == "grade" and place[2] not in coming]
        for percent in (*coming, *map(str, going)):
            target, cell = coming.get(percent, (BLANK, ""))
            place, field = ("grade", draft.number, percent), "target" if percent in coming else "grade"
            yield percent if draft.grades or going else "", self._shown(place, field, target.text, cell)

    def _other_years(self, draft: IndicatorNode) -> Iterator[tuple[str, Shown]]:
        """What the document says of other years, then what it takes away, each by its sort and year."""
        coming = {(each.sort.value, each.year): each for each in draft.other_years}
        places = [place for place in self._of_indicator.get(draft.number, ()) if place[0] == "other_year"]
        going = [(str(place[2]), str(place[3])) for place in places]
        for sort, year in dict.fromkeys([*coming, *going]):
            each, place = coming.get((sort, year)), ("other_year", draft.number, sort, year)
            text, cell = (each.value.text, each.cell) if each else ("", "")
            yield f"{SORTS[sort]} {digits(year)}".strip(), self._shown(place, "other_year", text, cell)

    def _words(self, draft: IndicatorNode) -> Iterator[tuple[str, Shown]]:
        """What the document says in further columns of words, each by what its form calls it."""
        plan = self._comparison.reading.draft if draft.words else None
        called = {column.name: column.called for column in plan_kind(plan.kind).form.columns} if plan else {}
        for name, text in draft.words.items():
            place = self._shown(("indicator", draft.number), name, text, draft.cell(name))
            yield said(called[name]) if name in called else name, place

    def _quarter(self, draft: IndicatorNode, quarter: int, stored: IndicatorNode | None) -> tuple[Shown, Shown]:
        place: Row = ("cell", draft.number, quarter)
        node = draft.quarter(quarter)
        kept = stored.achievement(quarter).text if stored and node.achievement.is_blank else ""
        target = self._shown(place, "target", node.target.text, node.target_cell)
        achieved = self._shown(place, "achievement", node.achievement.text, node.achievement_cell, kept=kept)
        return target, replace(achieved, to_date=node.to_date)

    def _kept(self, place: Row, field: str, after: str, stored: IndicatorNode | None, cell: str) -> Shown:
        return self._shown(place, field, after, cell, kept=getattr(stored, field) if stored and not after else "")

    def _shown(self, place: Row, field: str, after: str, *cells: str, kept: str = "") -> Shown:
        """A place; a cell that several show, as a title above many indicators, counts where it is shown first."""
        change = self._changes.get(place, {}).get(field)
        own = [cell for cell in dict.fromkeys(cells) if cell and cell not in self._shown_cells]
        self._shown_cells.update(own)
        told = tuple(each for cell in own for each in self._told.get(cell, ()))
        return Shown(after, _text(change.before) if change else None, kept, next(iter(own), ""), told)


def _text(content: Any) -> str:
    """What a change keeps of a value or a text, as typed."""
    return str(content["text"] if isinstance(content, dict) else content or "")
