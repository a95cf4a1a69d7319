"""Owns the pages of offices: the tree from above, one office with what lies below and its plans, the search."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cell_values.text import normalise
from offices.models import Office
from offices.queries.closing import history_of
from offices.queries.rights import Standing, offices_read_by
from offices.queries.tree import ABOVE, found_offices, in_order, roots_of, way_to
from plans.addresses import entry_url
from plans.display import said
from plans.kinds import plan_kind
from plans.models import Plan
from plans.queries.access import plans_read_by
from plans.views.standing import standing_for

OFFICES_A_PAGE = 50
LONGEST_SEARCH = 200


@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    """The topmost offices somebody may look at, a single one with what lies below it; or what a search found."""
    standing = standing_for(request)
    if search := normalise(request.GET.get("search", ""))[:LONGEST_SEARCH]:
        return _found(request, standing, search)
    roots = list(roots_of(standing)[: OFFICES_A_PAGE + 1])
    if len(roots) == 1:
        return _office(request, standing, roots[0])
    return _page(request, roots_of(standing), {"title": _("Offices")})


@require_safe
def office(request: HttpRequest, office_id: int) -> HttpResponse:
    """One office: the way to it, what lies below, its plans. One that may not be looked at does not exist."""
    standing = standing_for(request)
    readable = offices_read_by(standing).select_related(ABOVE)
    return _office(request, standing, get_object_or_404(readable, pk=office_id))


def _found(request: HttpRequest, standing: Standing, search: str) -> HttpResponse:
    found = found_offices(standing, search)
    context = {"title": _("Offices"), "search": search, "are_alike": found.are_alike, "shows_way": True}
    return _page(request, found.offices, context)


def _office(request: HttpRequest, standing: Standing, office: Office) -> HttpResponse:
    plans = plans_read_by(standing).filter(office=office).order_by("-year__start_year", "kind", "-revision")
    context = {
        "title": str(office),
        "office": office,
        "crumbs": _crumbs(standing, office),
        "plans": [_listed(plan) for plan in plans],
        "history": list(history_of(office)),
        "standing": standing,
    }
    return _page(request, in_order(Office.objects.filter(parent=office)), context)


def _page(request: HttpRequest, offices: Any, context: dict[str, Any]) -> HttpResponse:
    page = Paginator(offices, OFFICES_A_PAGE).get_page(request.GET.get("page"))
    rows = [_row(each, way_to(each) if context.get("shows_way") else []) for each in page]
    return render(request, "offices/tree.html", context | {"page": page, "rows": rows})


def _row(office: Office, way: list[Office]) -> dict[str, Any]:
    return {"office": office, "way": way, "is_closed": not office.is_open_on(timezone.localdate())}


def _crumbs(standing: Standing, office: Office) -> list[dict[str, str]]:
    """The offices above; who may not look at one is only told its name."""
    way = way_to(office)
    readable = set(offices_read_by(standing).filter(pk__in=[each.pk for each in way]).values_list("pk", flat=True))
    above = [{"url": office_url(each) if each.pk in readable else "", "label": str(each)} for each in way]
    return [*above, {"url": "", "label": str(office)}] if above else []


def office_url(office: Office) -> str:
    return reverse("offices:office", args=[office.pk])


def _listed(plan: Plan) -> dict[str, Any]:
    quarter = plan.year.quarter_begun(timezone.localdate())
    return {"plan": plan, "label": said(plan_kind(plan.kind).title), "url": entry_url(plan, quarter)}
