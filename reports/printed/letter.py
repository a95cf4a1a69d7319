"""Owns filling the review letter: what a reviewer returned, why, what was said about which cell, and until when."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from cell_values.sentence import Sentence
from cell_values.value import Unit
from offices.models import Office, Person, Role
from offices.queries.deadlines import due_days
from offices.queries.rights import reviews, standing_of
from official_forms.kind import PlanKind
from plans.display import date_short, said
from plans.kinds import plan_kind
from plans.models import Comment, Event, Plan, QuarterCell, QuarterReport
from reports.printed.imprint import Imprint, imprint_of

RETURNED_ON = Sentence("{day} তারিখে সংশোধনের জন্য ফেরত", "returned for correction on {day}")
HANDED_IN_AGAIN = Sentence("; {day} তারিখে আবার জমা", "; handed in again on {day}")


class NothingReturned(Exception):
    """The report was never returned, so there is no letter about it."""


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A cell the reviewer spoke about, as it stood when the report was returned; ``comments``: the question that went
    back with it first.
    """

    number: str
    activity: str
    indicator: str
    unit: Unit
    target: str
    achievement: str
    comments: tuple[str, ...]


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
    says = _json(returned.after)
    return ReviewLetter(
        imprint=_imprint(report, returned.at, again, printed_on),
        plan=plan,
        kind=plan_kind(plan.kind),
        quarter=quarter,
        sender=_office_of(returned.by, above=plan.office, on=timezone.localdate(returned.at)),
        reviewer=returned.by,
        returned_at=returned.at,
        submitted_at=submitted.at,
        receipt=_receipt_of(report, submitted),
        reason=says["reason"],
        rows=_rows(plan, quarter, returned, since=submitted.at, until=again or timezone.now()),
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


def _office_of(reviewer: Person, *, above: Office, on: date) -> Office:
    """The office for which somebody reviewed the one below it that day."""
    held = standing_of(reviewer, on=on).offices_as(Role.REVIEWER)
    office: Office = above
    while office.parent is not None:
        office = office.parent
        if office.pk in held:
            return office
    return office


def _rows(plan: Plan, quarter: int, returned: Event, *, since: datetime, until: datetime) -> tuple[LetterRow, ...]:
    """The cells whose rows went back with a question, and those the reviewing side spoke about between being handed the
    report and being handed it again.
    """
    said = Comment.objects.filter(
        cell__indicator__activity__area__plan=plan, cell__quarter=quarter, written_at__range=(since, until)
    ).select_related("cell__indicator__activity__area", "written_by")
    spoken: dict[QuarterCell, list[str]] = defaultdict(list, _asked(plan, quarter, returned))
    reviewers: dict[Person, bool] = {}
    for comment in said.order_by("cell__indicator", "written_at"):
        person = comment.written_by
        if person not in reviewers:
            reviewers[person] = reviews(standing_of(person, on=timezone.localdate(comment.written_at)), plan.office)
        if reviewers[person]:
            spoken[comment.cell].append(comment.text)
    overwritten = _overwritten_since(plan, returned)
    return tuple(_row(cell, spoken[cell], overwritten) for cell in sorted(spoken, key=_place))


def _asked(plan: Plan, quarter: int, returned: Event) -> dict[QuarterCell, list[str]]:
    questions: dict[str, str] = _json(returned.after).get("questions", {})
    cells = QuarterCell.objects.filter(
        indicator__activity__area__plan=plan, indicator__number__in=questions, quarter=quarter
    )
    return {cell: [questions[cell.indicator.number]] for cell in cells.select_related("indicator__activity__area")}


def _row(cell: QuarterCell, comments: list[str], overwritten: dict[str, str]) -> LetterRow:
    row = cell.indicator
    return LetterRow(
        number=row.number,
        activity=row.activity.title,
        indicator=row.title,
        unit=Unit(row.unit),
        target=cell.target.text,
        achievement=overwritten.get(f"{row.number} q{cell.quarter}", cell.achievement.text),
        comments=tuple(comments),
    )


def _overwritten_since(plan: Plan, returned: Event) -> dict[str, str]:
    """What cells held when the report was returned, of those written again since."""
    later = Event.objects.filter(plan_id=plan.pk, verb="record_achievement", sequence__gt=returned.sequence)
    return {event.subject: _json(event.before)["text"] for event in later.order_by("-sequence")}


def _json(value: Any) -> dict[str, Any]:
    return value or {}


def _place(cell: QuarterCell) -> tuple[int, int, int]:
    row = cell.indicator
    return row.activity.area.position, row.activity.position, row.position
