"""Owns the page on which an administrator records that a plan was signed on paper."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from entry.forms import SignedPlanForm
from entry.views.plan_page import PlanPage
from entry.views.plan_submitting import FORBIDDEN, REFUSED, page_of
from plans.actions.plan_steps import record_signed_plan
from plans.display import said
from plans.views.standing import administrator_for
from workflow.transitions import Refusal


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What the plan says, and which paper says it was signed; recorded, it is approved. For administrators."""
    page = page_of(request, plan_id)
    administrator_for(request)
    form = SignedPlanForm(request.POST if request.method == "POST" else None)
    if not page.can_record_signed:
        return _show(request, page, form, FORBIDDEN if form.is_bound else 200)
    if not form.is_valid():
        return _show(request, page, form, REFUSED if form.is_bound else 200)
    paper, seen = form.cleaned_data, request.POST.get("seen", "")
    try:
        record_signed_plan(plan=page.plan, by=page.standing.person, seen=seen, **paper)
    except Refusal as refusal:
        form.add_error(None, said(refusal.sentence))
        return _show(request, page_of(request, plan_id), form, REFUSED)
    messages.success(request, _("Recorded: the plan is approved; its quarters can be reported on."))
    return redirect("entry:plan", plan_id=plan_id)


def _show(request: HttpRequest, page: PlanPage, form: SignedPlanForm, status: int) -> HttpResponse:
    why_not = page.why_not_recorded
    context = page.context() | {"form": form, "why_not": said(why_not) if why_not else ""}
    return render(request, "entry/plan_signed.html", context, status=status)
