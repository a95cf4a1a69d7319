"""Owns the quarter's entry page and the saving of one cell, with and without JavaScript."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from plans.actions.achievements import Recorded, StaleVersionError, UnreadableError, record_achievement
from plans.forms import CellForm
from plans.models import QuarterCell
from plans.queries.access import cells_read_by, plans_read_by
from plans.views.entry_page import Conflict, EntryPage, entry_url
from plans.views.standing import standing_for
from plans.workflow import Refusal

CONFLICT, REFUSED, FORBIDDEN = 409, 422, 403


@require_GET
def entry(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    """The official form of a plan with one quarter to fill."""
    standing = standing_for(request)
    plan = get_object_or_404(plans_read_by(standing), pk=plan_id)
    return render(request, "plans/entry.html", EntryPage(plan, quarter, standing).context())


@require_POST
def record(request: HttpRequest, cell_id: int) -> HttpResponse:
    """Saves one cell; the answer is the cell with its row and totals, or the page for who has no JavaScript."""
    standing = standing_for(request)
    cell = get_object_or_404(cells_read_by(standing), pk=cell_id)
    form = CellForm(request.POST)
    if not form.is_valid():
        raise Http404
    happened, status = _record(cell, form.cleaned_data, request)
    plan = plans_read_by(standing).get(pk=cell.indicator.activity.area.plan_id)
    page = EntryPage(plan, cell.quarter, standing)
    if happened:
        row = page.row(cell.indicator_id)
        overlaid = row.cell.__class__(**vars(row.cell) | happened)
        page = EntryPage(plan, cell.quarter, standing, overrides={cell.pk: overlaid})
    return _answer(request, page, cell, status)


def _record(cell: QuarterCell, data: dict[str, Any], request: HttpRequest) -> tuple[dict[str, Any], int]:
    """What happened to the cell beyond being stored, and the status of the answer."""
    if data["keep"] == "theirs":
        return {}, 200
    text = data["text"]
    try:
        recorded = record_achievement(cell=cell, value=text, version=data["version"], by=standing_for(request).person)
    except StaleVersionError as stale:
        return {"text": text, "conflict": _conflict(stale.cell), "saved_at": None}, CONFLICT
    except UnreadableError as unreadable:
        sentences = [doubt.sentence.in_language(_language()) for doubt in unreadable.reading.doubts]
        return {"text": text, "problem": " ".join(sentences), "saved_at": None}, REFUSED
    except Refusal as refusal:
        return {"text": text, "problem": refusal.sentence.in_language(_language()), "saved_at": None}, FORBIDDEN
    return {"notes": _notes(recorded)}, 200


def _conflict(cell: QuarterCell) -> Conflict:
    return Conflict(cell.achievement.text, str(cell.entered_by or ""), cell.entered_at)


def _notes(recorded: Recorded) -> tuple[str, ...]:
    return tuple(doubt.sentence.in_language(_language()) for doubt in recorded.reading.doubts)


def _answer(request: HttpRequest, page: EntryPage, cell: QuarterCell, status: int) -> HttpResponse:
    context = page.context()
    if request.htmx:  # type: ignore[attr-defined]
        row = page.row(cell.indicator_id)
        return render(request, "plans/entry_saved.html", context | {"row": row, "cell": row.cell}, status=status)
    if status == 200:
        return redirect(f"{entry_url(page.plan, page.quarter)}#cell-{cell.pk}")
    return render(request, "plans/entry.html", context, status=status)


def _language() -> str:
    return get_language() or "bn"
