"""Owns the page that undoes an import, after showing what that takes away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from imports.actions.undoing import undo_import
from imports.queries.undoing import why_not_undone, with_obstacles
from imports.views.administrators import administrators_only
from plans.kinds import plan_kind
from plans.models import Event, PlanImport
from plans.views.standing import standing_for
from workflow.transitions import Refusal


@require_http_methods(["GET", "HEAD", "POST"])
@administrators_only
def undo(request: HttpRequest, import_id: int) -> HttpResponse:
    """Asks whether an import is to be undone, and undoes it."""
    imports = PlanImport.objects.select_related("office", "year", "source", "imported_by")
    found = get_object_or_404(with_obstacles(imports), pk=import_id)
    if request.method != "POST":
        return render(request, "imports/undo.html", _context(found))
    try:
        undo_import(plan_import=found, by=standing_for(request).person)
    except Refusal as refusal:
        messages.error(request, refusal.sentence.in_language(get_language() or "bn"))
        return redirect("imports:undo", import_id=found.pk)
    messages.success(request, _("The import was undone. The document and its history are kept."))
    return redirect("imports:upload")


def _context(found: PlanImport) -> dict[str, object]:
    told = Event.objects.filter(plan_id=found.plan_id or 0, sequence=found.sequence).first()
    changes = len(told.after or []) if told and told.verb == "import_changes" else 0
    return {
        "found": found,
        "kind": plan_kind(found.kind),
        "why_not": why_not_undone(found),
        "changes": changes,
    }
