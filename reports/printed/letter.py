"""Owns filling the review letter: what a reviewer returned, why, what was said about which cell, and until when."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone

from cell_values.sentence import Sentence
from offices.models import Office, Person
from offices.queries.deadlines import due_days
from offices.queries.earlier import reviewed_by_then
from official_forms.kind import PlanKind
from plans.display import date_short, said
from plans.kinds import plan_kind
from plans.models import Event, Plan, QuarterReport
from reports.printed.imprint import Imprint, imprint_of
from reports.printed.letter_rows import LetterRow, letter_rows

RETURNED_ON = Sentence("{day} তারিখে সংশোধনের জন্য ফেরত", "returned for correction on {day}")
HANDED_IN_AGAIN = Sentence("; {day} তারিখে আবার জমা", "; handed in again on {day}")


class NothingReturned(Exception):
    """The report was never returned, so there is no letter about it."""


@dataclass(frozen=True, slots=True)
class ReviewLetter:
    """``returned_at``, ``reason`` ("" where rows alone went back) and ``reply_by`` are the event's; ``receipt`` is that
    of the round it answers, ``due_on`` None where no deadline is kept.
    """

    imprint: Imprint
    plan: Plan
    kind: PlanKind
    quarter: int
    sender: Office
    reviewer: Person
    returned_at: datetime
    submitted_at: datetime
    receipt: str
    reason: str
    rows: tuple[LetterRow, ...]
    due_on: date | None
    reply_by: date | None = None

    @property
    def is_past_due(self) -> bool:
        """Whether the quarter's day was over when the report was returned: a day gone by is not asked for."""
        return self.due_on is not None and self.due_on < timezone.localdate(self.returned_at)


def review_letter(report: QuarterReport, *, printed_on: date) -> ReviewLetter:
    """The letter about the last return of a report. Raises NothingReturned."""
    plan, quarter = report.plan, report.quarter
    about = Event.objects.filter(plan_id=plan.pk, subject=f"q{quarter}").select_related("by")
    events = list(about.order_by("sequence"))
    returned = next((event for event in reversed(events) if event.verb == "return_report"), None)
    if returned is None or returned.by is None:
        raise NothingReturned(f"q{quarter} of {plan} was never returned")
    steps = [event for event in events if event.verb == "submit_report"]
    submitted = [event for event in steps if event.sequence < returned.sequence][-1]
    again = next((event.at for event in steps if event.sequence > returned.sequence), None)
    says = returned.after or {}
    return ReviewLetter(
        imprint=_imprint(report, returned.at, again, printed_on),
        plan=plan,
        kind=plan_kind(plan.kind),
        quarter=quarter,
        sender=reviewed_by_then(plan.office, returned.at) or plan.office,
        reviewer=returned.by,
        returned_at=returned.at,
        submitted_at=submitted.at,
        receipt=_receipt_of(report, submitted),
        reason=says["reason"],
        rows=letter_rows(plan, quarter, returned, since=submitted.at, until=again or timezone.now()),
        due_on=due_days(plan.office, plan.year).get(quarter),
        reply_by=date.fromisoformat(says["reply_by"]) if says.get("reply_by") else None,
    )


def _imprint(report: QuarterReport, returned_at: datetime, again: datetime | None, printed_on: date) -> Imprint:
    """The foot of the letter: it tells of the return, whatever became of the report since."""
    state = said(RETURNED_ON).format(day=date_short(timezone.localdate(returned_at)))
    if again:
        state += said(HANDED_IN_AGAIN).format(day=date_short(timezone.localdate(again)))
    return replace(imprint_of(report, printed_on=printed_on), dated=printed_on, is_frozen=False, state=state)


def _receipt_of(report: QuarterReport, submitted: Event) -> str:
    """The number of the round that was returned: one for every time the report was handed in."""
    earlier = report.plan.events.filter(
        verb="submit_report", subject=submitted.subject, sequence__lt=submitted.sequence
    )
    receipt = report.receipts.filter(round=earlier.count() + 1).first()
    return receipt.number if receipt else ""
