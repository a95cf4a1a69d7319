"""Owns the signature of the head of an office, asked for and given on the page before submitting."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entry.views.entry_parts import NOTHING_SEEN
from entry.views.reviewing import page_of
from plans.actions.seeing import ChangedMeanwhileError
from plans.actions.signature_requests import ask_to_sign
from plans.actions.signing import sign_off_report
from plans.display import said
from plans.seen import unpack
from workflow.transitions import Refusal


@require_POST
def sign_off(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    """Signs off what the page showed; back to it, with what came of it."""
    page, seen = page_of(request, plan_id, quarter), unpack(request.POST.get("seen", ""))
    try:
        sign_off_report(report=page.report, by=page.standing.person, seen=NOTHING_SEEN if seen is None else seen)
    except ChangedMeanwhileError:
        messages.error(request, _("Something changed since you opened the page; look at it again, then sign."))
    except Refusal as refusal:
        messages.error(request, said(refusal.sentence))
    else:
        messages.success(request, _("You signed off the report; it can be submitted now."))
    return redirect("entry:submit", plan_id=plan_id, quarter=quarter)


@require_POST
def ask(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    """Tells the head that the quarter waits for a signature."""
    page = page_of(request, plan_id, quarter)
    try:
        ask_to_sign(report=page.report, by=page.standing.person)
    except Refusal as refusal:
        messages.error(request, said(refusal.sentence))
    else:
        messages.success(request, _("The head of the office was told."))
    return redirect("entry:submit", plan_id=plan_id, quarter=quarter)
