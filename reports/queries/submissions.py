"""Owns which offices handed in their reports: in time, late, not at all, quarter by quarter."""

from collections import Counter
from collections.abc import Callable, Sequence
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
    HANDED_IN = "handed_in"  # no day was set by which it is in time or late
    NOT_ASKED = "not_asked"  # a later report tells it, or the office was closed before it ended


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
    return [SubmissionRow(row.office, _submissions(row, year, days[row.office.pk], today)) for row in rows]


def totals(rows: Sequence[SubmissionRow]) -> list[tuple[int, Counter[str]]]:
    """Quarter → how many of these reports stand how."""
    found = {quarter: Counter[str]() for quarter in QUARTERS}
    for row in rows:
        for submission in row.submissions:
            found[submission.quarter][submission.sending.value] += 1
    return list(found.items())


def _submissions(
    row: ComparisonRow, year: FiscalYear, days: dict[int, QuarterDays], today: date
) -> tuple[Submission, ...]:
    figures = {each.quarter: each for each in row.quarters}
    asked = {
        each for each in QUARTERS if days[each].judged_in == each and row.office.is_open_on(year.quarter_ends(each))
    }
    return tuple(
        _submission(quarter, figures.get(quarter), days[quarter].days_late, today, is_asked=quarter in asked)
        for quarter in QUARTERS
    )


def _submission(
    quarter: int,
    figures: QuarterFigures | None,
    days_late: Callable[[date], int | None],
    today: date,
    *,
    is_asked: bool,
) -> Submission:
    url = figures.url if figures else ""
    if figures and figures.state == ReportState.RETURNED:
        return Submission(quarter, Sending.RETURNED, 0, url)
    if figures and figures.is_handed_in and figures.submitted_at:
        late = days_late(timezone.localdate(figures.submitted_at))
        in_time = Sending.HANDED_IN if late is None else Sending.IN_TIME
        return Submission(quarter, Sending.LATE if late else in_time, late or 0, url)
    if not is_asked:
        return Submission(quarter, Sending.NOT_ASKED, 0, url)
    late = days_late(today) or 0
    return Submission(quarter, Sending.MISSING if late else Sending.NOT_DUE, late, url)
