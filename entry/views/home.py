"""Owns the first page after log-in: what is to be done, by whom."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cell_values.text import normalise
from entry.forms import OverviewForm
from offices.models import FiscalYear, Role
from offices.queries.rights import Standing
from plans.addresses import entry_url
from plans.display import said
from plans.kinds import plan_kind
from plans.models import Plan, QuarterReport
from plans.queries.access import plans_read_by, sides_towards
from plans.queries.overview import Chosen, plans_overseen, waiting_reports, with_quarters
from plans.views.standing import standing_for
from workflow.transitions import ReportState, Side

OWN_A_PAGE = 20
OVERSEEN_A_PAGE = 50


@dataclass(frozen=True)
class HomeQuarter:
    """One quarter of a plan on the home page."""

    number: int
    state: str
    state_label: str
    opens: date
    has_begun: bool
    earned: object
    possible_to_date: object
    url: str


@dataclass(frozen=True)
class HomePlan:
    """A plan on the home page, with the quarters and where to go."""

    plan: Plan
    label: str
    quarters: tuple[HomeQuarter, ...]
    is_own: bool
    next_url: str

    @property
    def latest(self) -> HomeQuarter:
        """The last quarter that has begun: its figures are the plan's."""
        begun = [quarter for quarter in self.quarters if quarter.has_begun]
        return (begun or self.quarters)[-1 if begun else 0]


@dataclass(frozen=True)
class WaitingReport:
    """A submitted report that waits for its reviewer."""

    report: QuarterReport
    label: str
    url: str


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What to do: the own plans to fill; for who oversees others, what waits for review and a list of all plans."""
    standing = standing_for(request)
    oversees = standing.is_administrator or bool(standing.offices_as(Role.REVIEWER, Role.HEAD))
    own = plans_read_by(standing).filter(office__in=standing.offices_as(Role.FOCAL_POINT))
    page = Paginator(with_quarters(own), OWN_A_PAGE).get_page(None if oversees else request.GET.get("page"))
    context = {"standing": standing, "plans": [_home_plan(plan, standing) for plan in page], "page": page}
    if oversees:
        context |= _overview(standing, request)
    return render(request, "entry/overview.html" if oversees else "entry/home.html", context)


def _overview(standing: Standing, request: HttpRequest) -> dict[str, Any]:
    """What waits, and the plans that fit the choices; a choice no page offers chooses nothing."""
    form = OverviewForm(request.GET, years=FiscalYear.objects.all())
    form.full_clean()
    chosen = Chosen(**{name: normalise(form.cleaned_data.get(name, "")) for name in form.fields})
    page = Paginator(plans_overseen(standing, chosen), OVERSEEN_A_PAGE).get_page(request.GET.get("page"))
    waiting = list(waiting_reports(standing)) if standing.is_reviewer else []
    return {
        "filters": form,
        "is_chosen": chosen != Chosen(),
        "page": page,
        "overseen": [_home_plan(plan, standing) for plan in page],
        "waiting": [_waiting_report(report) for report in waiting],
    }


def _waiting_report(report: QuarterReport) -> WaitingReport:
    plan = report.plan
    return WaitingReport(report, said(plan_kind(plan.kind).title), entry_url(plan, report.quarter))


def _home_plan(plan: Plan, standing: Standing) -> HomePlan:
    quarters = tuple(_quarter(plan, report) for report in plan.reports.all())
    is_own = Side.ENTERING in sides_towards(standing, plan.office)
    return HomePlan(plan, said(plan_kind(plan.kind).title), quarters, is_own, _next_url(quarters, is_own))


def _next_url(quarters: tuple[HomeQuarter, ...], is_own: bool) -> str:
    """The quarter to go on with: the first open one for who enters, the first submitted one for who reviews."""
    wanted = {ReportState.DRAFT.value, ReportState.RETURNED.value} if is_own else {ReportState.SUBMITTED.value}
    waiting = [quarter for quarter in quarters if quarter.state in wanted and quarter.has_begun]
    return (waiting or quarters)[0].url


def _quarter(plan: Plan, report: QuarterReport) -> HomeQuarter:
    opens = plan.year.quarter_starts(report.quarter)
    return HomeQuarter(
        number=report.quarter,
        state=report.state,
        state_label=report.get_state_display(),
        opens=opens,
        has_begun=opens <= timezone.localdate(),
        earned=report.earned,
        possible_to_date=report.possible_to_date,
        url=entry_url(plan, report.quarter),
    )
