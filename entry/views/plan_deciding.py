"""Owns a reviewer's decisions on a plan itself: a word on each row, then returned with the questions, or approved."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cell_values.number_words import in_words
from entry.forms import AgreeForm, ReturnPlanForm
from entry.views.plan_page import PlanPage, PlanRow
from entry.views.plan_submitting import page_of
from entry.views.row_states import unasked, undecided, words_on_rows
from plans.actions.plan_steps import approve_plan, return_plan
from plans.actions.row_reviews import review_plan_rows
from plans.display import digits, said
from workflow.transitions import Refusal

REFUSED, FORBIDDEN = 422, 403
THEN = {"return": "entry:return_plan", "approve": "entry:approve_plan"}


@require_POST
def review(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Keeps what is said of all rows at once and goes on to the decision that was chosen; refused, all typed stays."""
    page = page_of(request, plan_id)
    words = words_on_rows(request.POST, page.tree, PlanRow.why_name)
    if page.can_review and (errors := unasked(words) | undecided(request.POST, page.tree, PlanRow.why_name)):
        return _again(request, page, errors)
    try:
        review_plan_rows(plan=page.plan, words=words, by=page.standing.person)
    except Refusal as refusal:
        return _again(request, page, {}, refusal)
    then = THEN.get(request.POST.get("then", ""))
    if then is None:
        messages.success(request, _("Kept. The office reads it once you return the plan."))
    return redirect(then or "entry:plan", plan_id=plan_id)


@require_http_methods(["GET", "HEAD", "POST"])
def return_(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The questions that go back with the plan, and a word on the whole; confirmed, it is returned."""
    page, form = page_of(request, plan_id), ReturnPlanForm(request.POST or None)
    if request.method != "POST" or (page.can_review and not form.is_valid()):
        return _show(request, "entry/plan_return.html", page, form, REFUSED if form.errors else 200)
    reason = form.cleaned_data.get("reason", "") if form.is_valid() else ""
    done = _("The plan was returned to the office.")
    return _decide(request, page, "entry/plan_return.html", form, done, return_plan, reason=reason)


@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What becomes final, and what was not looked at or is in doubt; confirmed, the plan is approved."""
    page = page_of(request, plan_id)
    form = AgreeForm(request.POST if request.method == "POST" else None, agreed=_agreed(page))
    if request.method != "POST" or (page.can_review and not form.is_valid()):
        return _show(request, "entry/plan_approve.html", page, form, REFUSED if form.errors else 200)
    done = _("The plan was approved; its quarters can be reported on.")
    return _decide(request, page, "entry/plan_approve.html", form, done, approve_plan)


def _agreed(page: PlanPage) -> str:
    """What somebody who approves puts their name to."""
    facts = {"rows": digits(len(page.rows)), "office": page.plan.office, "words": said(in_words(page.weighs))}
    return _("I have looked at the %(rows)s rows of %(office)s and approve the plan of %(words)s marks.") % facts


def _decide(
    request: HttpRequest, page: PlanPage, template: str, form: Form, done: str, step: Callable[..., object], **more: str
) -> HttpResponse:
    try:
        step(plan=page.plan, by=page.standing.person, seen=request.POST.get("seen", ""), **more)
    except Refusal as refusal:
        shown = PlanPage(page_of(request, page.plan.pk).plan, page.standing, refusal=refusal.sentence)
        return _show(request, template, shown, form, REFUSED if shown.can_review else FORBIDDEN)
    messages.success(request, done)
    return redirect("entry:plan", plan_id=page.plan.pk)


def _show(request: HttpRequest, template: str, page: PlanPage, form: Form, status: int = 200) -> HttpResponse:
    return render(request, template, page.context() | {"form": form}, status=status)


def _again(
    request: HttpRequest, page: PlanPage, errors: dict[int, str], refusal: Refusal | None = None
) -> HttpResponse:
    """The page with everything that was typed."""
    typed = {name: text for name, text in request.POST.items() if isinstance(text, str)}
    why = refusal.sentence if refusal else None
    shown = PlanPage(page_of(request, page.plan.pk).plan, page.standing, typed=typed, errors=errors, refusal=why)
    return render(request, "entry/plan.html", shown.context(), status=REFUSED if shown.can_review else FORBIDDEN)
