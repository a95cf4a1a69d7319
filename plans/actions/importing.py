"""Owns storing a plan read from a document: a new plan at once, a known one change by change, or nothing at all."""

from dataclasses import dataclass

from django.db import transaction

from offices.models import FiscalYear, Office, Person
from plans.actions.ledger import lock_plan, write_event
from plans.actions.merging import Change, Merging
from plans.actions.rows import add_areas
from plans.actions.scoring import refresh_scorecards
from plans.drafts import PlanDraft
from plans.marking.facts import QUARTERS
from plans.models import Indicator, Plan, PlanImport, QuarterReport, SourceFile
from plans.problems import Problem, Severity
from plans.queries.policies import policy_for
from plans.values.digits import to_bengali
from plans.values.sentence import Sentence
from plans.values.text import natural_key
from plans.workflow import OPEN


class ImportRefusedError(Exception):
    """The document cannot be stored; ``problems`` say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.sentence.en for problem in problems))
        self.problems = problems


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
    """Keeps what the office claims itself beside the quarter it belongs to."""
    for quarter, claimed in draft.claims_by_quarter.items():
        plan.reports.filter(quarter=quarter).update(claimed_total=claimed.total, claimed_obtained=claimed.obtained)


def _update(plan: Plan, draft: PlanDraft, by: Person | None) -> StoredPlan:
    _check_nothing_missing(plan, draft)
    changes = Merging(plan, draft, by).changes()
    if changes:
        _check_reports_open(plan, changes)
        after = [[change.subject, change.field, change.before, change.after] for change in changes]
        write_event(plan=plan, verb="import_changes", subject=draft.sheet, by=by, after=after)
        refresh_scorecards(plan)
    return StoredPlan(plan, created=False, changes=changes)


def _check_nothing_missing(plan: Plan, draft: PlanDraft) -> None:
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
        numbers = sorted((number for *_, number in missing), key=natural_key)
        raise ImportRefusedError(_missing(numbers, draft.sheet))


def _check_reports_open(plan: Plan, changes: tuple[Change, ...]) -> None:
    closed = plan.reports.exclude(state__in=[state.value for state in OPEN]).values_list("quarter", flat=True)
    touched = [quarter for quarter in closed if any(change.touches(quarter) for change in changes)]
    if touched:
        raise ImportRefusedError(_closed(touched))


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
