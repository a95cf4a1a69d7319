"""Owns a reviewer's answer to "not applicable", given on the page of the quarter."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entry.forms import AnswerForm
from entry.views.reviewing import page_of, place_after, show_review
from entry.views.typed import keep_typed
from plans.actions.exempting import decide_exemption
from plans.display import said
from plans.queries.access import cells_read_by
from plans.views.standing import standing_for
from workflow.transitions import Refusal


@require_POST
def exempt(request: HttpRequest, cell_id: int) -> HttpResponse:
    """Grants or refuses; a reason that was not taken is shown again where it was typed."""
    cell = get_object_or_404(cells_read_by(standing_for(request)), pk=cell_id)
    page = page_of(request, cell.indicator.activity.area.plan_id, cell.quarter)
    given = {"answer": request.POST.get("answer", ""), "reason": request.POST.get(f"exempt-{cell.pk}", "")}
    form = AnswerForm(given)
    if not form.is_valid() and page.can_review:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return show_review(request, page, status=422, is_tried=False)
    granted, by = given["answer"] == "grant", page.standing.person
    try:
        decide_exemption(cell=cell, granted=granted, reason=given["reason"], by=by)
    except Refusal as refusal:
        messages.error(request, said(refusal.sentence))
        return show_review(request, page, status=422)
    keep_typed(request, page.report.pk, but=[f"exempt-{cell.pk}"])
    messages.success(request, _("The answer was stored."))
    return redirect(place_after(request, page, cell.indicator_id))
