"""Owns the pages of a plan itself, and how it is handed in: by its office, or recorded as signed on paper."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from entry.forms import AgreeForm, SignedPlanForm
from entry.views.plan_page import PlanPage
from plans.actions.plan_steps import record_signed_plan, submit_plan
from plans.display import said
from plans.queries.access import plans_read_by
from plans.views.standing import administrator_for, standing_for
from workflow.transitions import Refusal

REFUSED, FORBIDDEN = 422, 403


@require_safe
def plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The rows, what was said of them and what is to be done next, by who looks."""
    return render(request, "entry/plan.html", page_of(request, plan_id).context())


@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What is in doubt and what was asked, once more; POST hands the plan in. Doubts are ticked, never an obstacle."""
    page = page_of(request, plan_id)
    if request.method != "POST":
        return _show(request, page, _agreement(page))
    form = _agreement(page, request)
    if page.can_submit and not form.is_valid():
        return _show(request, page, form, REFUSED)
    try:
        submit_plan(plan=page.plan, by=page.standing.person, seen=request.POST.get("seen", ""))
    except Refusal as refusal:
        shown = PlanPage(page_of(request, plan_id).plan, page.standing, refusal=refusal.sentence)
        return _show(request, shown, _agreement(shown), REFUSED if shown.can_submit else FORBIDDEN)
    messages.success(request, _("The plan was submitted; the office above decides."))
    return redirect("entry:plan", plan_id=plan_id)


def page_of(request: HttpRequest, plan_id: int) -> PlanPage:
    standing = standing_for(request)
    return PlanPage(get_object_or_404(plans_read_by(standing).select_related("template"), pk=plan_id), standing)


def _agreement(page: PlanPage, request: HttpRequest | None = None) -> AgreeForm:
    """A tick where something is in doubt."""
    agreed = _("I have looked at what is in doubt: it is meant as written.") if page.problems else ""
    return AgreeForm(request.POST if request else None, agreed=agreed)


def _show(request: HttpRequest, page: PlanPage, form: AgreeForm, status: int = 200) -> HttpResponse:
    why_not = "" if page.can_submit else said(page.why_not_submitted)
    return render(request, "entry/plan_submit.html", page.context() | {"form": form, "why_not": why_not}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What the plan says, and which paper says it was signed; recorded, it is approved. For administrators."""
    page = page_of(request, plan_id)
    administrator_for(request)
    form = SignedPlanForm(request.POST if request.method == "POST" else None)
    if not page.can_record_signed:
        return _show_signed(request, page, form, FORBIDDEN if form.is_bound else 200)
    if not form.is_valid():
        return _show_signed(request, page, form, REFUSED if form.is_bound else 200)
    paper, seen = form.cleaned_data, request.POST.get("seen", "")
    try:
        record_signed_plan(plan=page.plan, by=page.standing.person, seen=seen, **paper)
    except Refusal as refusal:
        form.add_error(None, said(refusal.sentence))
        return _show_signed(request, page_of(request, plan_id), form, REFUSED)
    messages.success(request, _("Recorded: the plan is approved; its quarters can be reported on."))
    return redirect("entry:plan", plan_id=plan_id)


def _show_signed(request: HttpRequest, page: PlanPage, form: SignedPlanForm, status: int) -> HttpResponse:
    context = page.context() | {"form": form, "why_not": said(page.why_not_recorded)}
    return render(request, "entry/plan_signed.html", context, status=status)
