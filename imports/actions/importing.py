"""Owns storing a plan read from a document: a new plan at once, a known one change by change, or nothing at all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from cell_values.digits import to_bengali
from cell_values.sentence import Sentence
from cell_values.text import natural_key
from imports.actions.merging import Merging, PlanChange, changes_of
from imports.actions.row_writing import add_areas
from imports.actions.traces import rows_of, trace
from offices.models import FiscalYear, Office, Person
from plan_tree.problems import Problem, Severity
from plan_tree.terms import QUARTERS
from plan_tree.tree import PlanTree
from plans.actions.cell_events import write_change
from plans.actions.ledger import lock_plan
from plans.actions.scoring import refresh_scorecards
from plans.models import Event, Indicator, MarkingPolicy, Plan, PlanImport, QuarterReport, SourceFile
from plans.queries.latest import find_plan
from plans.queries.policies import policy_for
from plans.queries.told_rows import told_rows
from workflow.transitions import OPEN

LONGEST_SHEET = 100  # of a sheet's name; Excel allows 31
NO_POLICY = Sentence(
    "এ ধরনের পরিকল্পনার কোনো নম্বর নীতি নেই, তাই নম্বর দেওয়া যেত না। প্রশাসক নীতি যোগ করলে আবার আনুন।",
    "There is no marking policy for this kind of plan, so it could not be marked. "
    "Import again once an administrator has added one.",
)


class ImportRefusedError(Exception):
    """The document cannot be stored; ``problems`` say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.sentence.en for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class StoredPlan:
    """What became of a draft: ``event`` tells it in the ledger; None where the stored plan said all of it already."""

    plan: Plan
    created: bool
    changes: tuple[PlanChange, ...] = ()
    event: Event | None = None
    before: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def store_plan(
    *, draft: PlanTree, office: Office, year: FiscalYear, by: Person | None, source: SourceFile | None = None
) -> StoredPlan:
    """Stores a draft as the office's plan of the year; the same document again changes nothing.

    Raises ImportRefusedError when rows of the stored plan are missing in the document or a touched report is closed.
    """
    known = find_plan(office, year, draft.kind)
    stored = _update(lock_plan(known.pk), draft, by) if known else _create(draft, office, year, by)
    if source is not None and stored.event is not None:
        _note(stored, stored.event, draft, source)
    return stored


def _note(stored: StoredPlan, event: Event, draft: PlanTree, source: SourceFile) -> None:
    PlanImport.objects.create(
        plan=stored.plan,
        office=stored.plan.office,
        year=stored.plan.year,
        kind=draft.kind,
        source=source,
        sheet=draft.sheet[:LONGEST_SHEET],
        is_first=stored.created,
        sequence=event.sequence,
        before=stored.before,
        imported_by=event.by,
    )


def _create(draft: PlanTree, office: Office, year: FiscalYear, by: Person | None) -> StoredPlan:
    if refusals := refusals_of_new(draft, year):
        raise ImportRefusedError(*refusals)
    policy = policy_for(draft.kind, year)
    plan = Plan.objects.create(office=office, year=year, kind=draft.kind, policy=policy, created_by=by)
    QuarterReport.objects.bulk_create(QuarterReport(plan=plan, quarter=quarter) for quarter in QUARTERS)
    add_areas(plan, draft, draft.areas)
    _claim(plan, draft)
    refresh_scorecards(plan)
    after = {"areas": len(draft.areas), "indicators": len(draft.indicators)}
    told: dict[str, Any] = {"subject": draft.sheet, "after": after, "held": {}, "holds": told_rows(plan)}
    event = write_change(plan=plan, verb="import_plan", by=by, **told)
    return StoredPlan(plan, created=True, event=event)


def _claim(plan: Plan, draft: PlanTree) -> None:
    """Keeps what the office claims itself beside the quarter it belongs to."""
    for quarter, claimed in draft.claims_by_quarter.items():
        plan.reports.filter(quarter=quarter).update(claimed_total=claimed.total, claimed_obtained=claimed.obtained)


def _update(plan: Plan, draft: PlanTree, by: Person | None) -> StoredPlan:
    steps = Merging(plan, draft, by).steps()
    changes = changes_of(steps)
    if refusals := refusals_of(plan, draft, changes):
        raise ImportRefusedError(*refusals)
    if not changes:
        return StoredPlan(plan, created=False)
    held = rows_of(plan)
    for step in steps:
        step.write()
    holds = rows_of(plan)
    told: dict[str, Any] = {"subject": draft.sheet, "after": [each.as_json() for each in changes]}
    event = write_change(plan=plan, verb="import_changes", by=by, held=held, holds=holds, **told)
    refresh_scorecards(plan)
    return StoredPlan(plan, created=False, changes=changes, event=event, before=trace(held, holds))


def refusals_of_new(draft: PlanTree, year: FiscalYear) -> tuple[Problem, ...]:
    """Why a draft cannot become a new plan; nothing when it can."""
    try:
        policy_for(draft.kind, year)
    except MarkingPolicy.DoesNotExist:
        return (Problem(Severity.ERROR, "policy_missing", NO_POLICY, draft.sheet),)
    return ()


def refusals_of(plan: Plan, draft: PlanTree, changes: tuple[PlanChange, ...]) -> tuple[Problem, ...]:
    """Why a draft cannot be laid over a stored plan; nothing when it can."""
    return (*_nothing_missing(plan, draft), *_reports_open(plan, changes))


def _nothing_missing(plan: Plan, draft: PlanTree) -> Iterator[Problem]:
    """A row may hold entered achievements: a document that lacks it, or moved it, does not silently remove it."""
    rows = Indicator.objects.filter(activity__area__plan=plan)
    stored = set(rows.values_list("activity__area__number", "activity__number", "number"))
    missing = stored - {
        (area.number, activity.number, indicator.number)
        for area in draft.areas
        for activity in area.activities
        for indicator in activity.indicators
    }
    if missing:
        yield _missing(sorted((number for *_, number in missing), key=natural_key), draft.sheet)


def _reports_open(plan: Plan, changes: tuple[PlanChange, ...]) -> Iterator[Problem]:
    closed = plan.reports.exclude(state__in=[state.value for state in OPEN]).values_list("quarter", flat=True)
    touched = [quarter for quarter in closed if any(change.touches(quarter) for change in changes)]
    if touched:
        yield _closed(touched)


def _missing(numbers: list[str], sheet: str) -> Problem:
    listed = ", ".join(numbers)
    sentence = Sentence(
        f"সংরক্ষিত পরিকল্পনার সূচক {to_bengali(listed)} এই ফাইলে নেই বা অন্য কার্যক্রমের নিচে আছে। "
        "সারিগুলো আগের জায়গায় রেখে আবার আনুন।",
        f"Indicators {listed} of the stored plan are not in this file or stand under another activity. "
        "Put the rows where they were and import again.",
    )
    return Problem(Severity.ERROR, "indicators_missing", sentence, sheet)


def _closed(quarters: list[int]) -> Problem:
    listed = ", ".join(map(str, quarters))
    sentence = Sentence(
        f"এই ফাইল জমা দেওয়া বা অনুমোদিত প্রতিবেদন বদলে দিত (কোয়ার্টার {to_bengali(listed)})। পর্যালোচক ফেরত দিলে আবার আনুন।",
        f"This file would change reports already submitted or approved (quarter {listed}). Import again once returned.",
    )
    return Problem(Severity.ERROR, "report_closed", sentence)
