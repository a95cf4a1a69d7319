"""Owns laying a draft over a stored plan: whatever differs is written and told as a change."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils import timezone

from offices.models import Person
from plans.actions.rows import add_activities, add_areas, add_indicators, area_fields, indicator_fields
from plans.drafts import ActivityDraft, AreaDraft, IndicatorDraft, PlanDraft
from plans.marking.facts import QUARTERS
from plans.models import Activity, Area, GradedTarget, Indicator, Plan, QuarterCell
from plans.values.text import normalise
from plans.values.value import Value

Numbered = TypeVar("Numbered", AreaDraft, ActivityDraft, IndicatorDraft)
# What an empty place in a document does not erase.
KEPT_WHEN_EMPTY = frozenset({"remark", "claimed_total", "claimed_marks", "responsible", "quarter_rule", "note"})
# What no form prints: a person's choice outlives what a document suggests.
CHOSEN = frozenset({"quarter_rule", "direction"})
# What an office writes anew with every quarter: it belongs to the last report, not to those signed before.
WRITTEN_ANEW = frozenset({"remark", "claimed_total", "claimed_marks"})


@dataclass(frozen=True)
class Change:
    """One field of one row that a document changes: ``before`` and ``after`` as JSON data.

    ``quarter`` is the one whose report it touches; None: it touches them all.
    """

    subject: str
    field: str
    before: Any
    after: Any
    quarter: int | None = None

    def touches(self, quarter: int) -> bool:
        return self.quarter in (None, quarter)


@dataclass(frozen=True)
class Merging:
    """A draft being laid over the stored plan of its office, year and kind."""

    plan: Plan
    draft: PlanDraft
    by: Person | None

    def changes(self) -> tuple[Change, ...]:
        """Writes every difference and tells of it."""
        return (*self._areas(), *self._claim())

    def _areas(self) -> Iterator[Change]:
        known = {area.number: area for area in self.plan.areas.all()}
        for each, place in _placed(self.draft.areas, known):
            if area := known.get(each.number):
                yield from _merge(area, place | area_fields(each))
                yield from self._activities(area, each)
            else:
                add_areas(self.plan, self.draft, (each,))
                yield Change(each.number, "area", None, each.title)

    def _activities(self, area: Area, draft: AreaDraft) -> Iterator[Change]:
        known = {activity.number: activity for activity in area.activities.all()}
        for each, place in _placed(draft.activities, known):
            if activity := known.get(each.number):
                yield from _merge(activity, place | {"title": each.title})
                yield from self._indicators(activity, each)
            else:
                add_activities(area, draft, (each,))
                yield Change(each.number, "activity", None, each.title)

    def _indicators(self, activity: Activity, draft: ActivityDraft) -> Iterator[Change]:
        known = {row.number: row for row in activity.indicators.prefetch_related("graded_targets", "cells")}
        for each, place in _placed(draft.indicators, known):
            if row := known.get(each.number):
                yield from _merge(row, place | indicator_fields(each))
                yield from _merge_grades(row, each)
                yield from self._cells(row, each)
            else:
                add_indicators(activity, draft, (each,))
                yield Change(each.number, "indicator", None, each.title)

    def _cells(self, row: Indicator, draft: IndicatorDraft) -> Iterator[Change]:
        for cell in row.cells.all():
            subject = f"{row.number} q{cell.quarter}"
            yield from _merge_value(cell, subject, "target", draft.target(cell.quarter).value, cell.quarter)
            achievement = draft.achievement(cell.quarter).value
            if not achievement.is_blank and not achievement.means(cell.achievement):
                cell.version += 1
                cell.entered_by, cell.entered_at = self.by, timezone.now() if self.by else None
                yield from _merge_value(cell, subject, "achievement", achievement, cell.quarter)

    def _claim(self) -> Iterator[Change]:
        """What the office claims itself stands beside the quarter it belongs to."""
        reports = {report.quarter: report for report in self.plan.reports.all()}
        for quarter, claim in self.draft.claims_by_quarter.items():
            claimed = {"claimed_total": claim.total, "claimed_obtained": claim.obtained}
            known = {name: figure for name, figure in claimed.items() if figure is not None}
            yield from _merge(reports[quarter], known)


def _placed(drafts: Sequence[Numbered], known: Mapping[str, Any]) -> Iterator[tuple[Numbered, dict[str, int]]]:
    """Each draft with its position, where the stored rows do not stand in the order of the document already."""
    numbers = [draft.number for draft in drafts]
    in_order = numbers == [number for number in known if number in numbers]
    for position, draft in enumerate(drafts):
        yield draft, {} if in_order else {"position": position}


def _merge(row: Any, fields: Mapping[str, Any]) -> Iterator[Change]:
    """Sets the fields a document changes and saves the row once."""
    changed = [name for name, after in fields.items() if _is_changed(name, getattr(row, name), after)]
    changes = [_change(row, name, fields[name]) for name in changed]
    for name in changed:
        setattr(row, name, fields[name])
    if changed:
        row.save(update_fields=changed)
    yield from changes


def _is_changed(name: str, before: Any, after: Any) -> bool:
    if name in KEPT_WHEN_EMPTY and after in ("", None):
        return False
    if name in CHOSEN and before:
        return False
    if isinstance(before, str) and isinstance(after, str):
        return normalise(before) != normalise(after)
    return bool(before != after)


def _change(row: Any, name: str, after: Any) -> Change:
    quarter = getattr(row, "quarter", QUARTERS[-1] if name in WRITTEN_ANEW else None)
    subject = getattr(row, "number", f"q{quarter}")
    return Change(subject, name, _plain(getattr(row, name)), _plain(after), quarter)


def _merge_grades(row: Indicator, draft: IndicatorDraft) -> Iterator[Change]:
    """The ladder of the document replaces the stored one; a grade without a target is none."""
    known = {graded.percent: graded for graded in row.graded_targets.all()}
    for grade in draft.all_grades:
        if grade.percent not in known and grade.target.value.is_blank:
            continue
        graded = known.pop(grade.percent, None) or GradedTarget(indicator=row, percent=grade.percent)
        yield from _merge_value(graded, f"{row.number} {grade.percent:f}%", "target", grade.target.value)
    for percent, graded in known.items():
        if not graded.target.is_blank:
            graded.delete()
            yield Change(f"{row.number} {percent:f}%", "grade", graded.target.as_json(), None)


def _merge_value(
    row: GradedTarget | QuarterCell, subject: str, field: str, after: Value, quarter: int | None = None
) -> Iterator[Change]:
    before: Value = getattr(row, field)
    if not before.means(after) or row._state.adding:
        setattr(row, field, after)
        row.save()
        yield Change(subject, field, before.as_json(), after.as_json(), quarter)


def _plain(content: Any) -> Any:
    return content if isinstance(content, str | int | None) else str(content)
