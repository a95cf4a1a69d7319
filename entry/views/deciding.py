"""Owns a reviewer's decisions on a report: returned, approved, and an approval taken back, on pages of their own."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cell_values.text import words_seen
from entry.forms import ApproveForm, ReturnForm, TakeBackForm
from entry.views.answering import taken
from entry.views.approval import Approval
from entry.views.approval_page import show_approval
from entry.views.entry_page import EntryPage
from entry.views.entry_parts import RefusedStep
from entry.views.reviewing import page_of, store_words
from entry.views.typed import REASON, forget_typed, typed_for
from plans.actions.reopening import reopen_report
from plans.actions.reporting import approve_report, return_report
from plans.addresses import entry_url
from plans.display import digits, said
from plans.seen import unpack
from plans.views.standing import standing_for
from workflow.transitions import Refusal

REFUSED, FORBIDDEN = 422, 403
REPLY_DAYS = 7


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
    page.typed = typed_for(request, page.report.pk)
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


@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    """What taking an approval back means; confirmed with a reason, the quarter waits for its reviewer again."""
    page, form = page_of(request, plan_id, quarter), TakeBackForm(request.POST or None)
    if request.method != "POST" or (page.can_reopen and not form.is_valid()):
        return _show_reopening(request, page, form, REFUSED if form.errors else 200)
    reason = form.cleaned_data.get("reason", "") if form.is_valid() else ""
    try:
        reopen_report(report=page.report, reason=reason, by=page.standing.person)
    except Refusal as refusal:
        fresh = page_of(request, plan_id, quarter)
        return _show_reopening(request, fresh, form, REFUSED if fresh.can_reopen else FORBIDDEN, said(refusal.sentence))
    messages.success(request, _("The approval was taken back; the report waits for you again."))
    return redirect(entry_url(page.plan, quarter))


def _show_reopening(
    request: HttpRequest, page: EntryPage, form: TakeBackForm, status: int, refused: str = ""
) -> HttpResponse:
    return render(request, "entry/reopen.html", page.context() | {"form": form, "refused": refused}, status=status)
