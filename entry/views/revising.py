"""Owns the pages of revised targets: an office asks row by row with a reason, a reviewer grants or refuses."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cell_values.reading import read_value
from entry.forms import AnswerForm, RevisionForm
from entry.views.revisions_page import AnswerTyped, RevisionsPage
from plan_tree.tree import IndicatorNode
from plans.actions.reporting import NEEDS_REASON
from plans.actions.revising import ask_for_revision, decide_on_revision, withdraw_revision
from plans.display import said
from plans.models import Indicator, TargetRevision
from plans.queries.access import plans_read_by
from plans.queries.revising import doubts_of_targets
from plans.views.standing import plan_read, standing_for
from workflow.revising import ALREADY_ASKED
from workflow.transitions import Refusal

REFUSED, FORBIDDEN = 422, 403


@require_safe
def revisions(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What was asked for and decided, and the rows that can be asked about."""
    return render(request, "entry/revisions.html", _page(request, plan_id).context())


@require_http_methods(["GET", "HEAD", "POST"])
def revise(request: HttpRequest, indicator_id: int) -> HttpResponse:
    """The targets of a row to be written anew; POST asks for them, once doubts were looked at."""
    plans = plans_read_by(standing_for(request)).values("pk")
    rows = Indicator.objects.filter(activity__area__plan__in=plans).select_related("activity__area")
    row = get_object_or_404(rows, pk=indicator_id)
    page = _page(request, row.activity.area.plan_id)
    node = next(each for each in page.tree.indicators if each.key == row.pk)
    if page.why_not is not None:
        status = FORBIDDEN if request.method == "POST" else 200
        return _show_form(request, page, node, None, why_not=said(page.why_not), status=status)
    if any(each.row.indicator_id == row.pk for each in page.waiting):
        status = REFUSED if request.method == "POST" else 200
        return _show_form(request, page, node, None, why_not=said(ALREADY_ASKED), status=status)
    if request.method != "POST":
        return _show_form(request, page, node, _form(page, node))
    return _ask(request, page, row, node)


def _ask(request: HttpRequest, page: RevisionsPage, row: Indicator, node: IndicatorNode) -> HttpResponse:
    form = _form(page, node, request.POST)
    if not form.is_valid():
        return _show_form(request, page, node, form, status=REFUSED)
    doubts = _doubts(page, node, form)
    if doubts and not form.cleaned_data["sure"]:
        return _show_form(request, page, node, form, doubts=doubts, status=REFUSED)
    reason, by = form.cleaned_data["reason"], standing_for(request).person
    try:
        ask_for_revision(indicator=row, texts=form.texts, reason=reason, by=by)
    except Refusal as refusal:
        return _show_form(request, page, node, form, why_not=said(refusal.sentence), doubts=doubts, status=REFUSED)
    messages.success(request, _("The request was sent; the office above decides."))
    return redirect("entry:revisions", plan_id=page.plan.pk)


def _doubts(page: RevisionsPage, node: IndicatorNode, form: RevisionForm) -> list[str]:
    """What the targets that differ leave in doubt."""
    year, places = page.tree.start_year, page.places_of(node, form.texts)
    read = {place: read_value(text, node.unit, start_year=year).value for place, text in form.texts.items()}
    asked = {place: value for place, value in read.items() if not value.means(places[place].old)}
    return [said(sentence) for sentence in doubts_of_targets(page.tree, node, asked)]


def _form(page: RevisionsPage, node: IndicatorNode, data: Any = None) -> RevisionForm:
    targets = {place: (each.name, each.old) for place, each in page.places_of(node, data or ()).items()}
    return RevisionForm(data, targets=targets, unit=node.unit, year=page.tree.start_year)


def _show_form(
    request: HttpRequest,
    page: RevisionsPage,
    node: IndicatorNode,
    form: RevisionForm | None,
    *,
    why_not: str = "",
    doubts: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    activity, _row = page.tree.by_number[node.number]
    shown = {"row": node, "activity": activity, "form": form, "why_not": why_not, "doubts": doubts or []}
    return render(request, "entry/revise.html", page.context() | shown, status=status)


@require_POST
def decide(request: HttpRequest, revision_id: int) -> HttpResponse:
    """Grants or refuses what was asked for; not taken, what was typed stays with the sentence."""
    revision = _readable(request, revision_id)
    page, form = _page(request, revision.indicator.activity.area.plan_id), AnswerForm(request.POST)
    if page.can_review and not form.is_valid():
        return _again(request, page, revision, said(NEEDS_REASON), REFUSED)
    given = form.cleaned_data if form.is_valid() else {"answer": "", "reason": ""}
    by, granted = standing_for(request).person, given["answer"] == "grant"
    try:
        decide_on_revision(revision=revision, granted=granted, reason=given["reason"], by=by)
    except Refusal as refusal:
        return _again(request, page, revision, said(refusal.sentence), FORBIDDEN)
    done = _("The revised target was granted.") if granted else _("The request was refused.")
    messages.success(request, done)
    return redirect("entry:revisions", plan_id=page.plan.pk)


@require_POST
def withdraw(request: HttpRequest, revision_id: int) -> HttpResponse:
    """Takes back what one asked for oneself."""
    revision, by = _readable(request, revision_id), standing_for(request).person
    plan_id = revision.indicator.activity.area.plan_id
    try:
        withdraw_revision(revision=revision, by=by)
    except Refusal as refusal:
        return _again(request, _page(request, plan_id), revision, said(refusal.sentence), FORBIDDEN)
    messages.success(request, _("The request was withdrawn; the target stays as it is."))
    return redirect("entry:revisions", plan_id=plan_id)


def _readable(request: HttpRequest, revision_id: int) -> TargetRevision:
    """A request about a plan that the person may read; 404 for others."""
    plans = plans_read_by(standing_for(request)).values("pk")
    asked = TargetRevision.objects.filter(indicator__activity__area__plan__in=plans)
    return get_object_or_404(asked.select_related("indicator__activity__area"), pk=revision_id)


def _again(
    request: HttpRequest, page: RevisionsPage, revision: TargetRevision, sentence: str, status: int
) -> HttpResponse:
    typed = AnswerTyped(revision.pk, request.POST.get("reason", ""), sentence)
    shown = RevisionsPage(page.plan, page.standing, answer=typed)
    return render(request, "entry/revisions.html", shown.context(), status=status)


def _page(request: HttpRequest, plan_id: int) -> RevisionsPage:
    standing = standing_for(request)
    return RevisionsPage(plan_read(request, plan_id), standing)
