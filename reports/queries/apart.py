"""Owns the offices a ranking leaves out: for which reason, how many, and which they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext

from reports.queries.compared_rows import ComparisonRow
from reports.queries.league import Counts
from workflow.transitions import ReportState

MOST_NAMED = 200  # of many offices; the CSV names all


class Reason(StrEnum):
    """Why an office is not ranked, in the order in which they are told: those nearest to a rank first."""

    NOTHING_DUE = "nothing_due"
    RETURNED = "returned"
    NOT_HANDED_IN = "not_handed_in"
    NO_PLAN = "no_plan"


@dataclass(frozen=True, slots=True)
class Apart:
    """``count`` offices that one reason keeps from a rank; where they are many, ``rows`` are only the first."""

    reason: Reason
    count: int
    rows: tuple[ComparisonRow, ...]

    @property
    def label(self) -> str:
        return _labels()[self.reason]

    @property
    def unnamed(self) -> int:
        return self.count - len(self.rows)


def reason_of(row: ComparisonRow) -> Reason:
    """Why a row that is not ranked is not."""
    if row.current is None:
        return Reason.NO_PLAN
    if row.current.state == ReportState.RETURNED:
        return Reason.RETURNED
    return Reason.NOTHING_DUE if row.current.is_handed_in else Reason.NOT_HANDED_IN


def apart_of(rows: Sequence[ComparisonRow]) -> tuple[Apart, ...]:
    """Groups of all rows that are not ranked, in their order."""
    return _groups(rows, {reason: sum(reason_of(row) is reason for row in rows) for reason in Reason})


def first_apart_of(rows: Sequence[ComparisonRow], counts: Counts) -> tuple[Apart, ...]:
    """The same where ``rows`` are the first of as many as are counted."""
    numbers = {
        Reason.NOTHING_DUE: counts.submitted - counts.ranked,
        Reason.RETURNED: counts.returned,
        Reason.NOT_HANDED_IN: counts.total - counts.submitted - counts.returned - counts.without_plan,
        Reason.NO_PLAN: counts.without_plan,
    }
    return _groups(rows, numbers)


def _groups(rows: Iterable[ComparisonRow], numbers: dict[Reason, int]) -> tuple[Apart, ...]:
    named: dict[Reason, list[ComparisonRow]] = {reason: [] for reason in Reason}
    for row in rows:
        named[reason_of(row)].append(row)
    return tuple(Apart(reason, count, tuple(named[reason])) for reason, count in numbers.items() if count)


def _labels() -> dict[Reason, str]:
    return {
        Reason.NOTHING_DUE: gettext("Handed in, nothing was due so far"),
        Reason.RETURNED: gettext("Returned, not handed in again yet"),
        Reason.NOT_HANDED_IN: gettext("Not handed in"),
        Reason.NO_PLAN: gettext("Without a plan"),
    }
