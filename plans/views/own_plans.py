"""Owns finding a plan whose rows somebody may come to write: one of the own office, for administrators any."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from plans.models import Plan
from plans.queries.access import plans_read_by, sides_towards
from plans.views.standing import standing_for
from workflow.transitions import Side


def own_plan(request: HttpRequest, plan_id: int) -> Plan:
    """What an office has typed and not stored is its own: reviewers see it once it was submitted. Raises Http404."""
    standing = standing_for(request)
    plan: Plan = get_object_or_404(plans_read_by(standing).select_related("template"), pk=plan_id)
    if not standing.is_administrator and Side.ENTERING not in sides_towards(standing, plan.office):
        raise Http404
    return plan
