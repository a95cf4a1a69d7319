"""Owns the standing of who asks, found out once for a request, as whom a person of several roles works, and which plans
they open.
"""

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from offices.queries.rights import Standing
from plans.models import Plan
from plans.queries.access import plans_read_by, sides_towards
from plans.queries.arriving import standing_on_arrival
from workflow.transitions import Side

WORKS_AS = "works_as"  # in the session: the key of the membership that was chosen


def standing_for(request: HttpRequest) -> Standing:
    """What the person who asks is today, in the role they chose or in all; the request remembers it.

    A choice only narrows what is shown and offered: what may be done the actions judge by all roles.
    """
    known: Standing | None = getattr(request, "_standing", None)
    if known is None:
        known = _chosen(request, whole_standing_for(request))
        request._standing = known  # type: ignore[attr-defined]
    return known


def plan_read(request: HttpRequest, plan_id: int) -> Plan:
    """A plan that the person who asks may read; for any other there is no such page."""
    plan: Plan = get_object_or_404(plans_read_by(standing_for(request)), pk=plan_id)
    return plan


def administrator_for(request: HttpRequest) -> Standing:
    """The standing of an administrator; nobody else gets the page."""
    standing = standing_for(request)
    if not standing.is_administrator:
        raise PermissionDenied
    return standing


def whole_standing_for(request: HttpRequest) -> Standing:
    """What the person who asks is today in all roles; the request remembers it."""
    known: Standing | None = getattr(request, "_whole_standing", None)
    if known is None:
        known = standing_on_arrival(request.user)  # type: ignore[arg-type]
        request._whole_standing = known  # type: ignore[attr-defined]
    return known


def _chosen(request: HttpRequest, whole: Standing) -> Standing:
    """A role that ended since is no choice any more: all the others count again."""
    if len(whole.memberships) < 2:
        return whole
    key = request.session.get(WORKS_AS)
    held = tuple(each for each in whole.memberships if each.pk == key)
    return replace(whole, memberships=held) if held else whole


@require_POST
def work_as(request: HttpRequest) -> HttpResponse:
    """Chooses one of the own roles, or all of them, and begins again at the own work."""
    key = request.POST.get("membership", "")
    held = {str(each.pk): each.pk for each in whole_standing_for(request).memberships}
    request.session.pop(WORKS_AS, None)
    if key in held:
        request.session[WORKS_AS] = held[key]
    return redirect("home")


def own_plan(request: HttpRequest, plan_id: int) -> Plan:
    """What an office has typed and not stored is its own: reviewers see it once it was submitted. Raises Http404."""
    standing = standing_for(request)
    plan: Plan = get_object_or_404(plans_read_by(standing).select_related("template"), pk=plan_id)
    if not standing.is_administrator and Side.ENTERING not in sides_towards(standing, plan.office):
        raise Http404
    return plan
