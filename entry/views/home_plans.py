"""Owns a plan on the first page: its quarters, what is due next in it, and where to go on."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property

from offices.queries.rights import Standing
from plans.addresses import entry_url, plan_url
from plans.display import said
from plans.kinds import plan_kind
from plans.models import Plan
from plans.queries.access import sides_towards
from plans.queries.office_work import CellDone, QuarterDone, days_due, quarters_done
from plans.queries.year_end_home import YearEndOfPlan
from workflow.plan_states import BEING_WRITTEN, PlanState
from workflow.transitions import OPEN, ReportState, Side

NOTHING_KNOWN = QuarterDone()


@dataclass(frozen=True)
class HomeQuarter:
    """One quarter of a plan as the home page tells it: its report (``with_last_round``) and how far it is.

    ``due_on``: by when it is due for the office; ``done``: what is filled, proved and asked, where that is shown.
    """

    plan: Plan
    report: Any
    due_on: date | None = None
    done: QuarterDone = NOTHING_KNOWN

    @cached_property
    def opens(self) -> date:
        return self.plan.year.quarter_starts(self.report.quarter)

    @property
    def has_begun(self) -> bool:
        return self.opens <= timezone.localdate()

    @cached_property
    def url(self) -> str:
        return entry_url(self.plan, self.report.quarter)

    @property
    def is_open(self) -> bool:
        return self.has_begun and ReportState(self.report.state) in OPEN

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
        """Of what was handed in: after its day; None where nobody knows."""
        if self.report.handed_in_at is None or self.due_on is None:
            return None
        return timezone.localdate(self.report.handed_in_at) > self.due_on

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
        """The first empty cell; none is empty: the page on which it is handed in."""
        return self.cell_url(self.done.first_empty) if self.done.first_empty else self.url + "submit/"

    def cell_url(self, cell: CellDone) -> str:
        return f"{self.url}#cell-{cell.key}-text"

    @property
    def questioned(self) -> list[tuple[CellDone, str, bool]]:
        """What came back in question: the cell, where it is, and whether it was mended since."""
        return [(cell, self.cell_url(cell), cell.key in self.mended) for cell in self.done.questioned]


@dataclass(frozen=True)
class HomePlan:
    """A plan on the home page, with the quarters and where to go."""

    plan: Plan
    label: str
    quarters: tuple[HomeQuarter, ...]
    is_own: bool
    next_url: str
    year_end: YearEndOfPlan | None = None

    @property
    def is_to_write(self) -> bool:
        """Whether the plan itself is to be written, before its quarters."""
        return self.is_own and PlanState(self.plan.state) in BEING_WRITTEN

    @property
    def is_approved(self) -> bool:
        return PlanState(self.plan.state) is PlanState.APPROVED

    @property
    def latest(self) -> HomeQuarter:
        """The last quarter that has begun: its figures are the plan's."""
        begun = [quarter for quarter in self.quarters if quarter.has_begun]
        return (begun or self.quarters)[-1 if begun else 0]

    @property
    def next(self) -> HomeQuarter | None:
        """What is due next: the first quarter never handed in, of those with a day where any has one; else returned."""
        drafts = [each for each in self.quarters if each.is_open and not each.is_returned] if self.is_approved else []
        with_day = [each for each in drafts if each.due_on]
        returned = self.returned if self.is_approved else []
        return next(iter(with_day or drafts or returned), None)

    @property
    def annual_is_next(self) -> bool:
        """Whether all quarters are handed in and the annual report is not."""
        closing = self.year_end
        return self.next is None and closing is not None and closing.has_annual and closing.annual_is_open

    @property
    def returned(self) -> list[HomeQuarter]:
        return [each for each in self.quarters if each.is_returned]

    @property
    def others(self) -> list[HomeQuarter]:
        """The quarters that are not due next."""
        return [each for each in self.quarters if each != self.next]

    @property
    def last_receipt(self) -> HomeQuarter | None:
        """The quarter handed in last."""
        sent = (each for each in self.quarters if each.report.handed_in_at and each.report.last_receipt)
        moments = {each.report.handed_in_at: each for each in sent}
        return moments[max(moments)] if moments else None


def home_plan(plan: Plan, standing: Standing, quarters: tuple[HomeQuarter, ...] | None = None) -> HomePlan:
    """``quarters``: with what is known of the own ones."""
    shown = quarters or tuple(HomeQuarter(plan, report) for report in plan.reports.all())
    is_own = Side.ENTERING in sides_towards(standing, plan.office)
    is_begun = PlanState(plan.state) is PlanState.APPROVED
    next_url = _next_url(shown, is_own) if is_begun else plan_url(plan)
    return HomePlan(plan, said(plan_kind(plan.kind).title), shown, is_own, next_url)


def own_home_plans(plans: Collection[Plan], standing: Standing) -> list[HomePlan]:
    """The own plans ``with_year_end``, what is due first on top, with how far each quarter is filled. Three queries."""
    if not plans:
        return []
    days, done = days_due(plans), quarters_done(plans)
    found = [
        replace(home_plan(plan, standing, tuple(_own_quarters(plan, days, done))), year_end=YearEndOfPlan(plan))
        for plan in plans
    ]
    return sorted(found, key=lambda each: (each.next and each.next.wanted_on) or date.max)


def _own_quarters(
    plan: Plan, days: Mapping[tuple[int, int], date], done: Callable[[Plan, int], QuarterDone]
) -> list[HomeQuarter]:
    return [
        HomeQuarter(plan, report, days.get((plan.pk, report.quarter)), done(plan, report.quarter))
        for report in plan.reports.all()
    ]


def _next_url(quarters: tuple[HomeQuarter, ...], is_own: bool) -> str:
    """The quarter to go on with: the first open one for who enters, the first submitted one for who reviews."""
    wanted = OPEN if is_own else {ReportState.SUBMITTED}
    waiting = [quarter for quarter in quarters if ReportState(quarter.report.state) in wanted and quarter.has_begun]
    return (waiting or quarters)[0].url
