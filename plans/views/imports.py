"""Owns the administrators' import: upload, preview with every problem on its cell, confirm."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import user_passes_test
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plans.actions.documents import Outcome, Reading, bring_in, keep_source, read_plans
from plans.forms import ConfirmForm, UploadForm
from plans.models import SourceFile
from plans.problems import Severity
from plans.views.entry_page import entry_url
from plans.views.standing import standing_for


def administrators_only(user: Any) -> bool:
    """Only administrators import; anybody else is refused, not sent to log in again."""
    if not user.is_staff:
        raise PermissionDenied
    return True


@user_passes_test(administrators_only)
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Takes a workbook and goes on to its preview."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        source = keep_source(file.read(), file.name, by=standing_for(request).person)
        return redirect("plans:import_preview", source_id=source.pk)
    recent = SourceFile.objects.select_related("brought_by").prefetch_related("imports__plan__office")[:10]
    status = 422 if form.is_bound else 200
    return render(request, "plans/import_upload.html", {"form": form, "recent": recent}, status=status)


@user_passes_test(administrators_only)
@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, source_id: int) -> HttpResponse:
    """Shows what was understood, cell by cell; stores it when confirmed."""
    source = get_object_or_404(SourceFile, pk=source_id)
    form = ConfirmForm(request.POST or request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {}
    with source.file.open("rb") as file:
        content = file.read()
    readings = read_plans(content, source.name, office=chosen.get("office", ""), year=chosen.get("year", ""))
    outcomes = tuple(Outcome(reading, None, reading.problems) for reading in readings)
    if request.method == "POST" and _is_confirmed(readings, chosen):
        outcomes = bring_in(readings, source=source, by=standing_for(request).person)
        if all(outcome.stored for outcome in outcomes):
            return _go_to_plan(request, outcomes)
    return render(
        request, "plans/import_preview.html", _context(source, outcomes, form, request), status=_status(request)
    )


def _is_confirmed(readings: tuple[Reading, ...], chosen: dict[str, Any]) -> bool:
    """Warnings need a tick; errors cannot be ticked away."""
    warned = any(problem.severity is Severity.WARNING for reading in readings for problem in reading.problems)
    return all(reading.is_storable for reading in readings) and (chosen.get("seen", False) or not warned)


def _go_to_plan(request: HttpRequest, outcomes: tuple[Outcome, ...]) -> HttpResponse:
    stored = [outcome.stored for outcome in outcomes if outcome.stored]
    if any(each.created for each in stored):
        messages.success(request, _("The plan was imported."))
    elif any(each.changes for each in stored):
        messages.success(request, _("The plan was updated from the document."))
    else:
        messages.info(request, _("The document says nothing new; nothing was changed."))
    return redirect(entry_url(stored[0].plan, 1))


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200


def _context(
    source: SourceFile, outcomes: tuple[Outcome, ...], form: ConfirmForm, request: HttpRequest
) -> dict[str, Any]:
    problems = [problem for outcome in outcomes for problem in outcome.problems]
    counts = {severity.value: sum(p.severity is severity for p in problems) for severity in Severity}
    return {
        "source": source,
        "outcomes": outcomes,
        "form": form,
        "counts": counts,
        "can_confirm": all(outcome.reading.is_storable for outcome in outcomes),
        "needs_tick": counts["warning"] > 0,
        "tick_missing": request.method == "POST" and counts["error"] == 0,
    }
