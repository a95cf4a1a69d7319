"""Owns the pages and files anybody reads without log-in: the reports that offices publish, and what machines need."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from jobs.downloads import download
from plans.display import quarter_name, said
from plans.kinds import plan_kind
from plans.models import QuarterReport, SupersededApproval
from reports.download_list import public_offer, public_path
from reports.forms import PublishedForm
from reports.publishing import published_file, published_print
from reports.queries.published import (
    PublishedPlace,
    beside,
    chosen_reports,
    find_published,
    find_reopened,
    name_of,
    years_published,
)
from reports.report_json import SCHEMA, VERSION
from reports.verification import digest_of
from reports.views.papers import language_of
from reports.views.turns import place_of, printing
from reports.views.unchanged import digested, shown_anew

PAGE_SIZE = 25
ROBOTS = "User-agent: *\nDisallow: /\nAllow: /public/\nAllow: /static/\nCrawl-delay: 5\n"
A_DAY = 24 * 60 * 60  # seconds


@login_not_required
@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """The published reports, to choose from by kind, year, quarter and office."""
    years = list(years_published())
    form = PublishedForm(request.GET.dict(), years=years)
    form.is_valid()
    chosen = form.cleaned_data  # without what is no choice
    reports: Any = chosen_reports(**chosen)  # which has just what a paginator asks for
    page = Paginator(reports, PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [_listed(each) for each in page]
    only = page[0].plan.office if chosen.get("office") and rows else None
    context = {"filters": form, "page": page, "rows": rows, "only": only}
    told = (request.get_full_path(), page.paginator.count, years, [_told(each) for each in page])
    return shown_anew(request, told, lambda: render(request, "reports/public/list.html", context))


@login_not_required
@require_safe
def report(request: HttpRequest, kind: str, year: str, office: str, quarter: int) -> HttpResponse:
    """The scorecard of a published report."""
    found = _find(request, kind, year, office, quarter)
    if found is None:
        taken_back = find_reopened(_place(request, kind, year, office, quarter))
        return _missing(request) if taken_back is None else _being_corrected(request, taken_back)
    tabs = list(beside(found))
    told = (request.get_full_path(), _told(found), [_told(each) for each in tabs])
    return shown_anew(request, told, lambda: _page(request, found, tabs))


@login_not_required
@require_safe
@printing
def file(request: HttpRequest, kind: str, year: str, office: str, quarter: int, ending: str) -> HttpResponse:
    """A published report as PDF, Excel, CSV or JSON; in Bengali, or with ?language=en in English."""
    found = _find(request, kind, year, office, quarter)
    if found is None:
        return _missing(request)
    spoken = language_of(request.GET)
    etag = _etag(found, ending, spoken)
    return _unchanged(request, etag) or _marked(_file(request, found, ending, spoken), etag)


@login_not_required
@require_safe
def schema(request: HttpRequest, version: int) -> HttpResponse:
    """The JSON Schema of the reports given as JSON."""
    if version != VERSION:
        raise Http404
    return HttpResponse(SCHEMA.read_bytes(), content_type="application/schema+json")


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: only what offices publish."""
    headers = {"Cache-Control": f"public, max-age={A_DAY}"}
    return HttpResponse(ROBOTS, content_type="text/plain", headers=headers)


def _find(request: HttpRequest, kind: str, year: str, office: str, quarter: int) -> QuarterReport | None:
    return find_published(_place(request, kind, year, office, quarter))


def _place(request: HttpRequest, kind: str, year: str, office: str, quarter: int) -> PublishedPlace:
    asked = request.GET.get("revision", "")
    revision = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else None
    return PublishedPlace(kind, year, office, quarter, revision)


def _missing(request: HttpRequest) -> HttpResponse:
    """Not told apart: never published, withdrawn, or no such office."""
    return render(request, "reports/public/missing.html", status=404)


def _being_corrected(request: HttpRequest, taken_back: SupersededApproval) -> HttpResponse:
    """What was published at an address and is being corrected; its reason is between the offices."""
    report = taken_back.report
    shown = {"kind": plan_kind(report.plan.kind), "crumbs": _crumbs(report)}
    context = {"taken_back": taken_back, "report": report, **shown}
    return render(request, "reports/public/corrected.html", context)


def _told(report: QuarterReport) -> tuple[Any, ...]:
    """What a page shows of a published report, by what tells that it changed."""
    office = report.plan.office
    since = (report.is_outdated, *(getattr(report, name, None) for name in ("revised_since", "replaced_at")))  # type: ignore[attr-defined]
    return report.pk, report.published_at, report.approved_at, report.earned, office.name_bn, office.name_en, *since


def _page(request: HttpRequest, report: QuarterReport, tabs: list[QuarterReport]) -> HttpResponse:
    context = {
        "report": report,
        "shown": published_print(report),
        "offer": public_offer(report),
        "crumbs": _crumbs(report),
        "digest": digest_of(report),
        "tabs": [_tab(each, report) for each in tabs],
    }
    return render(request, "reports/public/report.html", context)


def _listed(report: QuarterReport) -> dict[str, Any]:
    return {"report": report, "url": public_path(report), "kind": plan_kind(report.plan.kind)}


def _crumbs(report: QuarterReport) -> list[dict[str, str]]:
    office, everything = report.plan.office, reverse("public:list")
    return [
        {"url": everything, "label": gettext("Published reports")},
        {"url": f"{everything}?{urlencode({'office': name_of(office)})}", "label": office.name},
        {"url": "", "label": f"{said(plan_kind(report.plan.kind).title)}, {report.plan.year.label}"},
    ]


def _tab(report: QuarterReport, current: QuarterReport) -> dict[str, Any]:
    here = report.pk == current.pk
    return {"url": public_path(report), "label": quarter_name(report.quarter), "current": here, "count": None}


def _file(request: HttpRequest, report: QuarterReport, ending: str, spoken: str) -> HttpResponse:
    content, content_type = published_file(report, ending, language=spoken, at=place_of(request))
    name = f"{report.plan.kind}-{name_of(report.plan.office)}-{report.plan.year.code}-q{report.quarter}.{ending}"
    return download(content, name, content_type, inline=ending in {"pdf", "json"})


def _etag(report: QuarterReport, *parts: Any) -> str:
    """The digest of the figures, with whatever else shows in the answer."""
    since = (report.is_outdated, report.revised_since)  # type: ignore[attr-defined]
    return digested(report.published_at, *since, digest_of(report), *parts)


def _unchanged(request: HttpRequest, etag: str) -> HttpResponse | None:
    """The answer to who has the current one already."""
    response = get_conditional_response(request, etag=etag)
    return None if response is None else _marked(response, etag)


def _marked(response: HttpResponse, etag: str) -> HttpResponse:
    """Kept by whoever likes, but asked for again each time: a withdrawn report is gone at once."""
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "public, no-cache"
    return response
