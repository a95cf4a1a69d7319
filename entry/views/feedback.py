"""Owns the pages of the half-yearly feedback: written and given by the reviewer, read and answered by the office."""

from collections.abc import Mapping

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from entry.forms import FeedbackAnswerForm, FeedbackForm
from entry.views.feedback_page import NOTE, FeedbackPage
from entry.views.year_end_page import show_year_end
from plans.actions.half_year_feedback import answer_feedback, give_feedback, write_feedback
from plans.addresses import feedback_url
from plans.display import said
from plans.queries.access import plans_read_by
from plans.queries.feedback_work import FeedbackWork
from plans.views.standing import standing_for
from workflow.half_year_feedback import FeedbackStep
from workflow.transitions import Refusal

REFUSED, FORBIDDEN = 422, 403
LONGEST_NOTE = 2000


@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The half-year with what is said of it; POST keeps what the reviewer writes."""
    page = _page_of(request, plan_id)
    form = FeedbackForm(request.POST) if request.method == "POST" else page.written
    if not form.is_bound or (page.may(FeedbackStep.WRITE) and not form.is_valid()):
        return show_year_end(request, page, REFUSED if form.is_bound else 200, form=form)
    form.full_clean()
    text, version = form.cleaned_data.get("text", ""), form.cleaned_data.get("version") or 0
    try:
        write_feedback(plan=page.plan, text=text, row_notes=_notes(request), version=version, by=page.standing.person)
    except Refusal as refusal:
        return _refused(request, plan_id, refusal, FeedbackStep.WRITE, is_written=True)
    if "go_on" in request.POST:
        return redirect("entry:give_feedback", plan_id=plan_id)
    messages.success(request, _("Saved. The office does not see it before it is given."))
    return redirect(feedback_url(page.plan))


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The feedback once more before it is given; POST gives it to the office."""
    page = _page_of(request, plan_id)
    if request.method != "POST":
        return show_year_end(request, page, is_confirming=True)
    try:
        give_feedback(plan=page.plan, by=page.standing.person, seen=request.POST.get("seen", ""))
    except Refusal as refusal:
        return _refused(request, plan_id, refusal, FeedbackStep.GIVE, is_confirming=True)
    messages.success(request, _("The feedback was given; the office is told."))
    return redirect(feedback_url(page.plan))


@require_POST
def answer(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Says that the office has read it, with an answer where it gives one."""
    page, form = _page_of(request, plan_id), FeedbackAnswerForm(request.POST)
    if page.may(FeedbackStep.ANSWER) and not form.is_valid():
        return show_year_end(request, page, answering=form, status=REFUSED)
    typed = form.cleaned_data.get("answer", "") if form.is_valid() else ""
    try:
        answer_feedback(plan=page.plan, answer=typed, by=page.standing.person)
    except Refusal as refusal:
        return _refused(request, plan_id, refusal, FeedbackStep.ANSWER)
    messages.success(request, _("Your answer was sent to the reviewers."))
    return redirect(feedback_url(page.plan))


def _notes(request: HttpRequest) -> dict[int, str]:
    """What was typed at rows, by the key of the indicator."""
    typed = ((name.removeprefix(NOTE), text) for name, text in request.POST.dict().items() if name.startswith(NOTE))
    return {int(key): str(text).replace("\r\n", "\n")[:LONGEST_NOTE] for key, text in typed if key.isdecimal()}


def _page_of(request: HttpRequest, plan_id: int, typed: Mapping[int, str] | None = None) -> FeedbackPage:
    standing = standing_for(request)
    plan = get_object_or_404(FeedbackWork.beside(plans_read_by(standing)), pk=plan_id)
    return FeedbackPage(FeedbackWork.loaded(plan), standing, typed or {})


def _refused(
    request: HttpRequest,
    plan_id: int,
    refusal: Refusal,
    step: FeedbackStep,
    *,
    is_confirming: bool = False,
    is_written: bool = False,
) -> HttpResponse:
    """What stands now, with why nothing was done; what was written is kept."""
    page = _page_of(request, plan_id, _notes(request) if is_written else None)
    typed = {**request.POST.dict(), "version": page.work.stored.version}
    forms: dict[str, Form] = {"form": FeedbackForm(typed)} if is_written else {}
    status = REFUSED if page.may(step) else FORBIDDEN
    return show_year_end(request, page, status, is_confirming=is_confirming, refused=said(refusal.sentence), **forms)
