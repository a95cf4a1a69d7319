"""Owns which offices handed in their reports: in time, late, not at all, quarter by quarter."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils import timezone

from offices.models import FiscalYear, Office
from offices.queries.deadlines import quarter_days_of
from plan_tree.terms import QUARTERS
from reports.queries.compared_rows import ComparisonRow, QuarterFigures
from workflow.quarter_days import QuarterDays
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
    days = quarter_days_of([row.office for row in rows], year)
    return [SubmissionRow(row.office, _submissions(row, days[row.office.pk], today)) for row in rows]


def totals(rows: Sequence[SubmissionRow]) -> list[tuple[int, Counter[str]]]:
    """Quarter → how many of these reports stand how."""
    found = {quarter: Counter[str]() for quarter in QUARTERS}
    for row in rows:
        for submission in row.submissions:
            found[submission.quarter][submission.sending.value] += 1
    return list(found.items())


def _submissions(row: ComparisonRow, days: dict[int, QuarterDays], today: date) -> tuple[Submission, ...]:
    figures = {each.quarter: each for each in row.quarters}
    return tuple(_submission(quarter, figures.get(quarter), days[quarter], today) for quarter in QUARTERS)


def _submission(quarter: int, figures: QuarterFigures | None, of_quarter: QuarterDays, today: date) -> Submission:
    url = figures.url if figures else ""
    if figures and figures.state == ReportState.RETURNED:
        return Submission(quarter, Sending.RETURNED, 0, url)
    if figures and figures.is_handed_in and figures.submitted_at:
        days = of_quarter.days_late(timezone.localdate(figures.submitted_at)) or 0
        return Submission(quarter, Sending.LATE if days else Sending.IN_TIME, days, url)
    days = of_quarter.days_late(today) or 0
    return Submission(quarter, Sending.MISSING if days else Sending.NOT_DUE, days, url)
