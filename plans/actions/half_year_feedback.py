"""Owns the steps of the half-yearly feedback: written and given by the reviewing office, answered by the office."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from cell_values.text import words_seen
from offices.models import Person
from plans.actions.annual_reports import CHANGED_MEANWHILE, WRITTEN_MEANWHILE
from plans.actions.ledger import write_event
from plans.actions.life_steps import hold_year_end
from plans.actions.reporting import receipt_number
from plans.actions.telling_year_end import tell_of_feedback, tell_of_feedback_answer
from plans.models import HalfYearFeedback, Plan
from plans.queries.feedback_work import FeedbackWork
from plans.queries.told_rows import told
from workflow.half_year_feedback import FEEDBACK_LIFE, FeedbackStep, check_feedback_written
from workflow.transitions import Refusal


@transaction.atomic
def write_feedback(
    *, plan: Plan, text: str, row_notes: Mapping[int, str], version: int, by: Person
) -> HalfYearFeedback:
    """Keeps a draft, which the office does not see; ``row_notes`` by the key of an indicator of the plan.

    ``version``: what the page was written over. Raises Refusal.
    """
    work = hold_year_end(FeedbackWork, plan.pk, FeedbackStep.WRITE, by)
    feedback, known = work.stored, {row.key for row in work.live.rows}
    notes = {str(key): seen for key, note in row_notes.items() if key in known and (seen := words_seen(note))}
    if (words_seen(text), notes) == (feedback.text, feedback.row_notes):
        return feedback
    if version != feedback.version:
        raise Refusal(WRITTEN_MEANWHILE)
    feedback.text, feedback.row_notes = words_seen(text), notes
    feedback.version += 1
    feedback.save()
    _tell(FeedbackStep.WRITE, work, by)  # the office reads the ledger, and the draft only once it is given
    return feedback


@transaction.atomic
def give_feedback(*, plan: Plan, by: Person, seen: str | None = None) -> HalfYearFeedback:
    """Gives the feedback to the office, with the figures of the half-year as they stand now.

    ``seen``: the digest of what the page showed. Raises Refusal.
    """
    work = hold_year_end(FeedbackWork, plan.pk, FeedbackStep.GIVE, by)
    feedback = work.stored
    if why_not := work.why_not_given:
        raise Refusal(why_not)
    check_feedback_written(feedback.text)
    if seen is not None and seen != work.live.digest:
        raise Refusal(CHANGED_MEANWHILE)
    feedback.given_by, feedback.given_at = by, timezone.now()
    feedback.contents, feedback.number = work.live.as_json(), receipt_number(plan, "H", at=feedback.given_at)
    says = {"receipt": feedback.number, "contents": work.live.digest}
    _take(FeedbackStep.GIVE, work, by, says)
    tell_of_feedback(plan=work.plan, feedback=feedback, by=by)
    return feedback


@transaction.atomic
def answer_feedback(*, plan: Plan, by: Person, answer: str = "") -> HalfYearFeedback:
    """Says that the office has read the feedback, with an answer where it wants to give one. Raises Refusal."""
    work = hold_year_end(FeedbackWork, plan.pk, FeedbackStep.ANSWER, by)
    feedback = work.stored
    feedback.answer, feedback.answered_by, feedback.answered_at = words_seen(answer), by, timezone.now()
    _take(FeedbackStep.ANSWER, work, by, {"text": feedback.answer})
    tell_of_feedback_answer(plan=work.plan, feedback=feedback, by=by)
    return feedback


def _take(step: FeedbackStep, work: FeedbackWork, by: Person, says: Mapping[str, Any]) -> None:
    """Moves the feedback along its transition and writes the event."""
    before = {"state": work.stored.state}
    work.stored.state = FEEDBACK_LIFE.state_after(step, work.state).value
    work.stored.save()
    _tell(step, work, by, before=before, after={"state": work.stored.state, **says})


def _tell(step: FeedbackStep, work: FeedbackWork, by: Person, **what: Any) -> None:
    rows = told(work.stored)
    write_event(plan=work.plan, verb=f"{step}_feedback", subject="half-year", by=by, rows=rows, **what)
