"""Owns a quarter on the first page: by when it is wanted, how far it is, and where to go on with it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property

from cell_values.sentence import Sentence
from plans.addresses import entry_url
from plans.models import Plan
from plans.queries.office_work import CellDone, QuarterDone
from plans.queries.receipts import round_days_late
from plans.queries.writable_quarters import answers_in
from workflow.plan_states import PlanState
from workflow.quarter_days import QuarterDays
from workflow.transitions import OPEN, ReportState

NOTHING_KNOWN = QuarterDone()


@dataclass(frozen=True)
class HomeQuarter:
    """One quarter of a plan as the home page tells it: its report (``with_last_round``) and how far it is.

    ``days``: when it is written and due for the office, ``why_not`` it is not written now; ``done``: what is filled,
    proved and asked: where that is shown.
    """

    plan: Plan
    report: Any
    days: QuarterDays | None = None
    why_not: Sentence | None = None
    done: QuarterDone = NOTHING_KNOWN

    @cached_property
    def opens(self) -> date:
        return self.days.opens if self.days else self.plan.year.quarter_starts(self.report.quarter)

    @property
    def due_on(self) -> date | None:
        return self.days.due if self.days else None

    @property
    def told_in(self) -> int | None:
        """The later quarter whose report tells it, where the office reports by half-years."""
        is_own = self.days is None or self.days.judged_in == self.report.quarter
        return None if is_own or self.report.handed_in_at or self.days is None else self.days.judged_in

    @property
    def has_begun(self) -> bool:
        return self.opens <= timezone.localdate()

    @cached_property
    def url(self) -> str:
        return entry_url(self.plan, self.report.quarter)

    @property
    def is_after_closing(self) -> bool:
        """Whether the office was closed before it began: nobody asks for it."""
        return not self.plan.office.is_open_on(self.plan.year.quarter_starts(self.report.quarter))

    @property
    def is_open(self) -> bool:
        is_asked = self.is_returned or not self.is_after_closing
        return is_asked and self.has_begun and ReportState(self.report.state) in OPEN

    @property
    def is_returned(self) -> bool:
        return ReportState(self.report.state) is ReportState.RETURNED

    @property
    def wanted_on(self) -> date | None:
        """The day by which it is to be handed in, or again."""
        return (self.report.reply_by or self.due_on) if self.is_returned else self.due_on

    @property
    def days_left(self) -> int | None:
        return (self.wanted_on - timezone.localdate()).days if self.wanted_on else None

    @property
    def days_over(self) -> int:
        return max(0, -(self.days_left or 0))

    @property
    def is_late(self) -> bool | None:
        """Of what was handed in last: after its day; None where nobody knows."""
        if self.report.handed_in_at is None or self.days is None:
            return None
        round_ = (self.report.last_round or 1, self.report.handed_in_at, self.report.asked_back_by)
        late = round_days_late(*round_, self.days)
        return None if late is None else late > 0

    @property
    def empty(self) -> int:
        return self.done.due - self.done.filled

    @property
    def mended(self) -> Collection[int]:
        """The questioned cells that were written since."""
        since = self.report.returned_at
        return {each.key for each in self.done.questioned if since and each.entered_at and each.entered_at > since}

    @property
    def go_on_url(self) -> str:
        """The first empty cell; none is empty: the page on which it is handed in; its page where nothing is written."""
        if self.why_not or (self.told_in and not self.done.first_empty):
            return self.url
        return self.cell_url(self.done.first_empty) if self.done.first_empty else self.url + "submit/"

    def cell_url(self, cell: CellDone) -> str:
        return f"{self.url}#cell-{cell.key}-text"

    @property
    def questioned(self) -> list[tuple[CellDone, str, bool]]:
        """What came back in question: the cell, where it is, and whether it was mended since."""
        return [(cell, self.cell_url(cell), cell.key in self.mended) for cell in self.done.questioned]


def own_quarters(
    plan: Plan, days: Mapping[tuple[int, int], QuarterDays], done: Callable[[Plan, int], QuarterDone]
) -> Iterator[HomeQuarter]:
    """The quarters of an own plan with all that is known of them. No query."""
    own = {quarter: each for (key, quarter), each in days.items() if key == plan.pk}
    states = {report.quarter: ReportState(report.state) for report in plan.reports.all()}
    answers = answers_in(states, own, PlanState(plan.state)) if own else {}
    for report in plan.reports.all():
        number = report.quarter
        why_not = answers[number].why_not if number in answers else None
        yield HomeQuarter(plan, report, own.get(number), why_not, done(plan, number))
