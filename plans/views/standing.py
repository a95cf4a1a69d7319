"""Owns the standing of who asks, found out once for a request, and as whom a person of several roles works."""

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from offices.queries.rights import Standing
from plans.queries.arriving import standing_on_arrival

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
