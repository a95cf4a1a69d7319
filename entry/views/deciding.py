"""Owns a reviewer's decisions: assessing on the page of the quarter, returning and approving on pages of their own."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cell_values.sentence import Sentence
from entry.forms import ApproveForm, AssessForm, ReturnForm
from entry.views.approval import Approval
from entry.views.entry_page import EntryPage
from entry.views.entry_parts import NOTHING_SEEN, UNSEEN, RefusedStep
from entry.views.typed import REASON, forget_typed, keep_typed, typed_for, typed_in
from plans.actions.reporting import MARKS_OUT_OF_RANGE, NEEDS_REASON, approve_report, assess_cell, return_report
from plans.actions.seeing import ChangedMeanwhileError
from plans.addresses import entry_url
from plans.models import QuarterCell
from plans.queries.access import cells_read_by, plans_read_by
from plans.queries.quarter_contents import QuarterContents
from plans.seen import Shown, unpack
from plans.views.standing import standing_for
from workflow.transitions import Refusal

CONFLICT, REFUSED, FORBIDDEN = 409, 422, 403


@require_POST
def assess(request: HttpRequest, cell_id: int) -> HttpResponse:
    """Gives marks where no rule can; refused, everything typed stays, with the sentence at its field."""
    cell = get_object_or_404(cells_read_by(standing_for(request)), pk=cell_id)
    page = _page(request, cell.indicator.activity.area.plan_id, cell.quarter)
    fields = {"marks": f"marks-{cell.pk}", "reason": f"why-{cell.pk}"}
    form = AssessForm({name: request.POST.get(field, "") for name, field in fields.items()})
    if page.can_review and not form.is_valid():
        errors = {fields[name]: " ".join(map(str, each)) for name, each in form.errors.items()}
        return _again(request, page, RefusedStep(errors=errors), REFUSED)
    told, status = _taken(request, lambda seen: _assess(request, cell, form, seen))
    if told is not None:
        placed = _at_its_field(told, fields)
        return _again(request, page, placed, REFUSED if placed.errors else status)
    keep_typed(request, page.report.pk, but=fields.values())
    messages.success(request, _("The marks were given."))
    return redirect(f"{entry_url(page.plan, page.quarter)}#review-title")


def _assess(request: HttpRequest, cell: QuarterCell, form: AssessForm, seen: Shown) -> None:
    """Who may not assess is told so, whatever was typed."""
    given: dict[str, Any] = {"marks": Decimal(0), "reason": ""} | (form.cleaned_data if form.is_valid() else {})
    assess_cell(cell=cell, by=standing_for(request).person, seen=seen, **given)


def _at_its_field(told: RefusedStep, fields: Mapping[str, str]) -> RefusedStep:
    """A sentence about one field stands there, any other above the page."""
    places = {MARKS_OUT_OF_RANGE: fields["marks"], NEEDS_REASON: fields["reason"]}
    place = places.get(told.refusal) if told.refusal else None
    return RefusedStep(errors={place: _in_words(told.refusal)}) if place and told.refusal else told


def _again(request: HttpRequest, page: EntryPage, told: RefusedStep, status: int) -> HttpResponse:
    """The page of the quarter with everything that was typed."""
    shown = EntryPage(QuarterContents(page.plan, page.quarter), page.standing, typed=typed_in(request), told=told)
    return render(request, "entry/entry.html", shown.context(), status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def return_(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    """Asks once more before a report goes back; confirmed, it does."""
    page = _page(request, plan_id, quarter)
    if request.method != "POST":
        typed = typed_for(request, page.report.pk)
        return _show_return(request, page, ReturnForm(initial={REASON: typed.get(REASON, "")}))
    if "confirmed" not in request.POST:
        keep_typed(request, page.report.pk)
        form = ReturnForm(initial={REASON: request.POST.get(REASON, "")})
        return _show_return(request, page, form, _since(request, page))
    return _confirmed_return(request, page)


def _confirmed_return(request: HttpRequest, page: EntryPage) -> HttpResponse:
    form = ReturnForm(request.POST)
    if page.can_review and not form.is_valid():
        return _show_return(request, page, form, status=REFUSED)
    given: dict[str, Any] = {"reason": "", "reply_by": None} | (form.cleaned_data if form.is_valid() else {})
    by = standing_for(request).person
    told, status = _taken(request, lambda seen: return_report(report=page.report, by=by, seen=seen, **given))
    if told is not None:
        return _show_return(request, _fresh(page), form, told, status)
    return _done(request, page, _("The report was returned to the office."))


def _show_return(
    request: HttpRequest, page: EntryPage, form: Form, told: RefusedStep | None = None, status: int = 200
) -> HttpResponse:
    context = page.context() | {"decision": form, "told": told, "approval": Approval(page)}
    return render(request, "entry/return.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    """Shows what becomes final and what is open; confirmed, the report is approved and its marks are frozen."""
    page = _page(request, plan_id, quarter)
    if request.method != "POST":
        return _show_approval(request, page)
    if "confirmed" not in request.POST:
        keep_typed(request, page.report.pk)
        return _show_approval(request, page, told=_since(request, page))
    approval = Approval(page)
    form = ApproveForm(request.POST, agreed=approval.agreed, zero=approval.zero)
    if page.can_review and not form.is_valid():
        return _show_approval(request, page, form, status=REFUSED)
    said, by = bool(form.data.get("zero")), standing_for(request).person
    told, status = _taken(
        request, lambda seen: approve_report(report=page.report, by=by, seen=seen, leaves_unassessed=said)
    )
    if told is not None:
        return _show_approval(request, _fresh(page), told=told, status=status)
    return _done(request, page, _("The report was approved; its marks are frozen."))


def _show_approval(
    request: HttpRequest, page: EntryPage, form: Form | None = None, told: RefusedStep | None = None, status: int = 200
) -> HttpResponse:
    approval = Approval(page)
    shown = {
        "decision": form or ApproveForm(agreed=approval.agreed, zero=approval.zero),
        "told": told,
        "approval": approval,
    }
    return render(request, "entry/approve.html", page.context() | shown, status=status)


def _taken(request: HttpRequest, step: Callable[[Shown], Any]) -> tuple[RefusedStep | None, int]:
    """Takes a step on what the page showed: what is to be told where it was not taken, and the status of the answer."""
    seen = unpack(request.POST.get("seen", ""))
    try:
        step(NOTHING_SEEN if seen is None else seen)
    except Refusal as refusal:
        return RefusedStep(refusal=refusal.sentence), FORBIDDEN
    except ChangedMeanwhileError as changed:
        told = RefusedStep(refusal=UNSEEN) if seen is None else RefusedStep(moved=changed.moved)
        return told, CONFLICT
    return None, 200


def _since(request: HttpRequest, page: EntryPage) -> RefusedStep | None:
    """What changed since the page was shown from which somebody came to the confirmation."""
    seen = unpack(request.POST.get("seen", ""))
    changes = page.moved_since(seen) if seen is not None and page.can_review else []
    return RefusedStep(moved=tuple(changes)) if changes else None


def _page(request: HttpRequest, plan_id: int, quarter: int) -> EntryPage:
    standing = standing_for(request)
    plan = get_object_or_404(plans_read_by(standing), pk=plan_id)
    return EntryPage(QuarterContents(plan, quarter), standing)


def _fresh(page: EntryPage) -> EntryPage:
    """The page as it stands after a step was refused."""
    return EntryPage(QuarterContents(page.plan, page.quarter), page.standing)


def _done(request: HttpRequest, page: EntryPage, sentence: str) -> HttpResponse:
    forget_typed(request, page.report.pk)
    messages.success(request, sentence)
    return redirect(entry_url(page.plan, page.quarter))


def _in_words(sentence: Sentence) -> str:
    return sentence.in_language(get_language() or "bn")
