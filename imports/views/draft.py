"""Owns the pages on which an office brings its own document into the draft of its plan: read, looked at, filled in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cell_values.sentence import Sentence
from editor.actions import StaleDraftError, fill_draft
from editor.queries import open_plan
from imports.actions.bringing import bring_for_draft, content_of
from imports.forms import PasteForm, UploadForm
from imports.queries.draft_documents import brought_draft
from imports.views.draft_page import DraftPage
from imports.views.preview import lost, waiting
from jobs.keeping import LostFile
from plans.display import said
from plans.kinds import plan_kind
from plans.models import Plan, SourceFile
from plans.queries.plan_writing import why_not_written
from plans.views.standing import own_plan, standing_for
from sheets.refusal import Busy
from sheets.turns import OF_A_PAGE
from workflow.plan_states import BEING_WRITTEN, PLAN_NOT_NOW, PlanState
from workflow.transitions import Refusal

BROUGHT, MOST_BROUGHT = "brought_documents", 20  # in the session: what this person brought, and may look at again
DONE, FORBIDDEN, CONFLICT, REFUSED = 200, 403, 409, 422


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Takes a workbook or pasted rows, and goes on to what they would change."""
    plan = own_plan(request, plan_id)
    upload, paste = UploadForm(), PasteForm()
    if request.method != "POST" or _why_not(request, plan):
        return _start(request, plan, upload, paste, FORBIDDEN if request.method == "POST" else DONE)
    if "text" in request.POST:
        paste = PasteForm(request.POST)
    else:
        upload = UploadForm(request.POST, request.FILES)
    form = paste if paste.is_bound else upload
    if not form.is_valid():
        return _start(request, plan, upload, paste, REFUSED)
    try:
        source = bring_for_draft(*form.document, office=plan.office, by=standing_for(request).person)
    except Refusal as refusal:
        form.add_error(None, said(refusal.sentence))
        return _start(request, plan, upload, paste, REFUSED)
    request.session[BROUGHT] = [*request.session.get(BROUGHT, [])[1 - MOST_BROUGHT :], source.pk]
    return redirect("imports:draft_document", plan_id=plan.pk, source_id=source.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, plan_id: int, source_id: int) -> HttpResponse:
    """What a document would change in the draft, and every doubt at its cell; POST fills the draft."""
    plan, source = own_plan(request, plan_id), _brought(request, source_id)
    try:
        page = _page(request, plan, source)
    except LostFile:
        return lost(request, source, again=reverse("imports:draft", args=[plan.pk]))
    except Busy:
        return waiting(request, source)
    if request.method != "POST" or request.POST.get("do") != "fill":
        return _shown(request, page, source)
    return _fill(request, page, source)


def _fill(request: HttpRequest, page: DraftPage, source: SourceFile) -> HttpResponse:
    plan, tree = page.brought.opened.plan, page.brought.tree
    if tree is None or not page.can_fill:
        return _shown(request, page, source, REFUSED)
    if page.brought.needs_tick and not request.POST.get("seen"):
        return _shown(request, page, source, REFUSED, missing="tick")
    try:
        if why_not := _why_not(request, plan):
            raise Refusal(why_not)
        fill_draft(plan=plan, tree=tree, version=_version(request), by=standing_for(request).person)
    except StaleDraftError:
        return _shown(request, page, source, CONFLICT, missing="changed")
    except Refusal:
        return _shown(request, page, source, FORBIDDEN)
    messages.success(request, _("The draft was filled from the document. Look over its rows, then store the plan."))
    return redirect("entry:write_plan", plan_id=plan.pk)


def _page(request: HttpRequest, plan: Plan, source: SourceFile) -> DraftPage:
    asked = request.POST if request.method == "POST" else request.GET
    opened = open_plan(plan)
    return DraftPage(brought_draft(content_of(source), source.name, opened, asked.get("plan", ""), patience=OF_A_PAGE))


def _version(request: HttpRequest) -> int:
    """Of the draft somebody looked at; one that no page of ours sends is none."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else -1


def _brought(request: HttpRequest, source_id: int) -> SourceFile:
    """A document this person brought in this session; others are nobody's business."""
    if source_id not in request.session.get(BROUGHT, []):
        raise Http404
    return get_object_or_404(SourceFile, pk=source_id)


def _why_not(request: HttpRequest, plan: Plan) -> Sentence | None:
    """Why nothing is brought into the draft now: not theirs to write, or the plan is not being written."""
    state = PlanState(plan.state)
    why_not = why_not_written(plan, standing_for(request))
    return why_not or (None if state in BEING_WRITTEN else PLAN_NOT_NOW[state])


def _start(request: HttpRequest, plan: Plan, upload: UploadForm, paste: PasteForm, status: int) -> HttpResponse:
    form = paste if paste.is_bound else upload
    context = {"upload_form": upload, "paste_form": paste, "form": form}
    return render(request, "imports/draft.html", _common(request, plan) | context, status=status)


def _shown(
    request: HttpRequest, page: DraftPage, source: SourceFile, status: int = DONE, missing: str = ""
) -> HttpResponse:
    plan = page.brought.opened.plan
    context = {"page": page, "brought": page.brought, "source": source, "missing": missing}
    return render(request, "imports/draft_document.html", _common(request, plan) | context, status=status)


def _common(request: HttpRequest, plan: Plan) -> dict[str, Any]:
    why_not = _why_not(request, plan)
    return {"plan": plan, "kind": plan_kind(plan.kind), "why_not": said(why_not)}
