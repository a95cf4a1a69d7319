"""Owns a reviewer's marks and answers to "not applicable", given on the page of the quarter."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cell_values.digits import to_bengali
from cell_values.text import words_seen
from entry.forms import AnswerForm, AssessForm
from entry.views.answering import taken
from entry.views.entry_page import EntryPage
from entry.views.entry_parts import RefusedStep
from entry.views.review_rows import usual_marks
from entry.views.reviewing import page_of, place_after, show_review
from entry.views.typed import keep_typed
from plans.actions.exempting import decide_exemption
from plans.actions.reporting import MARKS_OUT_OF_RANGE, NEEDS_REASON, assess_cell
from plans.display import said
from plans.models import QuarterCell
from plans.queries.access import cells_read_by
from plans.seen import Shown
from plans.views.standing import standing_for
from workflow.transitions import Refusal

REFUSED = 422


@require_POST
def assess(request: HttpRequest, cell_id: int) -> HttpResponse:
    """Gives marks where no rule can, a usual percentage (``percent``) or any; refused, everything typed stays."""
    cell = get_object_or_404(cells_read_by(standing_for(request)), pk=cell_id)
    page = page_of(request, cell.indicator.activity.area.plan_id, cell.quarter)
    fields = {"marks": f"marks-{cell.pk}", "reason": f"why-{cell.pk}"}
    form = AssessForm(
        {name: request.POST.get(field, "") for name, field in fields.items()} | _usual(request, page, cell)
    )
    if not form.is_valid() and page.can_review:
        errors = {fields[name]: " ".join(map(str, each)) for name, each in form.errors.items()}
        return show_review(request, page, told=RefusedStep(errors=errors), status=REFUSED, is_tried=False)
    told, status = taken(request, lambda seen: _assess(request, cell, form, seen))
    if told is not None:
        placed = _at_its_field(told, fields)
        return show_review(request, page, told=placed, status=REFUSED if placed.errors else status)
    keep_typed(request, page.report.pk, but=fields.values())
    messages.success(request, _("The marks were given."))
    return redirect(place_after(request, page, cell.indicator_id))


def _usual(request: HttpRequest, page: EntryPage, cell: QuarterCell) -> dict[str, str]:
    """The marks of the usual percentage that was chosen, which is its own reason where none was written."""
    percent, why = request.GET.get("percent", ""), words_seen(request.POST.get(f"why-{cell.pk}", ""))
    if not percent:
        return {}
    chosen = [each for each in usual_marks(page.row(cell.indicator_id)) if each.code == percent]
    return {"marks": str(chosen[0].marks), "reason": why or f"{to_bengali(percent)} %"} if chosen else {}


def _assess(request: HttpRequest, cell: QuarterCell, form: AssessForm, seen: Shown) -> None:
    """Who may not assess is told so, whatever was typed."""
    given: dict[str, Any] = {"marks": Decimal(0), "reason": ""} | (form.cleaned_data if form.is_valid() else {})
    assess_cell(cell=cell, by=standing_for(request).person, seen=seen, **given)


def _at_its_field(told: RefusedStep, fields: Mapping[str, str]) -> RefusedStep:
    """A sentence about one field stands there, any other above the page."""
    places = {MARKS_OUT_OF_RANGE: fields["marks"], NEEDS_REASON: fields["reason"]}
    place = places.get(told.refusal) if told.refusal else None
    return RefusedStep(errors={place: said(told.refusal)}) if place and told.refusal else told


@require_POST
def exempt(request: HttpRequest, cell_id: int) -> HttpResponse:
    """Grants or refuses; a reason that was not taken is shown again where it was typed."""
    cell = get_object_or_404(cells_read_by(standing_for(request)), pk=cell_id)
    page = page_of(request, cell.indicator.activity.area.plan_id, cell.quarter)
    given = {"answer": request.POST.get("answer", ""), "reason": request.POST.get(f"exempt-{cell.pk}", "")}
    form = AnswerForm(given)
    if not form.is_valid() and page.can_review:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return show_review(request, page, status=REFUSED, is_tried=False)
    granted, by = given["answer"] == "grant", page.standing.person
    try:
        decide_exemption(cell=cell, granted=granted, reason=given["reason"], by=by)
    except Refusal as refusal:
        messages.error(request, said(refusal.sentence))
        return show_review(request, page, status=REFUSED)
    keep_typed(request, page.report.pk, but=[f"exempt-{cell.pk}"])
    messages.success(request, _("The answer was stored."))
    return redirect(place_after(request, page, cell.indicator_id))
