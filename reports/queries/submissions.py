"""Owns which offices handed in their reports: in time, late, not at all, quarter by quarter."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils import timezone

from offices.models import FiscalYear, Office
from offices.queries.deadlines import due_days_of
from plan_tree.terms import QUARTERS
from reports.queries.comparison import ComparisonRow, QuarterFigures
from workflow.transitions import ReportState


class Sending(StrEnum):
    """How a report of a quarter stands towards its day."""

    IN_TIME = "in_time"
    LATE = "late"
    RETURNED = "returned"
    MISSING = "missing"
    NOT_DUE = "not_due"


@dataclass(frozen=True, slots=True)
class Submission:
    """``days`` late, or overdue where nothing came; ``url`` is empty without a plan."""

    quarter: int
    sending: Sending
    days: int
    url: str


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    office: Office
    submissions: tuple[Submission, ...]


def submissions(rows: Sequence[ComparisonRow], year: FiscalYear, *, today: date) -> list[SubmissionRow]:
    """The four quarters of every office towards their days, extensions counted. One query."""
    due = due_days_of([row.office for row in rows], year)
    return [SubmissionRow(row.office, _submissions(row, due.get(row.office.pk, {}), today)) for row in rows]


def totals(rows: Sequence[SubmissionRow]) -> list[tuple[int, Counter[str]]]:
    """Quarter → how many of these reports stand how."""
    found = {quarter: Counter[str]() for quarter in QUARTERS}
    for row in rows:
        for submission in row.submissions:
            found[submission.quarter][submission.sending.value] += 1
    return list(found.items())


def _submissions(row: ComparisonRow, due: dict[int, date], today: date) -> tuple[Submission, ...]:
    figures = {each.quarter: each for each in row.quarters}
    return tuple(_submission(quarter, figures.get(quarter), due.get(quarter), today) for quarter in QUARTERS)


def _submission(quarter: int, figures: QuarterFigures | None, due: date | None, today: date) -> Submission:
    url = figures.url if figures else ""
    if figures and figures.state == ReportState.RETURNED:
        return Submission(quarter, Sending.RETURNED, 0, url)
    if figures and figures.is_handed_in and figures.submitted_at:
        days = _days(due, timezone.localdate(figures.submitted_at))
        return Submission(quarter, Sending.LATE if days else Sending.IN_TIME, days, url)
    days = _days(due, today)
    return Submission(quarter, Sending.MISSING if days else Sending.NOT_DUE, days, url)


def _days(due: date | None, day: date) -> int:
    """How many days after the day it was due; 0 in time, or where no day is set."""
    return max((day - due).days, 0) if due else 0
