"""Owns the download of the official form as PDF."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from plans.queries.access import plans_read_by
from plans.views.standing import standing_for
from reports.printing import print_official_form


@require_GET
def official_form(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    plan = get_object_or_404(plans_read_by(standing_for(request)), pk=plan_id)
    pdf = print_official_form(plan, through=quarter, printed_on=timezone.localdate())
    name = f"{plan.kind}-{plan.office.code or plan.office.pk}-{plan.year.code}-q{quarter}.pdf"
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )
