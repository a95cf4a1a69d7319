"""Owns the steps of a quarter's report: submit, return, assess, approve."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from cell_values.sentence import Sentence
from cell_values.text import words_seen
from marking.scorecard import MarkStatus
from offices.models import Person
from plans.actions.assessments import ASSESSED, assessment_of
from plans.actions.league import follow_step
from plans.actions.ledger import lock_plan, place_of, write_event
from plans.actions.life_steps import hold_report, take_step
from plans.actions.quarter_rounds import begin_round, decide_round
from plans.actions.refused import check_nothing_refused
from plans.actions.scoring import refresh_contents, refresh_scorecards
from plans.actions.seeing import ChangedMeanwhileError, check_row_seen, check_seen
from plans.actions.signing import check_signed_off
from plans.actions.telling_of_quarters import tell_of_approval, tell_of_return, tell_of_submission
from plans.kinds import plan_kind
from plans.models import Plan, QuarterCell, QuarterReport, Receipt
from plans.queries.assessing import unassessed
from plans.queries.policies import frozen_with
from plans.queries.quarter_contents import QuarterContents
from plans.queries.quarter_reviews import QuarterReviews
from plans.queries.told_rows import Rows, told
from plans.seen import Shown, digest_of
from workflow.plan_states import check_nothing_asked
from workflow.row_states import RowState
from workflow.transitions import REPORT_LIFE, Refusal, Step, check_reportable

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
    contents = hold_report(report.plan_id, report.quarter, Step.SUBMIT, by)
    plan, report = contents.plan, contents.report
    check_reportable(len(contents.tree.indicators))
    check_nothing_refused(contents)
    check_seen(contents=contents, seen=seen, by=by)
    check_signed_off(contents)
    receipt = _receipt(contents, by)
    round_ = begin_round(contents, receipt.round)
    first: dict[str, Any] = {"submitted_by": by, "submitted_at": receipt.submitted_at, "receipt": receipt.number}
    says = {"receipt": receipt.number, "round": receipt.round}
    beside = told(receipt) | told(round_)
    _take(Step.SUBMIT, plan, report, by, says=says, seen=seen, beside=beside, **(first if receipt.round == 1 else {}))
    asked = [mark for mark in contents.scorecard.marks if mark.status is MarkStatus.EXEMPTION_ASKED]
    tell_of_submission(plan=plan, receipt=receipt, exemptions=len(asked))
    return report


@transaction.atomic
def return_report(
    *, report: QuarterReport, by: Person, reason: str = "", reply_by: date | None = None, seen: Shown | None = None
) -> QuarterReport:
    """Sends the quarter back, and names the day by which it is asked for again.

    With questions at rows these alone go back and the others stay closed; without, all of it does, with a reason.
    ``seen``: what the page showed. Raises Refusal and ChangedMeanwhileError.
    """
    contents = hold_report(report.plan_id, report.quarter, Step.RETURN, by)
    plan, report = contents.plan, contents.report
    reviews = QuarterReviews(contents)
    questions = reviews.questions
    if not questions and not words_seen(reason):
        raise Refusal(NEEDS_REASON)
    if reply_by is not None and reply_by < timezone.localdate():
        raise Refusal(REPLY_IN_THE_PAST)
    check_seen(contents=contents, seen=seen, by=by)
    signed: dict[str, Any] = {
        "returned_by": by,
        "returned_at": timezone.now(),
        "return_reason": words_seen(reason),
        "reply_by": reply_by,
    }
    rows = sorted(reviews.keys_in(RowState.QUESTION)) or None
    round_ = decide_round(reviews, by=by, is_approved=False, return_reason=words_seen(reason), returned_rows=rows)
    says: dict[str, Any] = {"reason": words_seen(reason), "reply_by": reply_by and reply_by.isoformat()}
    says |= {"questions": questions} if questions else {}
    _take(Step.RETURN, plan, report, by, says=says, seen=seen, beside=told(round_), **signed)
    tell_of_return(plan=plan, report=report, questions=len(questions), by=by)
    return report


def approve_report(
    *,
    report: QuarterReport,
    by: Person,
    seen: Shown | None = None,
    leaves_unassessed: bool = False,
    note: str = "",
) -> QuarterReport:
    """Approves the quarter, none of whose rows is in question, and freezes its scorecard with its policy.

    ``seen``: what the page showed; ``leaves_unassessed``: rows that wait for marks may be approved without them;
    ``note``: a word to the office.
    Raises Refusal, UnassessedError and ChangedMeanwhileError.
    """
    try:
        return _approve(report, by, seen, leaves_unassessed, words_seen(note))
    except ChangedMeanwhileError:
        with transaction.atomic():  # what was computed while approving is what the page shows next
            refresh_scorecards(lock_plan(report.plan_id), since=report.quarter)
        raise


@transaction.atomic
def _approve(
    report: QuarterReport, by: Person, seen: Shown | None, leaves_unassessed: bool, note: str
) -> QuarterReport:
    contents = hold_report(report.plan_id, report.quarter, Step.APPROVE, by)
    plan, report, reviews = contents.plan, contents.report, QuarterReviews(contents)
    check_nothing_asked(reviews.numbers_in(RowState.QUESTION))
    refresh_contents(contents)
    report.refresh_from_db()
    check_seen(contents=contents, seen=seen, by=by)
    waiting = unassessed(contents.tree, contents.scorecard, report.quarter)
    if waiting and not leaves_unassessed:
        raise UnassessedError([row.number for row in waiting])
    switches = frozen_with(plan.policy.as_policy())
    signed: dict[str, Any] = {"approved_by": by, "approved_at": timezone.now(), "frozen_switches": switches}
    says: dict[str, Any] = {"unassessed": [row.number for row in waiting]} if waiting else {}
    says |= {"note": note} if note else {}
    round_ = decide_round(reviews, by=by, is_approved=True, note=note)
    _take(Step.APPROVE, plan, report, by, says=says, seen=seen, beside=told(round_), **signed)
    tell_of_approval(plan=plan, report=report, by=by)
    return report


@transaction.atomic
def assess_cell(
    *, cell: QuarterCell, marks: Decimal, reason: str, by: Person, seen: Shown | None = None
) -> QuarterCell:
    """Gives marks where no rule can, with the reason.

    ``seen``: what the page showed; the row and the round are compared. Raises Refusal and ChangedMeanwhileError.
    """
    contents = hold_report(cell.indicator.activity.area.plan_id, cell.quarter, Step.ASSESS, by)
    check_row_seen(contents=contents, seen=seen, by=by, cell=cell)
    if not words_seen(reason):
        raise Refusal(NEEDS_REASON)
    cell = contents.rows.cells[cell.pk]
    if not 0 <= marks <= cell.indicator.weight or marks != round(marks, 2):
        raise Refusal(MARKS_OUT_OF_RANGE)
    before = assessment_of(cell)
    cell.assessed_marks, cell.assessed_reason = marks, words_seen(reason)
    cell.assessed_by, cell.assessed_at = by, timezone.now()
    cell.save(update_fields=ASSESSED)
    what: dict[str, Any] = {"before": before, "after": assessment_of(cell), "rows": told(cell, *ASSESSED)}
    write_event(plan=contents.plan, verb="assess_cell", by=by, **what, **place_of(cell))
    cell.assessed_marks = Decimal(marks).quantize(CENT)  # as the database gives it back
    refresh_contents(contents)
    return cell


def receipt_number(plan: Plan, part: str, *, at: datetime, rounds: int = 0) -> str:
    """It names plan, part of the year and moment, and the round where there were ``rounds`` before."""
    number = f"{plan_kind(plan.kind).letter}{plan.pk:05d}-{plan.year.code}-{part}-{timezone.localtime(at):%Y%m%d%H%M%S}"
    return f"{number}-{rounds + 1}" if rounds else number


def _receipt(contents: QuarterContents, by: Person) -> Receipt:
    """The receipt of the next round."""
    report, rounds, now = contents.report, len(contents.scene.receipts), timezone.now()
    return Receipt.objects.create(
        report=report,
        round=rounds + 1,
        number=receipt_number(contents.plan, f"Q{report.quarter}", at=now, rounds=rounds),
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
    beside: Rows,
    **columns: Any,
) -> None:
    """Moves the report along its transition and writes the event, with the digest of what was decided about."""
    told_of = {"earned": str(report.earned), "reason": "", **says} | ({} if seen is None else {"seen": digest_of(seen)})
    event: dict[str, Any] = {"verb": f"{step}_report", "subject": f"q{report.quarter}", "quarter": report.quarter}
    take_step(REPORT_LIFE, step, report, plan=plan, by=by, says=told_of, beside=beside, columns=columns, **event)
    follow_step(report)
