"""Owns a reviewer's word on rows that wait, of a plan or a quarter: seen, in question with a reason, accepted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from cell_values.sentence import Sentence
from cell_values.text import words_seen
from offices.models import Person
from plan_tree.tree import IndicatorNode
from plans.actions.ledger import EventDraft, write_events
from plans.actions.life_steps import PLAN_MOVED, hold_plan, hold_report
from plans.actions.quarter_rounds import keep_round
from plans.models import Plan, QuarterReport, RowReview
from plans.queries.quarter_reviews import QuarterReviews
from plans.queries.reviewed_rows import ReviewedRows
from plans.queries.told_rows import told
from workflow.plan_states import PlanStep
from workflow.row_states import GIVEN, RowState
from workflow.transitions import Refusal, Step

QUESTION_NEEDS_REASON = Sentence(
    "প্রশ্নের সঙ্গে কারণ লিখুন, যাতে দপ্তর জানে কী ঠিক করতে হবে।",
    "Write the reason with the question, so that the office knows what to mend.",
)
QUARTER_MOVED = Sentence(
    "আপনি পাতাটি খোলার পর সারিটির পর্যালোচনা বদলেছে; এখন যা আছে দেখে আবার দিন।",
    "The review of this row changed since you opened the page; look at what stands here now and decide again.",
)
MOVED = {True: PLAN_MOVED, False: QUARTER_MOVED}  # by whether it is about the plan itself
NO_SUCH_ROW = Sentence("এই সারি পরিকল্পনায় নেই।", "The plan has no such row.")


@dataclass(frozen=True)
class RowWord:
    """What a reviewer says of a row, by the key of its indicator; ``seen``: the token of what the page showed of it."""

    key: int
    state: RowState
    reason: str = ""
    seen: str | None = None


def review_plan_row(*, plan: Plan, word: RowWord, by: Person) -> RowReview | None:
    """The same for one row; None where it was said already."""
    return next(iter(review_plan_rows(plan=plan, words=[word], by=by)), None)


@transaction.atomic
def review_plan_rows(*, plan: Plan, words: Sequence[RowWord], by: Person) -> list[RowReview]:
    """Keeps what is said of rows in this round, an event for each that was not said already; all or none.

    The office reads questions once the plan is returned. Raises Refusal.
    """
    return keep_words(hold_plan(plan_id=plan.pk, step=PlanStep.REVIEW, by=by), words, by)


@transaction.atomic
def review_quarter_rows(*, report: QuarterReport, words: Sequence[RowWord], by: Person) -> list[RowReview]:
    """The same of the rows of a quarter that waits. Raises Refusal."""
    reviews = QuarterReviews(hold_report(report.plan_id, report.quarter, Step.REVIEW, by))
    keep_round(reviews)
    return keep_words(reviews, words, by)


def keep_words(reviews: ReviewedRows, words: Sequence[RowWord], by: Person) -> list[RowReview]:
    """The same of rows that are held. Raises Refusal."""
    nodes = {row.key: row for row in reviews.rows.indicators}
    drafts: list[EventDraft] = []
    said: list[RowReview] = []
    for word in words:
        node = nodes.get(word.key)
        if node is None or word.state not in GIVEN:
            raise Refusal(NO_SUCH_ROW)
        _check(reviews, word)
        if not _is_said(reviews, word):
            review = _keep(reviews, word, by)
            said.append(review)
            drafts.append(_told(reviews, review, node))
    if drafts:
        write_events(told={reviews.plan: drafts}, by=by)
    return said


def _check(reviews: ReviewedRows, word: RowWord) -> None:
    if word.seen is not None and word.seen != reviews.row_token(word.key):
        raise Refusal(MOVED[reviews.quarter is None])
    if word.state is RowState.QUESTION and not words_seen(word.reason):
        raise Refusal(QUESTION_NEEDS_REASON)


def _is_said(reviews: ReviewedRows, word: RowWord) -> bool:
    last = reviews.latest.get(word.key)
    said = last and (last.state, last.reason) == (word.state.value, words_seen(word.reason))
    return bool(said) and reviews.states[word.key] is word.state


def _keep(reviews: ReviewedRows, word: RowWord, by: Person) -> RowReview:
    says: dict[str, Any] = {
        "state": word.state.value,
        "reason": words_seen(word.reason),
        "by": by,
        "at": timezone.now(),
    }
    of_round: dict[str, Any] = {"indicator_id": word.key, "quarter": reviews.quarter, "round": reviews.round}
    review, _made = RowReview.objects.update_or_create(defaults=says, **of_round)
    return review


def _told(reviews: ReviewedRows, review: RowReview, node: IndicatorNode) -> EventDraft:
    last, quarter = reviews.latest.get(review.indicator_id), reviews.quarter
    before = {"state": last.state, "reason": last.reason, "round": last.round} if last else None
    after = {"state": review.state, "reason": review.reason, "round": review.round}
    subject = node.number if quarter is None else f"{node.number} q{quarter}"
    return EventDraft("review_row", subject, before, after, review.indicator_id, quarter, told(review))
