"""Owns the scorecard page of a plan through a quarter."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from plans.queries.access import plans_read_by
from plans.views.standing import standing_for
from reports.queries.scorecard import scorecard_context


@require_safe
def scorecard(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    """The marks of a plan: the figure, its trend, its areas, every indicator with its explanation."""
    plan = get_object_or_404(plans_read_by(standing_for(request)), pk=plan_id)
    return render(request, "reports/scorecard.html", scorecard_context(plan, quarter))
