"""Owns storing a plan read from a document: a new plan at once, a known one change by change, or nothing at all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from offices.models import FiscalYear, Office, Person
from plans.actions.ledger import lock_plan, write_event
from plans.actions.rows import add_activities, add_areas, add_indicators, area_fields, indicator_fields
from plans.actions.scoring import refresh_scorecards
from plans.drafts import ActivityDraft, AreaDraft, IndicatorDraft, PlanDraft
from plans.marking.facts import QUARTERS
from plans.models import (
    Activity,
    Area,
    GradedTarget,
    Indicator,
    Plan,
    PlanImport,
    QuarterCell,
    QuarterReport,
    SourceFile,
)
from plans.problems import Problem, Severity
from plans.queries.policies import policy_for
from plans.values.sentence import Sentence
from plans.values.value import Value
from plans.workflow import OPEN

# What an empty place in a document does not erase.
KEPT_WHEN_EMPTY = frozenset({"remark", "claimed_total", "claimed_marks", "responsible", "quarter_rule", "note"})


class ImportRefusedError(Exception):
    """The document cannot be stored; ``problems`` say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.sentence.en for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class Change:
    """One field of one row that a document changes: ``before`` and ``after`` as JSON data."""

    subject: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class StoredPlan:
    plan: Plan
    created: bool
    changes: tuple[Change, ...] = ()


@transaction.atomic
def store_plan(
    *, draft: PlanDraft, office: Office, year: FiscalYear, by: Person | None, source: SourceFile | None = None
) -> StoredPlan:
    """Stores a draft as the office's plan of the year; the same document again changes nothing.

    Raises ImportRefusedError when rows of the stored plan are missing in the document or a touched report is closed.
    """
    known = Plan.objects.filter(office=office, year=year, kind=draft.kind).order_by("-revision").first()
    stored = _update(lock_plan(known.pk), draft, by) if known else _create(draft, office, year, by)
    if source is not None and (stored.created or stored.changes):
        PlanImport.objects.create(plan=stored.plan, source=source, sheet=draft.sheet, imported_by=by)
    return stored


def _create(draft: PlanDraft, office: Office, year: FiscalYear, by: Person | None) -> StoredPlan:
    policy = policy_for(draft.kind, year)
    plan = Plan.objects.create(office=office, year=year, kind=draft.kind, policy=policy, created_by=by)
    QuarterReport.objects.bulk_create(QuarterReport(plan=plan, quarter=quarter) for quarter in QUARTERS)
    add_areas(plan, draft, draft.areas)
    _claim(plan, draft)
    refresh_scorecards(plan)
    after = {"areas": len(draft.areas), "indicators": len(draft.indicators)}
    write_event(plan=plan, verb="import_plan", subject=draft.sheet, by=by, after=after)
    return StoredPlan(plan, created=True)


def _claim(plan: Plan, draft: PlanDraft) -> None:
    """Keeps what the office claims itself beside the quarter it reports, the last one when none is named."""
    if draft.claimed.total is not None or draft.claimed.obtained is not None:
        plan.reports.filter(quarter=draft.reported_quarter or QUARTERS[-1]).update(
            claimed_total=draft.claimed.total, claimed_obtained=draft.claimed.obtained
        )


def _update(plan: Plan, draft: PlanDraft, by: Person | None) -> StoredPlan:
    _check_nothing_missing(plan, draft)
    changes = tuple(_merge_areas(plan, draft))
    if changes:
        _check_reports_open(plan, changes)
        after = [[change.subject, change.field, change.before, change.after] for change in changes]
        write_event(plan=plan, verb="import_changes", subject=draft.sheet, by=by, after=after)
        refresh_scorecards(plan)
    _claim(plan, draft)
    return StoredPlan(plan, created=False, changes=changes)


def _check_nothing_missing(plan: Plan, draft: PlanDraft) -> None:
    """A row may hold entered achievements: a document that lacks it does not silently remove it."""
    stored = set(Indicator.objects.filter(activity__area__plan=plan).values_list("number", flat=True))
    missing = stored - {indicator.number for indicator in draft.indicators}
    if missing:
        raise ImportRefusedError(_missing(sorted(missing), draft.sheet))


def _check_reports_open(plan: Plan, changes: tuple[Change, ...]) -> None:
    closed = list(plan.reports.exclude(state__in=[state.value for state in OPEN]).values_list("quarter", flat=True))
    touched = {change.subject for change in changes}
    if any(_touches(subject, quarter) for subject in touched for quarter in closed):
        raise ImportRefusedError(_closed(closed))


def _touches(subject: str, quarter: int) -> bool:
    """A change of one quarter's cell touches that quarter; any other change touches them all."""
    marks = [part for part in subject.split() if part.startswith("q")]
    return not marks or f"q{quarter}" in marks


def _merge_areas(plan: Plan, draft: PlanDraft) -> Iterator[Change]:
    known = {area.number: area for area in plan.areas.all()}
    for area_draft in draft.areas:
        if area := known.get(area_draft.number):
            yield from _merge(area, area_draft.number, area_fields(area_draft))
            yield from _merge_activities(area, area_draft)
        else:
            add_areas(plan, draft, (area_draft,))
            yield Change(area_draft.number, "area", None, area_draft.title)


def _merge_activities(area: Area, draft: AreaDraft) -> Iterator[Change]:
    known = {activity.number: activity for activity in area.activities.all()}
    for each in draft.activities:
        if activity := known.get(each.number):
            yield from _merge(activity, each.number, {"title": each.title})
            yield from _merge_indicators(activity, each)
        else:
            add_activities(area, draft, (each,))
            yield Change(each.number, "activity", None, each.title)


def _merge_indicators(activity: Activity, draft: ActivityDraft) -> Iterator[Change]:
    known = {row.number: row for row in activity.indicators.prefetch_related("graded_targets", "cells")}
    for each in draft.indicators:
        if row := known.get(each.number):
            yield from _merge(row, each.number, indicator_fields(each))
            yield from _merge_grades(row, each)
            yield from _merge_cells(row, each)
        else:
            add_indicators(activity, draft, (each,))
            yield Change(each.number, "indicator", None, each.title)


def _merge_grades(row: Indicator, draft: IndicatorDraft) -> Iterator[Change]:
    known = {graded.percent: graded for graded in row.graded_targets.all()}
    for grade in draft.all_grades:
        graded = known.get(grade.percent) or GradedTarget(indicator=row, percent=grade.percent)
        yield from _merge_value(graded, f"{row.number} {grade.percent:f}%", "target", grade.target.value)


def _merge_cells(row: Indicator, draft: IndicatorDraft) -> Iterator[Change]:
    for cell in row.cells.all():
        subject = f"{row.number} q{cell.quarter}"
        yield from _merge_value(cell, subject, "target", draft.target(cell.quarter).value)
        achievement = draft.achievement(cell.quarter).value
        if not achievement.is_blank and achievement != cell.achievement:
            cell.version += 1
            yield from _merge_value(cell, subject, "achievement", achievement)


def _merge(row: models.Model, subject: str, fields: Mapping[str, Any]) -> Iterator[Change]:
    """Sets the fields a document changes and saves the row once."""
    changed = []
    for field, after in fields.items():
        before = getattr(row, field)
        if before == after or (field in KEPT_WHEN_EMPTY and after in ("", None)):
            continue
        if field == "quarter_rule" and before:
            continue  # a person may have confirmed it; the document only suggests
        setattr(row, field, after)
        changed.append(Change(subject, field, _plain(before), _plain(after)))
    if changed:
        row.save()
    yield from changed


def _merge_value(row: GradedTarget | QuarterCell, subject: str, field: str, after: Value) -> Iterator[Change]:
    before: Value = getattr(row, field)
    if before != after:
        setattr(row, field, after)
        row.save()
        yield Change(subject, field, before.as_json(), after.as_json())


def _plain(content: Any) -> Any:
    return content if isinstance(content, str | None) else str(content)


def _missing(numbers: list[str], sheet: str) -> Problem:
    listed = ", ".join(numbers)
    sentence = Sentence(
        f"সংরক্ষিত পরিকল্পনার সূচক {listed} এই ফাইলে নেই। সারিগুলো ফাইলে যোগ করে আবার আনুন।",
        f"Indicators {listed} of the stored plan are not in this file. Add the rows and import again.",
    )
    return Problem(Severity.ERROR, "indicators_missing", sentence, sheet)


def _closed(quarters: list[int]) -> Problem:
    listed = ", ".join(f"Q{quarter}" for quarter in quarters)
    sentence = Sentence(
        f"জমা দেওয়া বা অনুমোদিত প্রতিবেদন ({listed}) এই ফাইল বদলে দিত। পর্যালোচক ফেরত দিলে আবার আনুন।",
        f"This file would change reports already submitted or approved ({listed}). Import again once returned.",
    )
    return Problem(Severity.ERROR, "report_closed", sentence)
