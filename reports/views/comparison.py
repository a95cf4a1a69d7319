"""Owns the page that compares offices, for reviewers and administrators."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from offices.models import FiscalYear, Office, Tier
from offices.queries.rights import Standing, offices_read_by
from plans.kinds import plan_kind, plan_kinds
from plans.templatetags.bengali import is_bengali
from plans.views.standing import standing_for
from reports.forms import ComparisonForm
from reports.queries.comparison import compare, years_with_plans

TOP_TIERS = [Tier.CABINET_DIVISION, Tier.OFFICE, Tier.MINISTRY, Tier.DIVISION]


@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """The offices a reviewer oversees, side by side through a quarter."""
    standing = standing_for(request)
    if not (standing.is_reviewer or standing.is_administrator):
        raise PermissionDenied
    kind = request.GET.get("kind", "")
    years = years_with_plans(kind if kind in plan_kinds() else next(iter(plan_kinds())))
    form = ComparisonForm(_defaults(years) | request.GET.dict(), years=years)
    chosen = form.cleaned_data if form.is_valid() else _defaults(years)
    found = compare(
        _offices(standing, chosen),
        kind=chosen["kind"],
        year=next(year for year in years if str(year.start_year) == chosen["year"]),
        through=int(chosen["through"]),
        sort=chosen["sort"] or "-earned",
    )
    context = {
        "heading": _("Comparison of ministries"),
        "kind": plan_kind(chosen["kind"]),
        "filters": form,
        "counts": {"total": found.total, "submitted": found.submitted, "approved": found.approved},
        "rows": found.rows,
        "areas": found.areas,
        "sort": chosen["sort"] or "-earned",
        "levels": [(5, "95–100%"), (4, "85–94%"), (3, "70–84%"), (2, "50–69%"), (1, "30–49%"), (0, "0–29%")],
        "chosen": chosen,
        "links": _links(chosen),
    }
    return render(request, "reports/comparison.html", context)


def _links(chosen: dict[str, Any]) -> list[dict[str, str]]:
    """The same comparison on paper, and the booklet of its offices."""
    query = urlencode(chosen | {"language": "bn" if is_bengali() else "en"})
    return [
        {"url": f"{reverse('reports:booklet')}?{query}", "label": _("Booklet (PDF)")},
    ]


def _defaults(years: Sequence[FiscalYear]) -> dict[str, str]:
    """The latest year with plans, of the first kind, through its whole year."""
    latest = next((year for year in years if year.has_plans), years[0])  # type: ignore[attr-defined]
    year, kind = str(latest.start_year), next(iter(plan_kinds()))
    return {"kind": kind, "year": year, "through": "4", "tier": "", "search": "", "sort": ""}


def _offices(standing: Standing, chosen: dict[str, Any]) -> QuerySet[Office]:
    tiers = [chosen["tier"]] if chosen["tier"] else TOP_TIERS
    offices = offices_read_by(standing).filter(tier__in=tiers)
    if search := chosen["search"].strip():
        offices = offices.filter(Q(name_bn__icontains=search) | Q(name_en__icontains=search))
    return offices
