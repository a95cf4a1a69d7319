"""Owns the downloads of printed reports: in Bengali, or with ?language=en in English."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans.models import Plan
from plans.queries.access import plans_read_by
from plans.views.standing import standing_for
from reports.printed.letter import NothingReturned
from reports.printing import LANGUAGES, Paper, print_paper, report_of


@require_safe
def official_form(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    return _paper(request, plan_id, quarter, Paper.FORM)


@require_safe
def scorecard(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    return _paper(request, plan_id, quarter, Paper.SCORECARD)


@require_safe
def letter(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    """The review letter; no such page where nothing was returned."""
    return _paper(request, plan_id, quarter, Paper.LETTER)


def _paper(request: HttpRequest, plan_id: int, quarter: int, paper: Paper) -> HttpResponse:
    plan = get_object_or_404(plans_read_by(standing_for(request)), pk=plan_id)
    language = language_of(request.GET)
    try:
        pdf = print_paper(paper, report_of(plan, quarter), printed_on=timezone.localdate(), language=language)
    except NothingReturned as error:
        raise Http404 from error
    return pdf_response(pdf, _name(plan, quarter, paper, language))


def pdf_response(pdf: bytes, name: str) -> HttpResponse:
    """A PDF shown in the browser, saved under its name."""
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def language_of(data: QueryDict) -> str:
    """The language a report is printed in."""
    asked = data.get("language", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]


def _name(plan: Plan, quarter: int, paper: Paper, language: str) -> str:
    parts = [plan.kind, plan.office.code or str(plan.office.pk), plan.year.code, f"q{quarter}"]
    parts += [] if paper is Paper.FORM else [paper.value]
    parts += [] if language == LANGUAGES[0] else [language]
    return "-".join(parts) + ".pdf"
