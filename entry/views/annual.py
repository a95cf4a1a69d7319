"""Owns the pages of the annual report: read, written and handed in by the office, decided by its reviewer."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from entry.forms import AnnualDecisionForm, NarrativeForm
from entry.views.annual_page import AnnualPage
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
from plans.queries.annual_work import AnnualWork, with_annual_report
from plans.views.standing import standing_for
from workflow.annual_reports import AnnualStep
from workflow.transitions import Refusal

REFUSED, FORBIDDEN = 422, 403


@require_http_methods(["GET", "HEAD", "POST"])
def annual(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The year as its quarters tell it, with the narrative; POST keeps what the office writes of it."""
    page = _page_of(request, plan_id)
    form = NarrativeForm(request.POST) if request.method == "POST" else _written(page)
    if not form.is_bound or (page.can_write and not form.is_valid()):
        return _show(request, page, form, REFUSED if form.is_bound else 200)
    form.full_clean()
    parts = {name: form.cleaned_data.get(name, "") for name in PARTS}
    version = form.cleaned_data.get("version") or 0
    try:
        write_annual_report(plan=page.plan, parts=parts, version=version, by=page.standing.person)
    except Refusal as refusal:
        return _refused(request, plan_id, refusal, AnnualStep.WRITE, form)
    if "go_on" in request.POST:
        return redirect("entry:submit_annual", plan_id=plan_id)
    messages.success(request, _("Saved."))
    return redirect(annual_url(page.plan))


@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The whole report once more before it is handed in; POST hands it in, and leads to its receipt."""
    page = _page_of(request, plan_id)
    if request.method != "POST":
        return _show(request, page, is_confirming=True)
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
        return _show(request, page, decision=form, status=REFUSED if page.may(AnnualStep.RETURN) else FORBIDDEN)
    answer = form.cleaned_data["answer"]
    try:
        DECIDE[answer](page, form)
    except Refusal as refusal:
        return _refused(request, plan_id, refusal, AnnualStep(answer), decision=form)
    messages.success(request, DONE[answer]())
    return redirect(annual_url(page.plan))


def _accept(page: AnnualPage, form: AnnualDecisionForm) -> object:
    return accept_annual_report(plan=page.plan, by=page.standing.person, seen=form.cleaned_data["seen"])


def _return(page: AnnualPage, form: AnnualDecisionForm) -> object:
    typed = form.cleaned_data
    return return_annual_report(plan=page.plan, reason=typed["reason"], by=page.standing.person, seen=typed["seen"])


def _reopen(page: AnnualPage, form: AnnualDecisionForm) -> object:
    return reopen_annual_report(plan=page.plan, reason=form.cleaned_data["reason"], by=page.standing.person)


DECIDE: dict[str, Callable[[AnnualPage, AnnualDecisionForm], object]] = {
    "accept": _accept,
    "return": _return,
    "reopen": _reopen,
}
DONE: dict[str, Callable[[], str]] = {
    "accept": lambda: _("The annual report was accepted."),
    "return": lambda: _("The annual report went back to the office."),
    "reopen": lambda: _("The acceptance was taken back; the annual report waits for you again."),
}


def _page_of(request: HttpRequest, plan_id: int) -> AnnualPage:
    standing = standing_for(request)
    plan = get_object_or_404(with_annual_report(plans_read_by(standing)), pk=plan_id)
    return AnnualPage(AnnualWork.loaded(plan), standing)


def _written(page: AnnualPage) -> NarrativeForm:
    return NarrativeForm(initial={**page.work.words, "version": page.work.report.version})


def _refused(
    request: HttpRequest,
    plan_id: int,
    refusal: Refusal,
    step: AnnualStep,
    form: NarrativeForm | None = None,
    *,
    decision: AnnualDecisionForm | None = None,
    is_confirming: bool = False,
) -> HttpResponse:
    """The page as it stands, with the reason and with what was typed."""
    page = _page_of(request, plan_id)
    status = REFUSED if page.may(step) else FORBIDDEN
    if form is not None:  # what was typed is kept, over what stands now
        form = NarrativeForm({**request.POST.dict(), "version": page.work.report.version})
    if decision is not None and status == REFUSED:
        decision.add_error("reason" if refusal.sentence is NEEDS_REASON else None, said(refusal.sentence))
    told = "" if decision is not None and status == REFUSED else said(refusal.sentence)
    return _show(request, page, form, status, decision=decision, is_confirming=is_confirming, refused=told)


def _show(
    request: HttpRequest,
    page: AnnualPage,
    form: NarrativeForm | None = None,
    status: int = 200,
    *,
    decision: AnnualDecisionForm | None = None,
    is_confirming: bool = False,
    refused: str = "",
) -> HttpResponse:
    forms = {"form": form or _written(page), "decision": decision or AnnualDecisionForm()}
    context = page.context() | forms | {"is_confirming": is_confirming, "refused": refused}
    return render(request, "entry/annual.html", context, status=status)
