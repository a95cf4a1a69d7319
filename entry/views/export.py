"""Owns the downloads of the official form as a workbook: through a quarter, and of the plan by itself."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jobs.downloads import download
from plans.exporting import export_plan, export_signed_plan
from plans.views.standing import plan_read

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def export(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    """The form of a plan through a quarter, to whoever may read the plan."""
    plan = plan_read(request, plan_id)
    content = export_plan(plan, through=quarter)
    name = f"{plan.kind}-{plan.office.code or plan.office.pk}-{plan.year.code}-q{quarter}.xlsx"
    return download(content, name, XLSX)


@require_safe
def signed_plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The form of a plan by itself, with nothing reported, to whoever may read the plan."""
    plan = plan_read(request, plan_id)
    name = f"{plan.kind}-{plan.office.code or plan.office.pk}-{plan.year.code}-plan.xlsx"
    return download(export_signed_plan(plan), name, XLSX)
