"""Owns the papers beside the quarters as PDF: the annual report with its evidence, the half-yearly feedback."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans.models import AnnualRound, HalfYearFeedback, Plan
from plans.queries.access import plans_read_by
from plans.views.standing import standing_for
from reports.printing import print_annual_report, print_feedback
from reports.views.papers import language_of, pdf_response
from reports.views.turns import place_of, printing


@require_safe
@printing
def annual_report(request: HttpRequest, plan_id: int, round_number: int) -> HttpResponse:
    """A round of the annual report as it was handed in; no such page where it never was."""
    plan = _plan(request, plan_id)
    rounds = AnnualRound.objects.select_related("submitted_by", "decided_by")
    round_ = get_object_or_404(rounds, report__plan=plan, number=round_number)
    today, language = timezone.localdate(), language_of(request.GET)
    pdf = print_annual_report(round_, plan, printed_on=today, language=language, at=place_of(request))
    return pdf_response(pdf, f"{round_.receipt}.pdf")


@require_safe
@printing
def half_year_feedback(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The half-yearly feedback as a letter; no such page before it was given."""
    plan = _plan(request, plan_id)
    given = HalfYearFeedback.objects.filter(given_at__isnull=False).select_related("given_by", "answered_by")
    feedback = given.filter(plan=plan).first()
    if feedback is None:
        raise Http404
    today, language = timezone.localdate(), language_of(request.GET)
    pdf = print_feedback(feedback, plan, printed_on=today, language=language, at=place_of(request))
    return pdf_response(pdf, f"{feedback.number}.pdf")


def _plan(request: HttpRequest, plan_id: int) -> Plan:
    plan: Plan = get_object_or_404(plans_read_by(standing_for(request)), pk=plan_id)
    return plan
