"""Owns storing a plan read from a document: a new plan at once, a known one change by change, or nothing at all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from cell_values.digits import to_bengali
from cell_values.quarter_words import QUARTER_NAMES
from cell_values.sentence import Sentence, joined
from cell_values.text import natural_key
from imports.actions.merging import Merging, PlanChange, changes_of
from imports.actions.traces import rows_of, trace
from imports.queries.template_doubts import follows, template_of_office
from offices.models import FiscalYear, Office, Person
from offices.queries.closing import gets_plans
from plan_tree.problems import Problem, Severity
from plan_tree.standard_rows import Departing
from plan_tree.terms import QUARTERS
from plan_tree.tree import PlanTree
from plans.actions.cell_events import write_change
from plans.actions.ledger import lock_plan
from plans.actions.row_edits import NO_PLANS_OF_CLOSED
from plans.actions.scoring import refresh_scorecards
from plans.actions.tree_rows import add_areas
from plans.models import Event, Indicator, MarkingPolicy, Plan, PlanImport, PlanTemplate, QuarterReport, SourceFile
from plans.queries.latest import find_plan
from plans.queries.open_rows import open_rows_of
from plans.queries.policies import policy_for
from plans.queries.templates import departures_of
from plans.queries.told_rows import told_rows
from plans.queries.writable_quarters import editing_of, editing_of_new
from workflow.plan_states import PLAN_NOT_NOW, PlanState
from workflow.quarter_editing import EditAnswer
from workflow.row_openings import ROW_CLOSED
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
    if refusals := refusals_of_new(draft, office, year):
        raise ImportRefusedError(*refusals)
    policy = policy_for(draft.kind, year)
    template = _template(draft, office, year)
    whose = {"office": office, "year": year, "kind": draft.kind, "policy": policy, "created_by": by}
    plan = Plan.objects.create(**whose, template=template)
    QuarterReport.objects.bulk_create(QuarterReport(plan=plan, quarter=quarter) for quarter in QUARTERS)
    add_areas(plan, draft, draft.areas)
    for step in Merging(plan, draft, by).of_reports():
        step.write()
    refresh_scorecards(plan)
    after: dict[str, Any] = {"areas": len(draft.areas), "indicators": len(draft.indicators)}
    after |= {"template": f"{template.subject} ({template.pk})"} if template else {}
    told: dict[str, Any] = {"subject": draft.sheet, "after": after, "held": {}, "holds": told_rows(plan)}
    event = write_change(plan=plan, verb="import_plan", by=by, **told)
    return StoredPlan(plan, created=True, event=event)


def _template(draft: PlanTree, office: Office, year: FiscalYear) -> PlanTemplate | None:
    """The template of the year, where the document says all it fixes; otherwise it is told in what it differs, and the
    plan is what was signed.
    """
    template = template_of_office(draft, office, year)
    return template if template is not None and follows(template, draft) else None


def _update(plan: Plan, draft: PlanTree, by: Person | None) -> StoredPlan:
    steps = Merging(plan, draft, by).steps()
    changes = changes_of(steps)
    if refusals := refusals_of(plan, draft, changes):
        raise ImportRefusedError(*refusals)
    if not changes:
        return StoredPlan(plan, created=False)
    held = rows_of(plan)
    _record_signed(plan, draft)
    for step in steps:
        step.write()
    holds = rows_of(plan)
    told: dict[str, Any] = {"subject": draft.sheet, "after": [each.as_json() for each in changes]}
    event = write_change(plan=plan, verb="import_changes", by=by, held=held, holds=holds, **told)
    refresh_scorecards(plan)
    return StoredPlan(plan, created=False, changes=changes, event=event, before=trace(held, holds))


def _record_signed(plan: Plan, draft: PlanTree) -> None:
    """A document that fills a plan without rows records the signed one, as one that makes the plan does."""
    if PlanState(plan.state) is PlanState.DRAFT and not plan.areas.exists():
        plan.state = PlanState.APPROVED.value
        plan.template = plan.template or _template(draft, plan.office, plan.year)
        plan.save(update_fields=["state", "template"])


def refusals_of_new(draft: PlanTree, office: Office, year: FiscalYear) -> tuple[Problem, ...]:
    """Why a draft cannot become a new plan; nothing when it can."""
    if not gets_plans(office, year):
        return (Problem(Severity.ERROR, "office_closed", NO_PLANS_OF_CLOSED, draft.sheet),)
    try:
        policy_for(draft.kind, year)
    except MarkingPolicy.DoesNotExist:
        return (Problem(Severity.ERROR, "policy_missing", NO_POLICY, draft.sheet),)
    rows = [(row.number, quarter) for row in draft.indicators for quarter in QUARTERS]
    written = [(number, quarter) for number, quarter in rows if _reports(draft, number, quarter)]
    return tuple(_not_written(draft, written, editing_of_new(office, year))) if written else ()


def refusals_of(plan: Plan, draft: PlanTree, changes: tuple[PlanChange, ...]) -> tuple[Problem, ...]:
    """Why a draft cannot be laid over a stored plan; nothing when it can."""
    found = (*_nothing_missing(plan, draft), *_as_template(plan, draft), *_reports_open(plan, changes))
    written = [(str(each.row[1]), each.quarter or 0) for each in changes if each.is_of_the_office]
    answers = {quarter: answer for (_plan, quarter), answer in editing_of([plan]).items()} if written else {}
    closed = _not_written(draft, written, answers) if not found else ()
    return (*found, *closed, *_rows_open(plan, draft, changes), *_not_waiting(plan, draft, changes))


def _not_waiting(plan: Plan, draft: PlanTree, changes: tuple[PlanChange, ...]) -> Iterator[Problem]:
    """What is approved is what was submitted."""
    if changes and PlanState(plan.state) is PlanState.SUBMITTED:
        yield Problem(Severity.ERROR, "plan_waits", PLAN_NOT_NOW[PlanState.SUBMITTED], draft.sheet)


def _as_template(plan: Plan, draft: PlanTree) -> Iterator[Problem]:
    """What the plan's template fixes is not overwritten by a document; rows it lacks are told of already."""
    for each in departures_of(plan, draft):
        if each.what is not Departing.MISSING:
            yield Problem(Severity.ERROR, "template_fixed", each.sentence, draft.sheet, each.cell, each.number)


def _nothing_missing(plan: Plan, draft: PlanTree) -> Iterator[Problem]:
    """A row may hold entered achievements: a document that lacks it, or moved it, does not silently remove it."""
    rows = Indicator.objects.filter(activity__area__plan=plan)
    stored = set(rows.values_list("activity__area__number", "activity__number", "number"))
    missing = stored - {
        (area.number, activity.number, indicator.number)
        for area in draft.areas
        for activity, indicator in area.in_activities
    }
    if missing:
        yield _missing(sorted((number for *_, number in missing), key=natural_key), draft.sheet)


def _reports_open(plan: Plan, changes: tuple[PlanChange, ...]) -> Iterator[Problem]:
    closed = plan.reports.exclude(state__in=[state.value for state in OPEN]).values_list("quarter", flat=True)
    touched = [quarter for quarter in closed if any(change.touches(quarter) for change in changes)]
    if touched:
        yield _closed(touched)


def _reports(draft: PlanTree, number: str, quarter: int) -> bool:
    said = draft.by_number[number][1].quarter(quarter)
    return not said.achievement.is_blank or bool(said.remark) or said.claimed_marks is not None


def _not_written(
    draft: PlanTree, written: Sequence[tuple[str, int]], answers: Mapping[int, EditAnswer]
) -> Iterator[Problem]:
    """The quarters a document would report in that are not written now, each at the first cell that does."""
    first = {quarter: number for number, quarter in reversed(written)}
    for quarter, number in sorted(first.items()):
        if (why_not := answers[quarter].why_not) is not None:
            cell = draft.by_number[number][1].quarter(quarter).achievement_cell
            said = joined([QUARTER_NAMES[quarter], why_not], ": ")
            yield Problem(Severity.ERROR, "quarter_closed", said, draft.sheet, cell, number)


def _rows_open(plan: Plan, draft: PlanTree, changes: tuple[PlanChange, ...]) -> Iterator[Problem]:
    """Rows that did not go back with a return stay as they were accepted."""
    narrowed = open_rows_of([plan.pk]) if changes else {}
    for (_plan, quarter), keys in narrowed.items():
        is_open = set(Indicator.objects.filter(pk__in=keys).values_list("number", flat=True))
        touched = [change for change in changes if change.touches(quarter) and not change.is_within(is_open)]
        for name in dict.fromkeys(change.subject for change in touched):
            sentence = Sentence(f"{to_bengali(name)}: {ROW_CLOSED.bn}", f"{name}: {ROW_CLOSED.en}")
            yield Problem(Severity.ERROR, "row_closed", sentence, draft.sheet, about=name)


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
