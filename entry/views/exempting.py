"""Owns a reviewer's answer to "not applicable", given on the page of the quarter."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entry.forms import AnswerForm
from entry.views.reviewing import page_of, place_after, show_review
from entry.views.typed import keep_typed
from plans.actions.exempting import decide_exemption
from plans.models import QuarterCell
from plans.queries.access import cells_read_by
from plans.views.standing import standing_for
from workflow.transitions import Refusal


@require_POST
def exempt(request: HttpRequest, cell_id: int) -> HttpResponse:
    """Grants or refuses; a reason that was not taken is shown again where it was typed."""
    cell = get_object_or_404(cells_read_by(standing_for(request)), pk=cell_id)
    page = page_of(request, cell.indicator.activity.area.plan_id, cell.quarter)
    if (unfit := _unfit(request, cell)) and page.can_review:
        messages.error(request, unfit)
        return show_review(request, page, status=422, is_tried=False)
    said = _decide(request, cell)
    if not said:
        keep_typed(request, page.report.pk, but=[f"exempt-{cell.pk}"])
        messages.success(request, _("The answer was stored."))
        return redirect(place_after(request, page, cell.indicator_id))
    messages.error(request, said)
    return show_review(request, page, status=422)


def _given(request: HttpRequest, cell: QuarterCell) -> dict[str, str]:
    return {"answer": request.POST.get("answer", ""), "reason": request.POST.get(f"exempt-{cell.pk}", "")}


def _unfit(request: HttpRequest, cell: QuarterCell) -> str:
    """What the form has against what was sent; nothing where it is whole."""
    form = AnswerForm(_given(request, cell))
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def _decide(request: HttpRequest, cell: QuarterCell) -> str:
    """Why nothing was decided; nothing where it was."""
    given = _given(request, cell)
    granted, by = given["answer"] == "grant", standing_for(request).person
    try:
        decide_exemption(cell=cell, granted=granted, reason=given["reason"], by=by)
    except Refusal as refusal:
        return refusal.sentence.in_language(get_language() or "bn")
    return ""
