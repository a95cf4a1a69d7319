"""Owns the preview of a document: what was understood beside what is stored, and storing exactly that."""

from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from imports.actions.bringing import PlanChangedError, confirm, content_of
from imports.actions.comparing import ImportComparison
from imports.views.administrators import administrators_only
from imports.views.page import PreviewPage
from jobs.downloads import printable
from jobs.keeping import LostFile
from plan_tree.problems import Problem
from plans.addresses import entry_url
from plans.models import SourceFile
from plans.views.standing import standing_for
from sheets.annotated.marking import annotate
from sheets.refusal import Busy, Refused
from sheets.turns import OF_A_PAGE

STORE = "store"
ASKS_AGAIN = 3  # seconds until a document that waits for its turn is asked for again


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def preview(request: HttpRequest, source_id: int) -> HttpResponse:
    """Shows what storing a document would change; stores it when that is confirmed."""
    source = get_object_or_404(SourceFile, pk=source_id)
    try:
        page = PreviewPage(source, content_of(source), request.POST or None)
    except LostFile:
        return lost(request, source)
    except Busy:
        return waiting(request, source)
    if request.POST.get("step") != STORE:
        return _shown(request, page, missing="late" if page.has_late_errors else "")
    if missing := _missing(page):
        return _shown(request, page, status=422, missing=missing)
    try:
        outcomes = confirm(
            page.readings, source=source, by=standing_for(request).person, seen=request.POST.get("shown", "")
        )
    except PlanChangedError:
        return _shown(request, page, status=409, missing="changed")
    refused = [problem for outcome in outcomes if not outcome.stored for problem in outcome.problems]
    return _shown(request, page, status=422, refused=refused) if refused else _go_on(request, outcomes)


@require_safe
@administrators_only
def annotated(request: HttpRequest, source_id: int) -> HttpResponse | FileResponse:
    """The document with every problem marked in its cell, as a workbook."""
    source = get_object_or_404(SourceFile, pk=source_id)
    try:
        content = content_of(source)
    except LostFile:
        return lost(request, source)
    try:
        page = PreviewPage(source, content, None)
        if not page.is_markable:
            raise Http404
        marked = annotate(content, source.name, page.problems, patience=OF_A_PAGE)
    except Busy:
        return waiting(request, source)
    except Refused as refused:
        messages.error(request, refused.problem.sentence.in_language(get_language() or "bn"))
        return redirect("imports:preview", source_id=source.pk)
    name = "{} - {}.xlsx".format(PurePath(source.name).stem, _("problems"))
    return FileResponse(BytesIO(marked), as_attachment=True, filename=printable(name))


def lost(request: HttpRequest, source: SourceFile, again: str = "") -> HttpResponse:
    """That a kept document is gone, and where it is brought again."""
    context = {"source": source, "again": again or reverse("imports:upload")}
    return render(request, "imports/lost.html", context, status=410)


def waiting(request: HttpRequest, source: SourceFile) -> HttpResponse:
    """That the document waits for its turn: the page asks again by itself, what was answered stands in its form."""
    answers = [(name, said) for name, said in request.POST.items() if name != "csrfmiddlewaretoken"]
    response = render(request, "imports/waiting.html", {"source": source, "answers": answers}, status=503)
    response["Retry-After"] = str(ASKS_AGAIN)
    if request.method == "GET":
        response["Refresh"] = str(ASKS_AGAIN)
    return response


def _missing(page: PreviewPage) -> str:
    """What keeps a confirmed preview from being stored, by one word; "" when nothing does."""
    if not page.plans or page.counts["error"]:
        return "errors"
    if page.is_unanswered:
        return "answers"
    if page.has_late_errors:
        return "late"
    return "" if page.is_seen() else "tick"


def _shown(
    request: HttpRequest,
    page: PreviewPage,
    *,
    status: int = 200,
    missing: str = "",
    refused: list[Problem] | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {"page": page, "source": page.source, "missing": missing, "refused": refused or []}
    return render(request, "imports/preview.html", context, status=status)


def _go_on(request: HttpRequest, outcomes: tuple[ImportComparison, ...]) -> HttpResponse:
    stored = [outcome.stored for outcome in outcomes if outcome.stored]
    created, changed = any(each.created for each in stored), any(each.changes and not each.created for each in stored)
    if created:
        messages.success(request, _("The plan was imported. It can be undone on the page of imports."))
    if changed:
        messages.success(request, _("The plan was updated from the document. It can be undone on the page of imports."))
    if not created and not changed:
        messages.info(request, _("The document says nothing new; nothing was changed."))
    return redirect("imports:upload") if len(stored) > 1 else redirect(entry_url(stored[0].plan, 1))
