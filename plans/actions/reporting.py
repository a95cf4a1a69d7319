"""Owns the steps of a quarter's report: submit, return, assess, approve."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from cell_values.sentence import Sentence
from offices.models import Person
from plans.actions.assessments import ASSESSED, assessment_of
from plans.actions.league import follow_step
from plans.actions.ledger import lock_plan, place_of, write_event
from plans.actions.refused import check_nothing_refused
from plans.actions.scoring import refresh_contents, refresh_scorecards
from plans.actions.seeing import ChangedMeanwhileError, check_row_seen, check_seen
from plans.actions.separation import check_not_own_work
from plans.actions.timing import check_time
from plans.kinds import plan_kind
from plans.models import Plan, QuarterCell, QuarterReport, Receipt
from plans.queries.access import sides_towards, standing_today
from plans.queries.assessing import unassessed
from plans.queries.policies import frozen_with
from plans.queries.quarter_contents import QuarterContents
from plans.queries.told_rows import told
from plans.seen import Shown, digest_of
from workflow.transitions import DECISIONS, Refusal, ReportState, Step, check_begun, check_side, state_after

CENT = Decimal("0.01")
NEEDS_REASON = Sentence("কারণ লিখুন, যাতে দপ্তর বুঝতে পারে।", "Write the reason, so that the office can understand.")
MARKS_OUT_OF_RANGE = Sentence(
    "নম্বর শূন্য থেকে সূচকের মানের মধ্যে হতে হবে, সর্বোচ্চ দুই দশমিক ঘর।",
    "Marks must lie between zero and the indicator's weight, with at most two decimals.",
)
REPLY_IN_THE_PAST = Sentence("উত্তরের শেষ তারিখ আজ বা তার পরের হতে হবে।", "The day to reply by must be today or later.")


class UnassessedError(Exception):
    """Rows still wait for marks, and nobody said that they may be approved without; ``numbers`` names them."""

    def __init__(self, numbers: Sequence[str]) -> None:
        super().__init__(f"unassessed: {', '.join(numbers)}")
        self.numbers = tuple(numbers)


@transaction.atomic
def submit_report(*, report: QuarterReport, by: Person, seen: Shown | None = None) -> QuarterReport:
    """Hands the quarter in; its receipt names plan, quarter and moment, and a later round keeps the earlier ones.

    ``seen``: what the page showed. Raises Refusal and ChangedMeanwhileError.
    """
    contents = _held(report.plan_id, report.quarter, Step.SUBMIT, by)
    plan, report = contents.plan, contents.report
    check_begun(plan.year.quarter_starts(report.quarter), timezone.localdate())
    check_nothing_refused(plan, report.quarter)
    check_seen(contents=contents, seen=seen, by=by)
    receipt = _receipt(plan, report, by)
    first: dict[str, Any] = {"submitted_by": by, "submitted_at": receipt.submitted_at, "receipt": receipt.number}
    says = {"receipt": receipt.number, "round": receipt.round}
    _take(Step.SUBMIT, plan, report, by, says=says, seen=seen, beside=receipt, **(first if receipt.round == 1 else {}))
    return report


@transaction.atomic
def return_report(
    *, report: QuarterReport, reason: str, by: Person, reply_by: date | None = None, seen: Shown | None = None
) -> QuarterReport:
    """Sends the quarter back with a reason, and the day by which it is asked for again where one is named.

    ``seen``: what the page showed. Raises Refusal and ChangedMeanwhileError.
    """
    contents = _held(report.plan_id, report.quarter, Step.RETURN, by)
    plan, report = contents.plan, contents.report
    if not reason.strip():
        raise Refusal(NEEDS_REASON)
    if reply_by is not None and reply_by < timezone.localdate():
        raise Refusal(REPLY_IN_THE_PAST)
    check_seen(contents=contents, seen=seen, by=by)
    signed: dict[str, Any] = {
        "returned_by": by,
        "returned_at": timezone.now(),
        "return_reason": reason.strip(),
        "reply_by": reply_by,
    }
    says = {"reason": reason.strip(), "reply_by": reply_by and reply_by.isoformat()}
    _take(Step.RETURN, plan, report, by, says=says, seen=seen, **signed)
    return report


def approve_report(
    *, report: QuarterReport, by: Person, seen: Shown | None = None, leaves_unassessed: bool = False
) -> QuarterReport:
    """Approves the quarter and freezes its scorecard with its policy.

    ``seen``: what the page showed; ``leaves_unassessed``: rows that wait for marks may be approved without them.
    Raises Refusal, UnassessedError and ChangedMeanwhileError.
    """
    try:
        return _approve(report, by, seen, leaves_unassessed)
    except ChangedMeanwhileError:
        with transaction.atomic():  # what was computed while approving is what the page shows next
            refresh_scorecards(lock_plan(report.plan_id), since=report.quarter)
        raise


@transaction.atomic
def _approve(report: QuarterReport, by: Person, seen: Shown | None, leaves_unassessed: bool) -> QuarterReport:
    contents = _held(report.plan_id, report.quarter, Step.APPROVE, by)
    plan, report = contents.plan, contents.report
    refresh_contents(contents)
    report.refresh_from_db()
    check_seen(contents=contents, seen=seen, by=by)
    waiting = unassessed(contents.tree, contents.scorecard, report.quarter)
    if waiting and not leaves_unassessed:
        raise UnassessedError([row.number for row in waiting])
    switches = frozen_with(plan.policy.as_policy())
    signed: dict[str, Any] = {"approved_by": by, "approved_at": timezone.now(), "frozen_switches": switches}
    says = {"unassessed": [row.number for row in waiting]} if waiting else {}
    _take(Step.APPROVE, plan, report, by, says=says, seen=seen, **signed)
    return report


@transaction.atomic
def assess_cell(
    *, cell: QuarterCell, marks: Decimal, reason: str, by: Person, seen: Shown | None = None
) -> QuarterCell:
    """Gives marks where no rule can, with the reason.

    ``seen``: what the page showed; the row and the round are compared. Raises Refusal and ChangedMeanwhileError.
    """
    contents = _held(cell.indicator.activity.area.plan_id, cell.quarter, Step.ASSESS, by)
    check_row_seen(contents=contents, seen=seen, by=by, cell=cell)
    if not reason.strip():
        raise Refusal(NEEDS_REASON)
    cell = contents.rows.cells[cell.pk]
    if not 0 <= marks <= cell.indicator.weight or marks != round(marks, 2):
        raise Refusal(MARKS_OUT_OF_RANGE)
    before = assessment_of(cell)
    cell.assessed_marks, cell.assessed_reason = marks, reason.strip()
    cell.assessed_by, cell.assessed_at = by, timezone.now()
    cell.save(update_fields=ASSESSED)
    what: dict[str, Any] = {"before": before, "after": assessment_of(cell), "rows": told(cell, *ASSESSED)}
    write_event(plan=contents.plan, verb="assess_cell", by=by, **what, **place_of(cell))
    cell.assessed_marks = Decimal(marks).quantize(CENT)  # as the database gives it back
    refresh_contents(contents)
    return cell


def _held(plan_id: int, quarter: int, step: Step, by: Person) -> QuarterContents:
    """The quarter of a plan held for the step, once the person, the state and who did the work allow it."""
    plan = lock_plan(plan_id)
    check_side(step, sides_towards(standing_today(by), plan.office))
    contents = QuarterContents(plan, quarter)
    check_time(step=step, contents=contents)
    if step in DECISIONS:
        check_not_own_work(report=contents.report, by=by, step=step)
    return contents


def _receipt(plan: Plan, report: QuarterReport, by: Person) -> Receipt:
    """The receipt of the next round."""
    now, rounds = timezone.now(), report.receipts.count()
    moment = f"{timezone.localtime(now):%Y%m%d%H%M%S}"
    number = f"{plan_kind(plan.kind).letter}{plan.pk:05d}-{plan.year.code}-Q{report.quarter}-{moment}"
    return Receipt.objects.create(
        report=report,
        round=rounds + 1,
        number=f"{number}-{rounds + 1}" if rounds else number,
        submitted_by=by,
        submitted_at=now,
        reply_by=report.reply_by if rounds else None,
    )


def _take(
    step: Step,
    plan: Plan,
    report: QuarterReport,
    by: Person,
    *,
    says: Mapping[str, Any],
    seen: Shown | None,
    beside: Receipt | None = None,
    **fields: Any,
) -> None:
    """Moves the report along its transition and writes the event, with the digest of what was decided about."""
    before = {"state": report.state}
    report.state = state_after(step, ReportState(report.state)).value
    for name, value in fields.items():
        setattr(report, name, value)
    report.save(update_fields=["state", *fields])
    follow_step(report)
    after = {"state": report.state, "earned": str(report.earned), "reason": "", **says}
    if seen is not None:
        after["seen"] = digest_of(seen)
    place: dict[str, Any] = {"subject": f"q{report.quarter}", "quarter": report.quarter}
    rows = told(report, "state", *fields) | (told(beside) if beside else {})
    write_event(plan=plan, verb=f"{step}_report", by=by, before=before, after=after, rows=rows, **place)
