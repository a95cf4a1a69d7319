"""Owns the quarter's entry page and the saving of one cell, with and without JavaScript."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, override
from django.views.decorators.http import require_POST, require_safe

from cell_values.sentence import Sentence
from entry.forms import CellForm
from entry.views.entry_page import EntryPage
from entry.views.entry_parts import Conflict
from entry.views.typed import typed_for
from offices.models import Person
from plans.actions.achievements import Recorded, StaleVersionError, UnreadableError
from plans.actions.refused import discard_refused, enter_achievement, keep_refused
from plans.addresses import entry_url
from plans.models import QuarterCell
from plans.queries.access import cells_read_by, plans_read_by
from plans.queries.refused import refused_of
from plans.views.standing import standing_for
from workflow.transitions import Refusal

CONFLICT, REFUSED, FORBIDDEN = 409, 422, 403


@require_safe
def entry(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    """The official form of a plan with one quarter to fill."""
    standing = standing_for(request)
    plan = get_object_or_404(plans_read_by(standing), pk=plan_id)
    page = EntryPage(plan, quarter, standing)
    if page.can_review:
        page.typed = typed_for(request, page.report.pk)
    return render(request, "entry/entry.html", page.context())


@require_POST
def record(request: HttpRequest, cell_id: int) -> HttpResponse:
    """Saves one cell; the answer is the cell with its row and totals, or the page for who has no JavaScript."""
    standing = standing_for(request)
    cell = get_object_or_404(cells_read_by(standing), pk=cell_id)
    happened, status = _record(cell, request)
    plan = plans_read_by(standing).get(pk=cell.indicator.activity.area.plan_id)
    page = EntryPage(plan, cell.quarter, standing, happened={cell.pk: happened})
    return _answer(request, page, cell, status)


def _record(cell: QuarterCell, request: HttpRequest) -> tuple[dict[str, Any], int]:
    """What happened to the cell beyond being stored, and the status of the answer."""
    form, person = CellForm(request.POST), standing_for(request).person
    if not form.is_valid():
        return _unfit(form, cell, person), REFUSED
    text, version = form.cleaned_data["text"], form.cleaned_data["version"]
    if form.cleaned_data["keep"] == "theirs":
        for refused in refused_of(person, cell):
            discard_refused(refused=refused, by=person)
        return {}, 200
    try:
        recorded = enter_achievement(cell=cell, value=text, version=version, by=person)
    except StaleVersionError as stale:
        return {"text": text, "conflict": _conflict(stale.cell), "saved_at": None}, CONFLICT
    except UnreadableError as unreadable:
        return _problem(text, (doubt.sentence for doubt in unreadable.reading.doubts)), REFUSED
    except Refusal as refusal:
        return _problem(text, (refusal.sentence,)) | {"is_kept": refused_of(person, cell).exists()}, FORBIDDEN
    return {"notes": _notes(recorded)}, 200


def _unfit(form: CellForm, cell: QuarterCell, person: Person) -> dict[str, Any]:
    """A text no cell takes, with why; anything else a page of ours never sends."""
    if set(form.errors) != {"text"}:
        raise BadRequest
    text = form.data["text"]
    keep_refused(cell=cell, text=text, reason="refused", why=_both(form), by=person)
    return {"text": text, "problem": " ".join(map(str, form.errors["text"])), "saved_at": None}


def _both(form: CellForm) -> Sentence:
    """What the form says of the text, in both languages."""
    said = {}
    for language in ("bn", "en"):
        with override(language):
            said[language] = " ".join(map(str, form.errors["text"]))
    return Sentence(**said)


def _problem(text: str, sentences: Iterable[Sentence]) -> dict[str, Any]:
    said = " ".join(sentence.in_language(_language()) for sentence in sentences)
    return {"text": text, "problem": said, "saved_at": None}


def _conflict(cell: QuarterCell) -> Conflict:
    return Conflict(cell.achievement.text, str(cell.entered_by or ""), cell.entered_at)


def _notes(recorded: Recorded) -> tuple[str, ...]:
    return tuple(doubt.sentence.in_language(_language()) for doubt in recorded.reading.doubts)


def _answer(request: HttpRequest, page: EntryPage, cell: QuarterCell, status: int) -> HttpResponse:
    context = page.context()
    if request.htmx:  # type: ignore[attr-defined]
        row = page.row(cell.indicator_id)
        return render(request, "entry/entry_saved.html", context | {"row": row, "cell": row.cell}, status=status)
    if status == 200:
        for note in page.row(cell.indicator_id).cell.notes:
            messages.warning(request, note)
        return redirect(f"{entry_url(page.plan, page.quarter)}#cell-{cell.pk}")
    return render(request, "entry/entry.html", context, status=status)


def _language() -> str:
    return get_language() or "bn"
