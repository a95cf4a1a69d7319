"""Owns the steps of a plan itself: submit, return with what is in question, approve, or record that it was signed."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from cell_values.sentence import Sentence
from cell_values.text import words_seen
from offices.models import Person
from plans.actions.editing import check_template
from plans.actions.ledger import lock_plan
from plans.actions.life_steps import check_plan_seen, hold_plan, take_step
from plans.actions.storing import save_columns
from plans.actions.telling_of_plans import tell_of_plan_approval, tell_of_plan_return, tell_of_plan_submission
from plans.models import Plan, PlanRound
from plans.queries.access import standing_today
from plans.queries.plan_reviews import PlanReviews
from plans.queries.plan_work import why_not_recorded
from plans.queries.told_rows import told
from plans.queries.trees import load_tree
from plans.seen import digest_of
from workflow.plan_states import EMPTY_PLAN, NOTHING_ASKED_OF_PLAN, PLAN_LIFE, PlanStep, check_nothing_asked
from workflow.row_states import RowState
from workflow.transitions import Refusal

NEEDS_REFERENCE = Sentence(
    "সই করা কাগজটি কোথায় আছে লিখুন: স্মারক নম্বর বা নথি।", "Write where the signed paper is: its number or the file."
)
NOT_SIGNED_YET = Sentence("সইয়ের তারিখ আজকের পরে হতে পারে না।", "The day of signing cannot lie after today.")


@transaction.atomic
def submit_plan(*, plan: Plan, by: Person, seen: str | None = None) -> PlanRound:
    """Hands a plan in for approval; its round keeps what it said. Sums that are not whole are no obstacle.

    ``seen``: the token of what the page showed. Raises Refusal.
    """
    reviews = hold_plan(plan_id=plan.pk, step=PlanStep.SUBMIT, by=by)
    if not reviews.tree.indicators:
        raise Refusal(EMPTY_PLAN)
    check_template(reviews.plan)
    check_plan_seen(reviews, seen)
    round_ = PlanRound.objects.create(
        plan=reviews.plan,
        number=reviews.round,
        contents=reviews.contents,
        submitted_by=by,
        submitted_at=timezone.now(),
    )
    says = {"round": round_.number, "contents": digest_of(reviews.contents)}
    _take(PlanStep.SUBMIT, reviews.plan, by, says, told(round_))
    tell_of_plan_submission(plan=reviews.plan, round_=round_)
    return round_


@transaction.atomic
def return_plan(*, plan: Plan, by: Person, reason: str = "", seen: str | None = None) -> PlanRound:
    """Sends a plan back with the questions at its rows, or with a reason for the whole of it.

    ``seen``: the token of what the page showed. Raises Refusal.
    """
    reviews = hold_plan(plan_id=plan.pk, step=PlanStep.RETURN, by=by)
    questions = reviews.questions
    if not questions and not words_seen(reason):
        raise Refusal(NOTHING_ASKED_OF_PLAN)
    check_plan_seen(reviews, seen)
    says = {"reason": words_seen(reason), "questions": questions}
    round_ = _decide(PlanStep.RETURN, reviews, by, says, is_approved=False, return_reason=words_seen(reason))
    tell_of_plan_return(plan=reviews.plan, round_=round_, questions=len(questions), by=by)
    return round_


@transaction.atomic
def approve_plan(*, plan: Plan, by: Person, seen: str | None = None) -> PlanRound:
    """Approves a plan none of whose rows is in question: its quarters can be reported on.

    ``seen``: the token of what the page showed. Raises Refusal.
    """
    reviews = hold_plan(plan_id=plan.pk, step=PlanStep.APPROVE, by=by)
    check_nothing_asked(reviews.numbers_in(RowState.QUESTION))
    check_plan_seen(reviews, seen)
    says = {"contents": digest_of(reviews.contents)}
    round_ = _decide(PlanStep.APPROVE, reviews, by, says, is_approved=True)
    tell_of_plan_approval(plan=reviews.plan, round_=round_, by=by)
    return round_


@transaction.atomic
def record_signed_plan(
    *, plan: Plan, signed_on: date, reference: str, by: Person, seen: str | None = None
) -> PlanRound:
    """Approves a plan that was signed on paper: ``signed_on`` the day on it, ``reference`` where it lies.

    By an administrator who wrote none of it. ``seen``: the token of what the page showed. Raises Refusal.
    """
    held = lock_plan(plan.pk)
    if sentence := why_not_recorded(held, standing_today(by)):
        raise Refusal(sentence)
    reviews = PlanReviews(held, load_tree(held))
    if not reviews.tree.indicators:
        raise Refusal(EMPTY_PLAN)
    if not words_seen(reference):
        raise Refusal(NEEDS_REFERENCE)
    if signed_on > timezone.localdate():
        raise Refusal(NOT_SIGNED_YET)
    check_template(held)
    check_plan_seen(reviews, seen)
    return _signed(reviews, signed_on, words_seen(reference), by)


def _signed(reviews: PlanReviews, signed_on: date, reference: str, by: Person) -> PlanRound:
    now = timezone.now()
    round_ = PlanRound.objects.create(
        plan=reviews.plan,
        number=reviews.round,
        contents=reviews.contents,
        submitted_by=by,
        submitted_at=now,
        is_approved=True,
        decided_by=by,
        decided_at=now,
        signed_on=signed_on,
        reference=reference,
    )
    paper = {"signed_on": signed_on.isoformat(), "reference": reference}
    says = {"round": round_.number, "contents": digest_of(reviews.contents), **paper}
    _take(PlanStep.APPROVE, reviews.plan, by, says, told(round_))
    tell_of_plan_approval(plan=reviews.plan, round_=round_, by=by)
    return round_


def _decide(step: PlanStep, reviews: PlanReviews, by: Person, says: dict[str, Any], **decision: Any) -> PlanRound:
    round_ = reviews.rounds[-1]
    decision |= {"decided_by": by, "decided_at": timezone.now()}
    save_columns(round_, **decision)
    _take(step, reviews.plan, by, {"round": round_.number} | says, told(round_, *decision))
    return round_


def _take(step: PlanStep, plan: Plan, by: Person, says: dict[str, Any], rows: Any) -> None:
    what: dict[str, Any] = {"verb": f"{step}_plan", "subject": str(plan)[:200]}
    take_step(PLAN_LIFE, step, plan, plan=plan, by=by, says=says, beside=rows, **what)
