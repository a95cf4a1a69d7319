"""Owns the quarter's entry page and the saving of one cell, with and without JavaScript."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, override
from django.views.decorators.http import require_POST, require_safe

from cell_values.sentence import Sentence
from entry.forms import CellForm
from entry.views.entry_page import EntryPage
from entry.views.entry_parts import Conflict
from entry.views.typed import typed_for
from plans.actions.achievements import Recorded, StaleVersionError, UnreadableError
from plans.actions.entering import Entered, enter_achievement, leave_stored, refuse_text
from plans.addresses import entry_url
from plans.models import Plan, QuarterCell
from plans.queries.access import cells_read_by, plans_read_by
from plans.queries.quarter_contents import QuarterContents
from plans.views.standing import standing_for

DONE, CONFLICT, REFUSED, FORBIDDEN = 200, 409, 422, 403
Happened = tuple[dict[str, Any], int]  # what overlays the cell, and the status of the answer


@require_safe
def entry(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    """The official form of a plan with one quarter to fill."""
    standing = standing_for(request)
    plan = get_object_or_404(plans_read_by(standing), pk=plan_id)
    page = EntryPage(QuarterContents(plan, quarter), standing)
    if page.can_review:
        page.typed = typed_for(request, page.report.pk)
    return render(request, "entry/entry.html", page.context())


@require_POST
def record(request: HttpRequest, cell_id: int) -> HttpResponse:
    """Saves one cell; the answer is the cell with its row and totals, or the page for who has no JavaScript."""
    form = CellForm(request.POST)
    try:
        entered = _enter(request, form, cell_id)
    except Plan.DoesNotExist as unknown:
        raise Http404 from unknown
    happened, status = _happened(form, entered)
    cell = entered.held.cell
    page = EntryPage(entered.held, standing_for(request), happened={cell_id: happened})
    if request.htmx or status == DONE:  # type: ignore[attr-defined]
        page.row_alone = cell.indicator_id
    return _answer(request, page, cell, status)


def _enter(request: HttpRequest, form: CellForm, cell_id: int) -> Entered:
    """What became of the text, or of the one before it."""
    standing = standing_for(request)
    place: dict[str, Any] = {"cell_id": cell_id, "by": standing, "among": plans_read_by(standing)}
    if form.is_valid() and form.cleaned_data["keep"] == "theirs":
        return leave_stored(**place)
    if form.is_valid():
        return enter_achievement(value=form.cleaned_data["text"], version=form.cleaned_data["version"], **place)
    if set(form.errors) == {"text"}:
        return refuse_text(text=form.data["text"], why=_both(form), **place)
    get_object_or_404(cells_read_by(standing), pk=cell_id)
    raise BadRequest  # no page of ours sends it


def _happened(form: CellForm, entered: Entered) -> Happened:
    """What happened to the cell beyond being stored."""
    why_not, text = entered.why_not, form.data["text"] if form.errors else form.cleaned_data["text"]
    if entered.recorded:
        return {"notes": _notes(entered.recorded)}, DONE
    if isinstance(why_not, StaleVersionError):
        return {"text": text, "conflict": _conflict(why_not.cell), "saved_at": None}, CONFLICT
    if isinstance(why_not, UnreadableError):
        return _problem(text, _said(doubt.sentence for doubt in why_not.reading.doubts)), REFUSED
    if why_not:
        return _problem(text, _said([why_not.sentence])) | {"is_kept": entered.kept is not None}, FORBIDDEN
    if form.errors:
        return _problem(text, " ".join(map(str, form.errors["text"]))), REFUSED
    return {}, DONE


def _both(form: CellForm) -> Sentence:
    """What the form says of the text, in both languages."""
    said = {}
    for language in ("bn", "en"):
        with override(language):
            said[language] = " ".join(map(str, form.errors["text"]))
    return Sentence(**said)


def _said(sentences: Iterable[Sentence]) -> str:
    return " ".join(sentence.in_language(_language()) for sentence in sentences)


def _problem(text: str, said: str) -> dict[str, Any]:
    return {"text": text, "problem": said, "saved_at": None}


def _conflict(cell: QuarterCell) -> Conflict:
    return Conflict(cell.achievement.text, str(cell.entered_by or ""), cell.entered_at)


def _notes(recorded: Recorded) -> tuple[str, ...]:
    return tuple(doubt.sentence.in_language(_language()) for doubt in recorded.reading.doubts)


def _answer(request: HttpRequest, page: EntryPage, cell: QuarterCell, status: int) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "entry/entry_saved.html", page.part(cell.indicator_id), status=status)
    if status == DONE:
        for note in page.row(cell.indicator_id).cell.notes:
            messages.warning(request, note)
        return redirect(f"{entry_url(page.plan, page.quarter)}#cell-{cell.pk}")
    return render(request, "entry/entry.html", page.context(), status=status)


def _language() -> str:
    return get_language() or "bn"
