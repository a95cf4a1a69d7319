"""Owns the page that compares offices, for reviewers and administrators."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plans.display import is_bengali
from plans.kinds import plan_kind
from plans.views.standing import standing_for
from reports.choices import Choice, NoSuchChoice, choice_of
from reports.queries.apart import Reason
from reports.queries.comparison import Comparison
from reports.queries.submissions import submissions, totals
from reports.spreads import distribution_of, trend_of

Shown = dict[str, Any]
MOST_ON_PAGE = 14  # areas that stand beside each other on the page; more scroll from side to side within the table


@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """The offices a reviewer oversees, side by side; choices that do not exist give the usual page."""
    standing = standing_for(request)
    if not (standing.is_reviewer or standing.is_administrator):
        raise PermissionDenied
    try:
        choice = choice_of(standing, request.GET.dict())
    except NoSuchChoice:
        choice = choice_of(standing, {})
    show, _label = _views()[choice.view]
    context = {
        "heading": _("Comparison of ministries") if choice.are_few else _("Comparison of offices"),
        "choice": choice,
        "kind": plan_kind(choice.league.kind),
        "filters": choice.form,
        "sort": choice.sort,
        "tabs": _tabs(choice),
        "part": f"reports/comparison_{choice.view}.html",
        "links": _links(choice),
    }
    return render(request, "reports/comparison.html", context | show(choice, request))


def _views() -> dict[str, tuple[Callable[[Choice, HttpRequest], Shown], str]]:
    return {
        "ranking": (_rows, _("Ranking")),
        "quarters": (_rows, _("Quarter by quarter")),
        "trend": (_trend, _("Trend")),
        "distribution": (_distribution, _("Distribution")),
        "submissions": (_submissions, _("Submissions")),
    }


def _rows(choice: Choice, request: HttpRequest) -> Shown:
    return _of(choice.compared(request.GET.get("page", "1"))) | {
        "levels": [(5, "95–100%"), (4, "85–94%"), (3, "70–84%"), (2, "50–69%"), (1, "30–49%"), (0, "0–29%")]
    }


def _trend(choice: Choice, request: HttpRequest) -> Shown:
    found = choice.compared(request.GET.get("page", "1"), with_areas=False)
    shown = found.everybody if choice.are_few else found.rows
    return _of(found) | {"trend": trend_of(choice.league, shown, chosen=request.GET.get("office", ""))}


def _distribution(choice: Choice, request: HttpRequest) -> Shown:
    return {"distribution": distribution_of(choice.league), "counts": asdict(choice.league.counts())}


def _submissions(choice: Choice, request: HttpRequest) -> Shown:
    """Who has no plan has nothing to hand in: only their number stands below the others."""
    found = choice.listed(request.GET.get("page", "1"))
    without_plan = tuple(group for group in found.apart if group.reason is Reason.NO_PLAN)
    with_plan = [row for row in found.everybody if row.current]
    rows = submissions(with_plan, choice.league.year, today=timezone.localdate())
    return _of(found) | {"rows": rows, "totals": totals(rows), "apart": without_plan}


def _of(found: Comparison) -> Shown:
    counts = {"total": found.total, "submitted": found.submitted, "approved": found.approved}
    columns = {"has_clusters": found.has_clusters, "has_trend": found.has_trend}
    columns["is_wide"] = len(found.areas) > MOST_ON_PAGE
    return columns | {
        "rows": found.rows,
        "areas": found.areas,
        "page": found.page,
        "counts": counts,
        "apart": found.apart,
    }


def _tabs(choice: Choice) -> list[dict[str, Any]]:
    """The views of the same choice; each begins with its own usual order."""
    kept = {name: value for name, value in choice.values.items() if name not in {"view", "sort"}}
    return [
        {"url": f"?{urlencode(kept | {'view': view})}", "label": label, "current": view == choice.view, "count": None}
        for view, (_show, label) in _views().items()
    ]


def _links(choice: Choice) -> list[dict[str, str]]:
    """The same comparison on paper, and the booklet of its offices."""
    query = urlencode(choice.values | {"language": "bn" if is_bengali() else "en"})
    return [
        {"url": f"{reverse('reports:booklet')}?{query}", "label": _("Booklet (PDF)")},
    ]
