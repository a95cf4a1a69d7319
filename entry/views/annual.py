"""Owns the pages of the annual report: read, written and handed in by the office, decided by its reviewer."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from entry.forms import AnnualDecisionForm, NarrativeForm
from entry.views.annual_page import AnnualPage
from entry.views.year_end_page import show_year_end
from plans.actions.annual_reports import (
    accept_annual_report,
    reopen_annual_report,
    return_annual_report,
    submit_annual_report,
    write_annual_report,
)
from plans.actions.reporting import NEEDS_REASON
from plans.addresses import annual_url
from plans.display import said
from plans.models.annual_report import PARTS
from plans.queries.access import plans_read_by
from plans.queries.annual_work import AnnualWork
from plans.views.standing import standing_for
from workflow.annual_reports import AnnualStep
from workflow.transitions import Refusal

REFUSED, FORBIDDEN = 422, 403


@require_http_methods(["GET", "HEAD", "POST"])
def annual(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The year as its quarters tell it, with the narrative; POST keeps what the office writes of it."""
    page = _page_of(request, plan_id)
    form = NarrativeForm(request.POST) if request.method == "POST" else page.written
    if not form.is_bound or (page.can_write and not form.is_valid()):
        return show_year_end(request, page, REFUSED if form.is_bound else 200, form=form)
    form.full_clean()
    parts = {name: form.cleaned_data.get(name, "") for name in PARTS}
    version = form.cleaned_data.get("version") or 0
    try:
        write_annual_report(plan=page.plan, parts=parts, version=version, by=page.standing.person)
    except Refusal as refusal:
        return _refused(request, plan_id, refusal, AnnualStep.WRITE, form=form)
    if "go_on" in request.POST:
        return redirect("entry:submit_annual", plan_id=plan_id)
    messages.success(request, _("Saved."))
    return redirect(annual_url(page.plan))


@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The whole report once more before it is handed in; POST hands it in, and leads to its receipt."""
    page = _page_of(request, plan_id)
    if request.method != "POST":
        return show_year_end(request, page, is_confirming=True)
    try:
        round_ = submit_annual_report(plan=page.plan, by=page.standing.person, seen=request.POST.get("seen", ""))
    except Refusal as refusal:
        return _refused(request, plan_id, refusal, AnnualStep.SUBMIT, is_confirming=True)
    done = _("The annual report was handed in. Its receipt is %(receipt)s.")
    messages.success(request, done % {"receipt": round_.receipt})
    return redirect(f"{annual_url(page.plan)}#receipts")


@require_POST
def decide(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Accepts the report, returns it with a reason, or takes the acceptance back."""
    page, form = _page_of(request, plan_id), AnnualDecisionForm(request.POST)
    if not form.is_valid():
        return show_year_end(request, page, decision=form, status=REFUSED if page.may(AnnualStep.RETURN) else FORBIDDEN)
    answer = form.cleaned_data["answer"]
    act, asks = DECIDE[answer]
    try:
        act(plan=page.plan, by=page.standing.person, **{name: form.cleaned_data[name] for name in asks})
    except Refusal as refusal:
        return _refused(request, plan_id, refusal, AnnualStep(answer), decision=form)
    messages.success(request, DONE[answer]())
    return redirect(annual_url(page.plan))


DECIDE: dict[str, tuple[Callable[..., object], tuple[str, ...]]] = {
    "accept": (accept_annual_report, ("seen",)),
    "return": (return_annual_report, ("reason", "seen")),
    "reopen": (reopen_annual_report, ("reason",)),
}
DONE: dict[str, Callable[[], str]] = {
    "accept": lambda: _("The annual report was accepted."),
    "return": lambda: _("The annual report went back to the office."),
    "reopen": lambda: _("The acceptance was taken back; the annual report waits for you again."),
}


def _page_of(request: HttpRequest, plan_id: int) -> AnnualPage:
    standing = standing_for(request)
    plan = get_object_or_404(AnnualWork.beside(plans_read_by(standing)), pk=plan_id)
    return AnnualPage(AnnualWork.loaded(plan), standing)


def _refused(
    request: HttpRequest,
    plan_id: int,
    refusal: Refusal,
    step: AnnualStep,
    *,
    is_confirming: bool = False,
    **forms: Form,
) -> HttpResponse:
    """What stands now, with why nothing was done; ``forms``: those that were sent."""
    page, told = _page_of(request, plan_id), said(refusal.sentence)
    status = REFUSED if page.may(step) else FORBIDDEN
    if "form" in forms:  # what was typed is kept, over what stands now
        forms["form"] = NarrativeForm({**request.POST.dict(), "version": page.work.stored.version})
    if "decision" in forms and status == REFUSED:
        forms["decision"].add_error("reason" if refusal.sentence is NEEDS_REASON else None, told)
        told = ""
    return show_year_end(request, page, status, is_confirming=is_confirming, refused=told, **forms)
