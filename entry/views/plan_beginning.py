"""Owns the page on which an office begins its plan: from a template, last year's plan, a document, or empty."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from entry.views.plan_house import bring_url
from entry.views.plan_page import PlanPage
from entry.views.plan_submitting import FORBIDDEN, REFUSED, page_of
from plans.display import said
from plans.models import Plan
from plans.queries.templates import template_for
from workflow.transitions import Refusal
from year_opening.actions.rolling_over import begin_from_last_year, begin_from_template
from year_opening.queries.rolling_over import beside_last_year, last_years, rolled_plan, told_rollover

BEGINNINGS: Mapping[str, Callable[..., Any]] = {"last_year": begin_from_last_year, "template": begin_from_template}


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What a plan can begin with, and what would become of last year's rows; POST begins."""
    page = page_of(request, plan_id)
    begins = BEGINNINGS.get(request.POST.get("with", ""))
    if request.method != "POST" or begins is None:
        return _show(request, page)
    try:
        begins(plan=page.plan, by=page.standing.person)
    except Refusal as refusal:
        shown = PlanPage(page_of(request, plan_id).plan, page.standing, refusal=refusal.sentence)
        return _show(request, shown, REFUSED if shown.can_write else FORBIDDEN)
    messages.success(request, _("The plan was begun. Look over its rows, then write what is to be another."))
    return redirect("entry:plan", plan_id=plan_id)


def _show(request: HttpRequest, page: PlanPage, status: int = 200) -> HttpResponse:
    before = last_years(page.plan)
    shown = {
        "before": before,
        "template": template_for(page.plan),
        "bring_url": bring_url(page.plan),
        "may_import": page.standing.is_administrator,
        "why_not": said(page.why_not_written),
        **(_rolled(before) if before else {}),
    }
    return render(request, "entry/plan_begin.html", page.context() | shown, status=status)


def _rolled(before: Plan) -> dict[str, Any]:
    """What becomes of the rows of the year before: dates moved, what has to be looked at, what was reached."""
    rolled = rolled_plan(before)
    return told_rollover(rolled) | {"reached": beside_last_year(before, rolled)}
