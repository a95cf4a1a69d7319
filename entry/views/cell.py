"""Owns the page of one cell: its value and mark, the evidence, the talk, and everything that happened to it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from entry.forms import CommentForm, EvidenceForm
from jobs.downloads import printable
from jobs.keeping import kept_copy
from plans.actions.evidence import attach_evidence, remove_evidence, write_comment
from plans.addresses import entry_url
from plans.display import said
from plans.kinds import plan_kind
from plans.models import Evidence, QuarterCell
from plans.queries.access import cells_read_by, evidence_read_by, plans_read_by, sides_towards
from plans.queries.history import history_of
from plans.queries.quarter_contents import QuarterContents
from plans.queries.receipts import achieved_in, doubts_of, known_of
from plans.views.standing import standing_for
from uploads.file_kinds import media_type_of
from workflow.transitions import Refusal, Side, Step, may


@require_safe
def cell(request: HttpRequest, cell_id: int) -> HttpResponse:
    """One cell of the form, opened."""
    return _shown(request, get_object_or_404(cells_read_by(standing_for(request)), pk=cell_id))


def _shown(request: HttpRequest, found: QuarterCell, *, comment_form: CommentForm | None = None) -> HttpResponse:
    """The page; with a refused comment, which is kept in its field."""
    standing = standing_for(request)
    plan = plans_read_by(standing).get(pk=found.indicator.activity.area.plan_id)
    contents = QuarterContents(plan, found.quarter)
    sides = sides_towards(standing, plan.office)
    number = found.indicator.number
    context = {
        "plan": plan,
        "kind": plan_kind(plan.kind),
        "cell": found,
        "indicator": found.indicator,
        "mark": next((mark for mark in contents.scorecard.marks if mark.number == number), None),
        "doubts": [said(sentence) for sentence in doubts_of(achieved_in(found), plan, known_of(plan))],
        "evidence": found.evidence.select_related("added_by"),
        "comments": found.comments.select_related("written_by"),
        "history": history_of(found),
        "can_attach": _can_attach(contents, sides),
        "can_comment": bool(sides),
        "evidence_form": EvidenceForm(),
        "comment_form": comment_form or CommentForm(),
        "entry_url": f"{entry_url(plan, found.quarter)}#row-{found.indicator_id}",
    }
    return render(request, "entry/cell.html", context, status=422 if comment_form else 200)


def _can_attach(contents: QuarterContents, sides: frozenset[Side]) -> bool:
    return may(Step.ATTACH, sides=sides, state=contents.state) and contents.why_out_of_order(Step.ATTACH) is None


@require_POST
def attach(request: HttpRequest, cell_id: int) -> HttpResponse:
    found = get_object_or_404(cells_read_by(standing_for(request)), pk=cell_id)
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        return _refused(request, found.pk, form.errors.get("file", [_("Choose a file.")]))
    by, file = standing_for(request).person, form.cleaned_data["file"]
    return _done(request, found.pk, lambda: attach_evidence(cell=found, file=file, by=by), _("The file was attached."))


@require_POST
def remove(request: HttpRequest, evidence_id: int) -> HttpResponse:
    found = get_object_or_404(evidence_read_by(standing_for(request)), pk=evidence_id)
    by, place = standing_for(request).person, found.cell_id
    return _done(request, place, lambda: remove_evidence(evidence=found, by=by), _("The file was taken off."))


@require_POST
def comment(request: HttpRequest, cell_id: int) -> HttpResponse:
    found = get_object_or_404(cells_read_by(standing_for(request)), pk=cell_id)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, comment_form=form)
    by, text = standing_for(request).person, form.cleaned_data["text"]
    return _done(request, found.pk, lambda: write_comment(cell=found, text=text, by=by), _("The comment was added."))


@require_safe
def evidence(request: HttpRequest, evidence_id: int) -> FileResponse:
    """The file as it was brought, always as a download: nothing of others is opened under our address."""
    found: Evidence = get_object_or_404(evidence_read_by(standing_for(request)), pk=evidence_id)
    copy = kept_copy(found.file.name, found.sha256)
    kind, name = media_type_of(found.name), printable(found.name)
    return FileResponse(copy, as_attachment=True, filename=name, content_type=kind)


def _done(request: HttpRequest, cell_id: int, action: Callable[[], Any], done: str) -> HttpResponse:
    try:
        action()
    except Refusal as refusal:
        return _refused(request, cell_id, [refusal.sentence.in_language(get_language() or "bn")])
    messages.success(request, done)
    return redirect("entry:cell", cell_id=cell_id)


def _refused(request: HttpRequest, cell_id: int, sentences: Iterable[object]) -> HttpResponse:
    messages.error(request, " ".join(str(sentence) for sentence in sentences))
    return redirect("entry:cell", cell_id=cell_id)
