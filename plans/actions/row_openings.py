"""Owns the opening of a further row of a quarter: asked for by its office with a reason, granted or refused."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from cell_values.text import words_seen
from offices.models import Person
from plans.actions.ledger import write_event
from plans.actions.life_steps import hold_report
from plans.actions.quarter_rounds import keep_round
from plans.actions.reporting import NEEDS_REASON
from plans.actions.row_reviews import RowWord, keep_words
from plans.actions.storing import save_columns
from plans.actions.telling_of_quarters import tell_of_opening, tell_of_opening_answer
from plans.models import Indicator, QuarterReport, RowOpening
from plans.queries.quarter_contents import QuarterContents
from plans.queries.quarter_reviews import QuarterReviews
from plans.queries.told_rows import told
from workflow.row_openings import check_asked, check_to_be_asked, is_row_open
from workflow.row_states import RowState
from workflow.transitions import Refusal, ReportState, Step


@transaction.atomic
def ask_to_open(*, report: QuarterReport, row: Indicator, reason: str, by: Person) -> RowOpening:
    """Asks the reviewer to open a row that is closed; what nobody answered before handing in lapsed. Raises Refusal."""
    contents = hold_report(report.plan_id, report.quarter, Step.ASK_ROW, by)
    reviews = QuarterReviews(contents)
    if not words_seen(reason):
        raise Refusal(NEEDS_REASON)
    check_to_be_asked(is_open=_is_open(contents, row.pk), is_asked=row.pk in reviews.wishes)
    says: dict[str, Any] = {"round": reviews.handed_in, "reason": words_seen(reason)}
    says |= {"asked_by": by, "asked_at": timezone.now()}
    place: dict[str, Any] = {"indicator": row, "quarter": contents.quarter, "granted": None}
    opening, _made = RowOpening.objects.update_or_create(defaults=says, **place)  # over one that lapsed
    _tell("ask_to_open", contents, opening, by, before=None, after={"reason": opening.reason})
    tell_of_opening(plan=contents.plan, opening=opening)
    return opening


@transaction.atomic
def answer_opening(*, report: QuarterReport, row: Indicator, granted: bool, by: Person, answer: str = "") -> RowOpening:
    """Opens the row or keeps it closed. In a quarter that waits it goes back with the return, like a question.

    Raises Refusal; a refusal to the office needs its reason.
    """
    contents = hold_report(report.plan_id, report.quarter, Step.OPEN_ROW, by)
    reviews = QuarterReviews(contents)
    opening = reviews.wishes.get(row.pk)
    check_asked(is_asked=opening is not None)
    assert opening is not None  # noqa: S101 - checked above
    if not granted and not words_seen(answer):
        raise Refusal(NEEDS_REASON)
    save_columns(opening, granted=granted, answer=words_seen(answer), decided_by=by, decided_at=timezone.now())
    verb = "open_row" if granted else "refuse_to_open"
    _tell(verb, contents, opening, by, before={"reason": opening.reason}, after={"reason": opening.answer})
    tell_of_opening_answer(plan=contents.plan, opening=opening, by=by)
    if granted and contents.state is ReportState.SUBMITTED:
        keep_round(reviews)
        keep_words(reviews, [RowWord(row.pk, RowState.QUESTION, opening.answer or opening.reason)], by)
    return opening


def _is_open(contents: QuarterContents, row: int) -> bool:
    return contents.state is ReportState.RETURNED and is_row_open(row, contents.open_rows)


def _tell(verb: str, contents: QuarterContents, opening: RowOpening, by: Person, **what: Any) -> None:
    row = opening.indicator
    place: dict[str, Any] = {"indicator": row, "quarter": contents.quarter}
    subject = f"{row.number} q{contents.quarter}"
    write_event(plan=contents.plan, verb=verb, subject=subject, by=by, rows=told(opening), **what, **place)
