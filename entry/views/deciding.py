"""Owns a reviewer's decisions: assessing on the page of the quarter, returning and approving on pages of their own."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cell_values.digits import to_bengali
from cell_values.text import words_seen
from entry.forms import ApproveForm, AssessForm, ReturnForm
from entry.views.answering import taken
from entry.views.approval import Approval
from entry.views.approval_page import show_approval
from entry.views.entry_page import EntryPage
from entry.views.entry_parts import RefusedStep
from entry.views.review_rows import usual_marks
from entry.views.reviewing import page_of, place_after, show_review, store_words
from entry.views.typed import REASON, forget_typed, keep_typed, typed_for
from plans.actions.reporting import MARKS_OUT_OF_RANGE, NEEDS_REASON, approve_report, assess_cell, return_report
from plans.addresses import entry_url
from plans.display import digits, said
from plans.models import QuarterCell
from plans.queries.access import cells_read_by
from plans.seen import Shown, unpack
from plans.views.standing import standing_for

REFUSED = 422
REPLY_DAYS = 7


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


@require_http_methods(["GET", "HEAD", "POST"])
def return_(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    """Asks once more before a report goes back; confirmed, it does."""
    page = page_of(request, plan_id, quarter)
    if request.method != "POST":
        typed = typed_for(request, page.report.pk)
        return _show_return(request, page, _return_form(page, typed.get(REASON, "")))
    if "confirmed" not in request.POST:
        if (refused := store_words(request, page)) is not None:
            return refused
        fresh = page.fresh()
        return _show_return(request, fresh, _return_form(fresh, request.POST.get(REASON, "")), _since(request, fresh))
    return _confirmed_return(request, page)


def _confirmed_return(request: HttpRequest, page: EntryPage) -> HttpResponse:
    is_bare = not words_seen(request.POST.get(REASON, ""))
    form = ReturnForm(request.POST, asks_of_rows=is_bare and bool(page.questions))
    if not form.is_valid() and page.can_review:
        return _show_return(request, page, form, status=REFUSED)
    given: dict[str, Any] = {"reason": "", "reply_by": None} | (form.cleaned_data if form.is_valid() else {})
    by = standing_for(request).person
    told, status = taken(request, lambda seen: return_report(report=page.report, by=by, seen=seen, **given))
    if told is not None:
        return _show_return(request, page.fresh(), form, told, status)
    return _done(request, page, _("The report was returned to the office."))


def _return_form(page: EntryPage, reason: str) -> ReturnForm:
    """A week to reply is offered."""
    day = digits(f"{timezone.localdate() + timedelta(days=REPLY_DAYS):%d/%m/%Y}")
    return ReturnForm(initial={REASON: reason, "reply_by": day}, asks_of_rows=bool(page.questions))


def _show_return(
    request: HttpRequest, page: EntryPage, form: Form, told: RefusedStep | None = None, status: int = 200
) -> HttpResponse:
    shown = {"decision": form, "told": told, "approval": Approval(page), "questions": page.questions}
    context = page.context() | shown
    return render(request, "entry/return.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    """Shows what becomes final and what is open; confirmed, the report is approved and its marks are frozen."""
    page = page_of(request, plan_id, quarter)
    page.typed = typed_for(request, page.report.pk)
    if request.method != "POST":
        return show_approval(request, page)
    if "confirmed" not in request.POST:
        if (refused := store_words(request, page)) is not None:
            return refused
        page.typed, page.told = typed_for(request, page.report.pk), _since(request, page)
        return show_approval(request, page)
    approval = Approval(page)
    form = ApproveForm(request.POST, agreed=approval.agreed, zero=approval.zero)
    if not form.is_valid() and page.can_review:
        return show_approval(request, page, form, status=REFUSED)
    given: dict[str, Any] = {"leaves_unassessed": bool(form.data.get("zero")), "note": form.data.get("note", "")}
    by = standing_for(request).person
    told, status = taken(request, lambda seen: approve_report(report=page.report, by=by, seen=seen, **given))
    if told is not None:
        return show_approval(request, replace(page.fresh(), typed=page.typed, told=told), status=status)
    return _done(request, page, _("The report was approved; its marks are frozen."))


def _since(request: HttpRequest, page: EntryPage) -> RefusedStep | None:
    """What changed since the page was shown from which somebody came to the confirmation."""
    seen = unpack(request.POST.get("seen", ""))
    changes = page.moved_since(seen) if seen is not None and page.can_review else []
    return RefusedStep(moved=tuple(changes)) if changes else None


def _done(request: HttpRequest, page: EntryPage, sentence: str) -> HttpResponse:
    forget_typed(request, page.report.pk)
    messages.success(request, sentence)
    return redirect(entry_url(page.plan, page.quarter))
