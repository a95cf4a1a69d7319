"""Owns a plan on the first page: its quarters, what is due next in it, and where to go on."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from entry.views.home_quarter import HomeQuarter, own_quarters
from offices.queries.rights import Standing
from plans.addresses import plan_url
from plans.display import said
from plans.kinds import plan_kind
from plans.models import Plan
from plans.queries.access import sides_towards
from plans.queries.office_work import days_of, quarters_done
from plans.queries.year_end_home import YearEndOfPlan
from workflow.plan_states import BEING_WRITTEN, PlanState
from workflow.transitions import OPEN, ReportState, Side


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
    days, done = days_of(plans), quarters_done(plans)
    found = [
        replace(home_plan(plan, standing, tuple(own_quarters(plan, days, done))), year_end=YearEndOfPlan(plan))
        for plan in plans
    ]
    return sorted(found, key=lambda each: (each.next and each.next.wanted_on) or date.max)


def _next_url(quarters: tuple[HomeQuarter, ...], is_own: bool) -> str:
    """The quarter to go on with: the first open one for who enters, the first submitted one for who reviews."""
    wanted = OPEN if is_own else {ReportState.SUBMITTED}
    waiting = [quarter for quarter in quarters if ReportState(quarter.report.state) in wanted and quarter.has_begun]
    return (waiting or quarters)[0].url
