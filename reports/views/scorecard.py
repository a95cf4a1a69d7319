"""Owns the scorecard page of a plan through a quarter."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plans.views.standing import plan_read
from reports.queries.scorecard import scorecard_context


@require_safe
def scorecard(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    """The marks of a plan: the figure, its trend, its areas, every indicator with its explanation."""
    plan = plan_read(request, plan_id)
    return render(request, "reports/scorecard.html", scorecard_context(plan, quarter))
