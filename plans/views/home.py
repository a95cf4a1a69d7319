"""Owns the first page after log-in: what is to be done, by whom."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from offices.models import Role
from offices.queries.rights import Standing, offices_reviewed_by
from plans.kinds import plan_kind
from plans.models import Plan, QuarterReport
from plans.queries.access import plans_read_by, sides_towards
from plans.views.entry_page import entry_url
from plans.views.standing import standing_for
from plans.workflow import Side, State

PLANS_A_PAGE = 20


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


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The plans a person works on: the own ones first, then those to review or to look at."""
    standing = standing_for(request)
    plans = plans_read_by(standing).prefetch_related(Prefetch("reports", QuarterReport.objects.order_by("quarter")))
    ordered = plans.order_by("-year__start_year", "office__name_bn", "kind")
    if standing.is_focal_point and not standing.is_reviewer:
        ordered = ordered.filter(office__in=standing.offices_as(Role.FOCAL_POINT))
    page = Paginator(ordered, PLANS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "standing": standing,
        "page": page,
        "plans": [_home_plan(plan, standing) for plan in page],
        "awaiting": _awaiting(standing),
    }
    return render(request, "plans/home.html", context)


def _awaiting(standing: Standing) -> int:
    """How many submitted reports wait for this reviewer."""
    if not standing.is_reviewer:
        return 0
    waiting = QuarterReport.objects.filter(state=State.SUBMITTED.value)
    return waiting.filter(plan__office__in=offices_reviewed_by(standing)).count()


def _home_plan(plan: Plan, standing: Standing) -> HomePlan:
    quarters = tuple(_quarter(plan, report) for report in plan.reports.all())
    is_own = Side.ENTERING in sides_towards(standing, plan.office)
    return HomePlan(plan, plan_kind(plan.kind).label, quarters, is_own, _next_url(quarters, is_own))


def _next_url(quarters: tuple[HomeQuarter, ...], is_own: bool) -> str:
    """The quarter to go on with: the first open one for who enters, the first submitted one for who reviews."""
    wanted = {State.DRAFT.value, State.RETURNED.value} if is_own else {State.SUBMITTED.value}
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
