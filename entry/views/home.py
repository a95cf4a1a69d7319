"""Owns the first page after log-in: what is to be done, by whom."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cell_values.text import normalise
from entry.forms import OverviewForm
from entry.views.first_steps import first_steps
from entry.views.home_plans import home_plan, own_home_plans
from entry.views.stuck import stuck_for
from entry.views.waiting_reports import waiting_reports
from notices.models import NoticeKind
from notices.queries import notices_of, unread_of
from offices.models import FiscalYear, Role
from offices.queries.rights import Standing
from plans.display import date_long, said
from plans.kinds import plan_kind
from plans.queries.access import plans_read_by
from plans.queries.overview import Chosen, Waiting, plans_overseen, waiting_for, with_quarters
from plans.queries.year_end_home import with_year_end
from plans.views.standing import standing_for

OWN_A_PAGE = 20
OVERSEEN_A_PAGE = 50
COMMENTS_SHOWN, UNREPORTED_SHOWN, SIGNATURES_SHOWN, WAITING_SHOWN = 5, 12, 20, 25


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What to do: the own plans to fill; for who oversees others, what waits for review and a list of all plans."""
    standing = standing_for(request)
    oversees = standing.is_administrator or bool(standing.offices_as(Role.REVIEWER, Role.HEAD))
    own = plans_read_by(standing).filter(office__in=standing.offices_as(Role.FOCAL_POINT))
    page = Paginator(with_quarters(with_year_end(own)), OWN_A_PAGE).get_page(
        None if oversees else request.GET.get("page")
    )
    context: dict[str, Any] = {
        "standing": standing,
        "plans": own_home_plans(list(page), standing),
        "page": page,
        "today": timezone.localdate(),
        "comments": unread_of(standing.person).filter(kind=NoticeKind.COMMENT)[:COMMENTS_SHOWN],
    }
    if oversees:
        context |= _overview(standing, request)
    if standing.offices_as(Role.HEAD):
        context["signatures"] = notices_of(standing.person, NoticeKind.SIGNATURE)[:SIGNATURES_SHOWN]
    if standing.is_administrator:
        context["stuck"] = stuck_for(standing)
    has_plans = context["plans"] or context.get("overseen") or context.get("is_chosen")
    context["steps"] = [] if has_plans else first_steps(standing)
    return render(request, "entry/overview.html" if oversees else "entry/home.html", context)


def _overview(standing: Standing, request: HttpRequest) -> dict[str, Any]:
    """What waits, and the plans that fit the choices; a choice no page offers chooses nothing."""
    form = OverviewForm(request.GET, years=FiscalYear.objects.all())
    form.full_clean()
    chosen = Chosen(**{name: normalise(form.cleaned_data.get(name, "")) for name in form.fields})
    plans: Any = plans_overseen(standing, chosen)  # which has just what a paginator asks for
    page = Paginator(plans, OVERSEEN_A_PAGE).get_page(request.GET.get("page"))
    waiting = waiting_for(standing) if standing.is_reviewer else Waiting()
    return {
        "filters": form,
        "is_chosen": chosen != Chosen(),
        "page": page,
        "overseen": [home_plan(plan, standing) for plan in page],
        "waiting": waiting_reports(waiting.reports[:WAITING_SHOWN]),
        "waiting_number": len(waiting.reports),
        "current": waiting.current,
        "unreported": waiting.current.unreported[:UNREPORTED_SHOWN] if waiting.current else [],
        "waiting_plans": _told(waiting.plans, lambda each: date_long(each.plan_since)),
        "waiting_annual": _told(waiting.annual, lambda each: date_long(each.annual_since)),
        "to_give": _told(
            waiting.half_years, lambda each: _("being written") if each.feedback_state else _("not begun")
        ),
        "requests": _told(waiting.requests, lambda each: date_long(each.asked_at)),
    }


def _told(waiting: Iterable[Any], since: Callable[[Any], str]) -> list[tuple[str, Any, str]]:
    """The kind of plan, what waits for a decision, and since when or how far it is."""
    return [(said(plan_kind(each.plan.kind).title), each, since(each)) for each in waiting]
