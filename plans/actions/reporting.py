"""Owns the steps of a quarter's report: submit, return, assess, approve."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from offices.models import Person
from plans.actions.assessments import ASSESSED, assessment_of
from plans.actions.league import follow_step
from plans.actions.ledger import lock_plan, place_of, write_event
from plans.actions.refused import check_nothing_refused
from plans.actions.scoring import refresh_scorecards
from plans.actions.separation import check_not_own_work
from plans.actions.timing import check_time
from plans.models import Plan, QuarterCell, QuarterReport
from plans.queries.access import sides_towards, standing_today
from plans.queries.policies import frozen_with
from plans.queries.told_rows import told
from plans.values.sentence import Sentence
from plans.workflow import DECISIONS, Refusal, State, Step, check_begun, check_side, state_after

NEEDS_REASON = Sentence("কারণ লিখুন, যাতে দপ্তর বুঝতে পারে।", "Write the reason, so that the office can understand.")
MARKS_OUT_OF_RANGE = Sentence(
    "নম্বর শূন্য থেকে সূচকের মানের মধ্যে হতে হবে, সর্বোচ্চ দুই দশমিক ঘর।",
    "Marks must lie between zero and the indicator's weight, with at most two decimals.",
)


@transaction.atomic
def submit_report(*, report: QuarterReport, by: Person) -> QuarterReport:
    """Hands the quarter in; the receipt names plan, quarter and moment. Raises Refusal."""
    plan, report = _locked(report, Step.SUBMIT, by)
    check_begun(plan.year.quarter_starts(report.quarter), timezone.localdate())
    check_nothing_refused(plan, report.quarter)
    now = timezone.now()
    moment = f"{timezone.localtime(now):%Y%m%d%H%M%S}"
    receipt = f"{plan.kind[:1].upper()}{plan.pk:05d}-{plan.year.code}-Q{report.quarter}-{moment}"
    _take(Step.SUBMIT, plan, report, by, submitted_by=by, submitted_at=now, receipt=receipt)
    return report


@transaction.atomic
def return_report(*, report: QuarterReport, reason: str, by: Person) -> QuarterReport:
    """Sends the quarter back with a reason. Raises Refusal."""
    plan, report = _locked(report, Step.RETURN, by)
    if not reason.strip():
        raise Refusal(NEEDS_REASON)
    _take(
        Step.RETURN,
        plan,
        report,
        by,
        returned_by=by,
        returned_at=timezone.now(),
        return_reason=reason.strip(),
    )
    return report


@transaction.atomic
def approve_report(*, report: QuarterReport, by: Person) -> QuarterReport:
    """Approves the quarter and freezes its scorecard with its policy. Raises Refusal."""
    plan, report = _locked(report, Step.APPROVE, by)
    refresh_scorecards(plan, since=report.quarter)
    report.refresh_from_db()
    switches = frozen_with(plan.policy.as_policy())
    _take(Step.APPROVE, plan, report, by, approved_by=by, approved_at=timezone.now(), frozen_switches=switches)
    return report


@transaction.atomic
def assess_cell(*, cell: QuarterCell, marks: Decimal, reason: str, by: Person) -> QuarterCell:
    """Gives marks where no rule can, with the reason. Raises Refusal."""
    report = QuarterReport.objects.get(plan_id=cell.indicator.activity.area.plan_id, quarter=cell.quarter)
    plan, report = _locked(report, Step.ASSESS, by)
    if not reason.strip():
        raise Refusal(NEEDS_REASON)
    cell = QuarterCell.objects.select_related("indicator").get(pk=cell.pk)
    if not 0 <= marks <= cell.indicator.weight or marks != round(marks, 2):
        raise Refusal(MARKS_OUT_OF_RANGE)
    before = assessment_of(cell)
    cell.assessed_marks, cell.assessed_reason = marks, reason.strip()
    cell.assessed_by, cell.assessed_at = by, timezone.now()
    cell.save(update_fields=ASSESSED)
    what: dict[str, Any] = {"before": before, "after": assessment_of(cell), "rows": told(cell, *ASSESSED)}
    write_event(plan=plan, verb="assess_cell", by=by, **what, **place_of(cell))
    refresh_scorecards(plan, since=cell.quarter)
    return cell


def _locked(report: QuarterReport, step: Step, by: Person) -> tuple[Plan, QuarterReport]:
    """Plan and report held for the step, once the person, the state and who did the work allow it."""
    plan = lock_plan(report.plan_id)
    check_side(step, sides_towards(standing_today(by), plan.office))
    current = plan.reports.get(pk=report.pk)
    current.plan = plan
    check_time(step=step, plan=plan, quarter=current.quarter)
    if step in DECISIONS:
        check_not_own_work(report=current, by=by, step=step)
    return plan, current


def _take(step: Step, plan: Plan, report: QuarterReport, by: Person, **fields: Any) -> None:
    """Moves the report along its transition and writes the event."""
    before = {"state": report.state}
    report.state = state_after(step, State(report.state)).value
    for name, value in fields.items():
        setattr(report, name, value)
    report.save(update_fields=["state", *fields])
    follow_step(report)
    after = {"state": report.state, "earned": str(report.earned), "reason": fields.get("return_reason", "")}
    place: dict[str, Any] = {"subject": f"q{report.quarter}", "quarter": report.quarter}
    rows = told(report, "state", *fields)
    write_event(plan=plan, verb=f"{step}_report", by=by, before=before, after=after, rows=rows, **place)
