"""Owns the page on which the approving office takes an approval back, with the reason."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from entry.forms import TakeBackForm
from entry.views.entry_page import EntryPage
from entry.views.reviewing import page_of
from plans.actions.reopening import reopen_report
from plans.addresses import entry_url
from plans.display import said
from workflow.transitions import Refusal

REFUSED, FORBIDDEN = 422, 403


@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    """What taking an approval back means; confirmed with a reason, the quarter waits for its reviewer again."""
    page, form = page_of(request, plan_id, quarter), TakeBackForm(request.POST or None)
    if request.method != "POST" or (page.can_reopen and not form.is_valid()):
        return _show(request, page, form, REFUSED if form.errors else 200)
    reason = form.cleaned_data.get("reason", "") if form.is_valid() else ""
    try:
        reopen_report(report=page.report, reason=reason, by=page.standing.person)
    except Refusal as refusal:
        fresh = page_of(request, plan_id, quarter)
        return _show(request, fresh, form, REFUSED if fresh.can_reopen else FORBIDDEN, said(refusal.sentence))
    messages.success(request, _("The approval was taken back; the report waits for you again."))
    return redirect(entry_url(page.plan, quarter))


def _show(request: HttpRequest, page: EntryPage, form: TakeBackForm, status: int, refused: str = "") -> HttpResponse:
    return render(request, "entry/reopen.html", page.context() | {"form": form, "refused": refused}, status=status)
