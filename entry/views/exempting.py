"""Owns a reviewer's answer to "not applicable", given on the page of the quarter."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entry.forms import ExemptForm
from entry.views.entry_page import EntryPage
from entry.views.reviewing import place_after, show_review
from entry.views.typed import keep_typed, typed_in
from plans.actions.exempting import decide_exemption
from plans.models import QuarterCell
from plans.queries.access import cells_read_by, plans_read_by
from plans.queries.quarter_contents import QuarterContents
from plans.views.standing import standing_for
from workflow.transitions import Refusal


@require_POST
def exempt(request: HttpRequest, cell_id: int) -> HttpResponse:
    """Grants or refuses; a reason that was not taken is shown again where it was typed."""
    standing = standing_for(request)
    cell = get_object_or_404(cells_read_by(standing), pk=cell_id)
    plan = plans_read_by(standing).get(pk=cell.indicator.activity.area.plan_id)
    page = EntryPage(QuarterContents(plan, cell.quarter), standing, typed=typed_in(request))
    said = _decide(request, cell, page)
    if not said:
        keep_typed(request, page.report.pk, but=[f"exempt-{cell.pk}"])
        messages.success(request, _("The answer was stored."))
        return redirect(place_after(request, page, cell.indicator_id))
    messages.error(request, said)
    return show_review(request, page, status=422)


def _decide(request: HttpRequest, cell: QuarterCell, page: EntryPage) -> str:
    """Why nothing was decided; nothing where it was."""
    given = {"answer": request.POST.get("answer", ""), "reason": request.POST.get(f"exempt-{cell.pk}", "")}
    form = ExemptForm(given)
    if page.can_review and not form.is_valid():
        return " ".join(str(error) for errors in form.errors.values() for error in errors)
    granted, by = given["answer"] == "grant", standing_for(request).person
    try:
        decide_exemption(cell=cell, granted=granted, reason=given["reason"], by=by)
    except Refusal as refusal:
        return refusal.sentence.in_language(get_language() or "bn")
    return ""
