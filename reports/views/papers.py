"""Owns the downloads of plans, reports and the papers of a year, printed and as data: Bengali, or with ?language=en."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from jobs.downloads import download
from plans.models import AnnualRound, HalfYearFeedback, Plan
from plans.views.standing import plan_read
from reports.file_formats import Format, NotOffered
from reports.printed.letter import NothingReturned
from reports.printing import LANGUAGES, Paper, print_annual_report, print_feedback, print_paper, print_plan, report_of
from reports.spreadsheets import report_file
from reports.views.turns import place_of, printing


@require_safe
@printing
def printed(request: HttpRequest, plan_id: int, quarter: int, paper: Paper) -> HttpResponse:
    """A paper of a quarter as PDF; there is no review letter where nothing was returned."""
    plan = plan_read(request, plan_id)
    language = language_of(request.GET)
    try:
        pdf = print_paper(
            paper, report_of(plan, quarter), printed_on=timezone.localdate(), language=language, at=place_of(request)
        )
    except NothingReturned as error:
        raise Http404 from error
    return pdf_response(pdf, _name(plan, quarter, paper, language, "pdf"))


@require_safe
@printing
def signed_plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The plan by itself, as it is signed."""
    plan = plan_read(request, plan_id)
    language = language_of(request.GET)
    pdf = print_plan(plan, printed_on=timezone.localdate(), language=language, at=place_of(request))
    return pdf_response(pdf, f"{plan.kind}-{plan.office.code or plan.office.pk}-{plan.year.code}-plan.pdf")


@require_safe
def data(request: HttpRequest, plan_id: int, quarter: int, ending: str, paper: Paper) -> HttpResponse:
    """A paper of a quarter as Excel, Word, CSV or JSON, in the formats it is offered in; no letter of nothing."""
    plan = plan_read(request, plan_id)
    language, file_format = language_of(request.GET), Format(ending)
    try:
        content = report_file(paper, file_format, report_of(plan, quarter), language=language)
    except (NotOffered, NothingReturned) as error:
        raise Http404 from error
    return data_response(content, file_format, _name(plan, quarter, paper, language, ending))


@require_safe
@printing
def annual_report(request: HttpRequest, plan_id: int, round_number: int) -> HttpResponse:
    """A round of the annual report as it was handed in; no such page where it never was."""
    plan = plan_read(request, plan_id)
    rounds = AnnualRound.objects.select_related("submitted_by", "decided_by")
    round_ = get_object_or_404(rounds, report__plan=plan, number=round_number)
    today, language = timezone.localdate(), language_of(request.GET)
    pdf = print_annual_report(round_, plan, printed_on=today, language=language, at=place_of(request))
    return pdf_response(pdf, f"{round_.receipt}.pdf")


@require_safe
@printing
def half_year_feedback(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The half-yearly feedback as a letter; no such page before it was given."""
    plan = plan_read(request, plan_id)
    given = HalfYearFeedback.objects.filter(given_at__isnull=False).select_related("given_by", "answered_by")
    feedback = given.filter(plan=plan).first()
    if feedback is None:
        raise Http404
    today, language = timezone.localdate(), language_of(request.GET)
    pdf = print_feedback(feedback, plan, printed_on=today, language=language, at=place_of(request))
    return pdf_response(pdf, f"{feedback.number}.pdf")


def pdf_response(pdf: bytes, name: str) -> HttpResponse:
    """A PDF shown in the browser, saved under its name."""
    return download(pdf, name, "application/pdf", inline=True)


def data_response(content: bytes, file_format: Format, name: str) -> HttpResponse:
    """A file to be saved under its name."""
    return download(content, name, file_format.content_type)


def language_of(data: QueryDict) -> str:
    """The language a report is printed in."""
    asked = data.get("language", "")
    return asked if asked in LANGUAGES else LANGUAGES[0]


def _name(plan: Plan, quarter: int, paper: Paper, language: str, ending: str) -> str:
    parts = [plan.kind, plan.office.code or str(plan.office.pk), plan.year.code, f"q{quarter}"]
    parts += [] if paper is Paper.FORM else [paper.value]
    parts += [] if language == LANGUAGES[0] else [language]
    return f"{'-'.join(parts)}.{ending}"
