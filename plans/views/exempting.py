"""Owns a reviewer's answer to "not applicable", given on the page of the quarter."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plans.actions.exempting import decide_exemption
from plans.forms import ExemptForm
from plans.models import QuarterCell
from plans.queries.access import cells_read_by, plans_read_by
from plans.views.entry_page import EntryPage, entry_url
from plans.views.standing import standing_for
from plans.workflow import Refusal


@require_POST
def exempt(request: HttpRequest, cell_id: int) -> HttpResponse:
    """Grants or refuses; a reason that was not taken is shown again where it was typed."""
    standing = standing_for(request)
    cell = get_object_or_404(cells_read_by(standing), pk=cell_id)
    plan = plans_read_by(standing).get(pk=cell.indicator.activity.area.plan_id)
    said = _decide(request, cell)
    if not said:
        messages.success(request, _("The answer was stored."))
        return redirect(entry_url(plan, cell.quarter))
    messages.error(request, said)
    page = EntryPage(plan, cell.quarter, standing, reasons={cell.pk: request.POST.get("reason", "")})
    return render(request, "plans/entry.html", page.context(), status=422)


def _decide(request: HttpRequest, cell: QuarterCell) -> str:
    """Why nothing was decided; nothing where it was."""
    form = ExemptForm(request.POST)
    if not form.is_valid():
        return " ".join(str(error) for errors in form.errors.values() for error in errors)
    answer = {"granted": form.cleaned_data["answer"] == "grant", "reason": form.cleaned_data["reason"]}
    try:
        decide_exemption(cell=cell, by=standing_for(request).person, **answer)
    except Refusal as refusal:
        return refusal.sentence.in_language(get_language() or "bn")
    return ""
