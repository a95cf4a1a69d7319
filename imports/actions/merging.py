"""Owns laying a draft over a stored plan: whatever differs is told as a change, and written when wanted."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any, TypeVar

from django.db.models import Prefetch
from django.utils import timezone

from cell_values.text import written_alike
from cell_values.value import Value
from offices.models import Person
from plan_tree.revisions import Place, is_outdated, place_of_grade, place_of_quarter
from plan_tree.surroundings import OF_THE_PLAN
from plan_tree.terms import QUARTERS
from plan_tree.tree import ActivityNode, AreaNode, GradeNode, IndicatorNode, PlanTree, QuarterNode
from plans.actions.assessments import BESIDE, clear_decisions, decisions_of
from plans.actions.storing import save_columns
from plans.actions.tree_rows import (
    add_activities,
    add_areas,
    add_indicators,
    add_other_years,
    area_fields,
    indicator_fields,
)
from plans.models import Activity, Area, GradedTarget, Indicator, OtherYearValue, Plan, QuarterCell, TargetRevision
from plans.models.fields import value_columns

Row = tuple[str | int, ...]
Numbered = TypeVar("Numbered", AreaNode, ActivityNode, IndicatorNode)
LATE = ("late_marks", "late_days")
PRINTED = ("printed_above", "printed_below")  # around the table
# What an empty place in a document does not erase.
KEPT_WHEN_EMPTY = frozenset(
    {"remark", "claimed_total", "claimed_marks", "responsible", "quarter_rule", "note", *LATE, *PRINTED}
)
# What no form prints: a person's choice outlives what a document suggests.
CHOSEN = frozenset({"quarter_rule", "direction", *LATE})
OF_A_ROW = frozenset({"indicator", "grade", "other_year", "cell"})  # the sorts of row a change names by its number
# What an office writes anew with every quarter: it belongs to the last report, not to those signed before.
WRITTEN_ANEW = frozenset({"remark", "claimed_total", "claimed_marks"})

SAID_IN_A_QUARTER = frozenset({"achievement", "remark", "claimed_marks"})


@dataclass(frozen=True)
class PlanChange:
    """One field of one row that a document changes: ``before`` and ``after`` as JSON data.

    ``row`` says which: ("area", "1"), ("activity", "1.4"), ("indicator", "1.4.1"), ("grade", "1.4.1", "80"),
    ("other_year", "1.4.1", "baseline", "2019-20"),
    ("cell", "1.4.1", 3) or ("report", 3). ``quarter`` is the one whose report it touches; None: it touches them all,
    0: none, only the plan.
    """

    subject: str
    field: str
    before: Any
    after: Any
    quarter: int | None = None
    row: Row = ()

    def as_json(self) -> list[Any]:
        """As the ledger keeps it."""
        return [self.subject, self.field, self.before, self.after]

    def touches(self, quarter: int) -> bool:
        return self.quarter in (None, quarter)

    @property
    def is_of_the_office(self) -> bool:
        """Whether it changes what an office says in a quarter, which is written while the quarter is."""
        return self.row[:1] == ("cell",) and self.field in SAID_IN_A_QUARTER

    def is_within(self, numbers: Collection[str]) -> bool:
        """Whether it changes no other row than those of these numbers; what is said of a report is of no row."""
        sort, *place = self.row
        return sort == "report" or (sort in OF_A_ROW and place[0] in numbers)


@dataclass(frozen=True)
class MergeStep:
    """A row to be written, and the changes this makes."""

    changes: tuple[PlanChange, ...]
    write: Callable[[], object]


def changes_of(steps: Iterable[MergeStep]) -> tuple[PlanChange, ...]:
    return tuple(change for step in steps for change in step.changes)


@dataclass(frozen=True)
class Merging:
    """A draft being laid over the stored plan of its office, year and kind."""

    plan: Plan
    draft: PlanTree
    by: Person | None = None

    def steps(self) -> tuple[MergeStep, ...]:
        """What is to be written where the draft differs; nothing is written yet."""
        stored = self.plan.areas.prefetch_related(
            "activities__indicators__graded_targets",
            "activities__indicators__other_years",
            "activities__indicators__cells",
            Prefetch("activities__indicators__revisions", TargetRevision.objects.filter(granted=True)),
        )
        return (*self._areas({area.number: area for area in stored}), *self.of_reports())

    def _areas(self, known: Mapping[str, Area]) -> Iterator[MergeStep]:
        for each, place in _placed(self.draft.areas, known):
            if area := known.get(each.number):
                yield from _merge(area, ("area", area.number), place | area_fields(each))
                yield from self._activities(area, each)
            else:
                yield _added("area", each, partial(add_areas, self.plan, self.draft, (each,)))

    def _activities(self, area: Area, draft: AreaNode) -> Iterator[MergeStep]:
        known = {activity.number: activity for activity in area.activities.all()}
        for each, place in _placed(draft.activities, known):
            if activity := known.get(each.number):
                yield from _merge(activity, ("activity", activity.number), place | {"title": each.title})
                yield from self._indicators(activity, each)
            else:
                yield _added("activity", each, partial(add_activities, area, draft, (each,)))

    def _indicators(self, activity: Activity, draft: ActivityNode) -> Iterator[MergeStep]:
        known = {row.number: row for row in activity.indicators.all()}
        for each, place in _placed(draft.indicators, known):
            if row := known.get(each.number):
                yield from _merge(row, ("indicator", row.number), place | indicator_fields(each))
                yield from _merge_words(row, each)
                yield from _merge_grades(row, each)
                yield from _merge_other_years(row, each)
                yield from self._cells(row, each)
            else:
                yield _added("indicator", each, partial(add_indicators, activity, draft, (each,)))

    def _cells(self, row: Indicator, draft: IndicatorNode) -> Iterator[MergeStep]:
        for cell in row.cells.all():
            place, subject = ("cell", row.number, cell.quarter), f"{row.number} q{cell.quarter}"
            target, achievement = draft.target(cell.quarter), draft.achievement(cell.quarter)
            if not target.means(cell.target) and not _is_outdated(row, place_of_quarter(cell.quarter), target, cell):
                change = PlanChange(subject, "target", cell.target.as_json(), target.as_json(), cell.quarter, place)
                yield MergeStep((change,), partial(_write_value, cell, "target", target))
            if not achievement.is_blank and not achievement.means(cell.achievement):
                before, after = cell.achievement.as_json(), achievement.as_json()
                changes = [PlanChange(subject, "achievement", before, after, cell.quarter, place)]
                for name, decision in decisions_of(cell).items():  # about what was reported before
                    changes.append(PlanChange(subject, name, decision, None, cell.quarter, place))
                yield MergeStep(tuple(changes), partial(self._write_achievement, cell, draft.quarter(cell.quarter)))
            node = draft.quarter(cell.quarter)
            beside = {"remark": node.remark, "claimed_marks": node.claimed_marks}
            yield from _merge(cell, place, beside, subject)

    def _write_achievement(self, cell: QuarterCell, draft: QuarterNode) -> None:
        cell.version += 1
        cell.entered_by, cell.entered_at = self.by, timezone.now() if self.by else None
        clear_decisions(cell)
        cell.to_date_text = draft.to_date
        _write_value(cell, "achievement", draft.achievement, "version", "entered_by", "entered_at", *BESIDE)

    def of_reports(self) -> Iterator[MergeStep]:
        """What the office claims itself stands beside the quarter it belongs to. What is printed around a table goes
        with the report it came with; a plan's own touches no report.
        """
        reports = {OF_THE_PLAN: self.plan, **{report.quarter: report for report in self.plan.reports.all()}}
        for quarter, claim in self.draft.claims_by_quarter.items():
            claimed = {"claimed_total": claim.total, "claimed_obtained": claim.obtained}
            known = {name: figure for name, figure in claimed.items() if figure is not None}
            yield from _merge(reports[quarter], ("report", quarter), known)
        for quarter, around in self.draft.surroundings_by_quarter.items():
            printed = {"printed_above": around.above, "printed_below": around.below}
            yield from _merge(reports[quarter], ("report", quarter), printed)


def _placed(drafts: Sequence[Numbered], known: Mapping[str, Any]) -> Iterator[tuple[Numbered, dict[str, int]]]:
    """Each draft with its position, where the stored rows do not stand in the order of the document already."""
    numbers = [draft.number for draft in drafts]
    named = set(numbers)
    in_order = numbers == [number for number in known if number in named]
    for position, draft in enumerate(drafts):
        yield draft, {} if in_order else {"position": position}


def _added(part: str, draft: AreaNode | ActivityNode | IndicatorNode, write: Callable[[], object]) -> MergeStep:
    return MergeStep((PlanChange(draft.number, part, None, draft.title, row=(part, draft.number)),), write)


def _merge(row: Any, place: Row, fields: Mapping[str, Any], subject: str = "") -> Iterator[MergeStep]:
    """The fields of a row a document changes; the row is saved once. ``subject``: its name where it has none itself."""
    changed = {name: after for name, after in fields.items() if _is_changed(name, getattr(row, name), after)}
    if changed:
        changes = tuple(_change(row, place, name, after, subject) for name, after in changed.items())
        yield MergeStep(changes, partial(save_columns, row, **changed))


def _is_changed(name: str, before: Any, after: Any) -> bool:
    if name in KEPT_WHEN_EMPTY and after in ("", None):
        return False
    if name in CHOSEN and before:
        return False
    if isinstance(before, str) and isinstance(after, str):
        return not written_alike(before, after)
    return bool(before != after)


def _change(row: Any, place: Row, name: str, after: Any, subject: str) -> PlanChange:
    quarter = OF_THE_PLAN if isinstance(row, Plan) else getattr(row, "quarter", _written_with(name))
    named = subject or getattr(row, "number", f"q{quarter}" if quarter else "")
    return PlanChange(named, name, _plain(getattr(row, name)), _plain(after), quarter, place)


def _written_with(name: str) -> int | None:
    return QUARTERS[-1] if name in WRITTEN_ANEW else None


def _merge_words(row: Indicator, draft: IndicatorNode) -> Iterator[MergeStep]:
    """What a document says in further columns of words; an empty place erases nothing."""
    before = {name: row.words.get(name, "") for name in draft.words}
    said = {name: after for name, after in draft.words.items() if not written_alike(before[name], after)}
    if said:
        place = ("indicator", row.number)
        changes = tuple(PlanChange(row.number, name, before[name], after, row=place) for name, after in said.items())
        yield MergeStep(changes, partial(save_columns, row, words=row.words | said))


def _merge_grades(row: Indicator, draft: IndicatorNode) -> Iterator[MergeStep]:
    """The ladder of the document replaces the stored one; a grade without a target is none."""
    known = {graded.percent: graded for graded in row.graded_targets.all()}
    for grade in draft.all_grades:
        if graded := known.pop(grade.percent, None):
            place = place_of_grade(grade.percent)
            if not graded.target.means(grade.target) and not _is_outdated(row, place, grade.target, graded):
                change = _graded(row, grade.percent, "target", graded.target, grade.target)
                yield MergeStep((change,), partial(_write_value, graded, "target", grade.target))
        elif not grade.target.is_blank:
            change = _graded(row, grade.percent, "target", None, grade.target)
            yield MergeStep((change,), partial(_add_grade, row, grade))
    for percent, graded in known.items():
        if not graded.target.is_blank:
            yield MergeStep((_graded(row, percent, "grade", graded.target, None),), graded.delete)


def _is_outdated(row: Indicator, place: Place, said: Value, stored: GradedTarget | QuarterCell) -> bool:
    """Whether a document says what was before a revision: what a reviewer granted is not taken back by an old form."""
    granted = sorted(row.revisions.all(), key=lambda each: (each.decided_at, each.pk))
    targets = [target for each in granted for target in each.revised]
    return is_outdated(targets, place, said, stored.target)


def _merge_other_years(row: Indicator, draft: IndicatorNode) -> Iterator[MergeStep]:
    """What a document says of other years replaces what is stored; one that says nothing of them erases nothing.

    No mark rests on them: a report signed before stays what it was.
    """
    stored = sorted(row.other_years.all(), key=lambda each: (each.sort, each.year, each.position))
    coming = sorted(draft.other_years, key=lambda each: (each.sort.value, each.year))
    if not coming:
        return
    if [(each.sort, each.year) for each in stored] == [(each.sort.value, each.year) for each in coming]:
        for known, each in zip(stored, coming, strict=True):
            if not known.value.means(each.value):
                change = _of_other_year(row, each.sort.value, each.year, known.value, each.value)
                yield MergeStep((change,), partial(_write_value, known, "value", each.value))
        return
    going = [_of_other_year(row, each.sort, each.year, each.value, None) for each in stored]
    changes = [*going, *(_of_other_year(row, each.sort.value, each.year, None, each.value) for each in coming)]
    yield MergeStep(tuple(changes), partial(_replace_other_years, row, draft))


def _replace_other_years(row: Indicator, draft: IndicatorNode) -> None:
    row.other_years.all().delete()
    add_other_years([(row, draft)])


def _of_other_year(row: Indicator, sort: str, year: str, before: Value | None, after: Value | None) -> PlanChange:
    was, becomes = (value.as_json() if value else None for value in (before, after))
    subject = " ".join(filter(None, (row.number, sort, year)))
    return PlanChange(subject, "other_year", was, becomes, QUARTERS[-1], ("other_year", row.number, sort, year))


def _graded(row: Indicator, percent: Decimal, field: str, before: Value | None, after: Value | None) -> PlanChange:
    shown = f"{percent:f}"
    was, becomes = (value.as_json() if value else None for value in (before, after))
    return PlanChange(
        f"{row.number} {shown}%", field, was, becomes, row=("grade", row.number, f"{percent.normalize():f}")
    )


def _add_grade(row: Indicator, draft: GradeNode) -> None:
    graded = GradedTarget(indicator=row, percent=draft.percent)
    graded.target = draft.target
    graded.save()


def _write_value(row: GradedTarget | OtherYearValue | QuarterCell, name: str, value: Value, *beside: str) -> None:
    setattr(row, name, value)
    row.save(update_fields=[*value_columns(name), *beside])


def _plain(content: Any) -> Any:
    return content if isinstance(content, str | int | None) else str(content)
