"""Owns the signature of the head of an office, asked for and given on the page before submitting."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entry.views.answering import take
from entry.views.entry_parts import NOTHING_SEEN
from entry.views.reviewing import page_of
from plans.actions.seeing import ChangedMeanwhileError
from plans.actions.signing import ask_to_sign, sign_off_report
from plans.seen import unpack


@require_POST
def sign_off(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    """Signs off what the page showed; back to it, with what came of it."""
    page, seen = page_of(request, plan_id, quarter), unpack(request.POST.get("seen", ""))
    what: dict[str, Any] = {
        "report": page.report,
        "by": page.standing.person,
        "seen": NOTHING_SEEN if seen is None else seen,
    }
    try:
        take(request, partial(sign_off_report, **what), _("You signed off the report; it can be submitted now."))
    except ChangedMeanwhileError:
        messages.error(request, _("Something changed since you opened the page; look at it again, then sign."))
    return redirect("entry:submit", plan_id=plan_id, quarter=quarter)


@require_POST
def ask(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    """Tells the head that the quarter waits for a signature."""
    page = page_of(request, plan_id, quarter)
    done = _("The head of the office was told.")
    take(request, partial(ask_to_sign, report=page.report, by=page.standing.person), done)
    return redirect("entry:submit", plan_id=plan_id, quarter=quarter)
