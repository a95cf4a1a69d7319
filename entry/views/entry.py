"""Owns the quarter's entry page and the saving of its cells, with and without JavaScript."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cell_values.sentence import Sentence
from cell_values.value import ValueState
from entry.sent_cells import cells_sent
from entry.unsent import forget_unsent, total_name, unsent_of
from entry.views.entry_page import EntryPage
from entry.views.entry_parts import Conflict, Words
from entry.views.review_page import ReviewPage
from entry.views.signed_out import keep_cell, keep_cells, kept_by
from entry.views.typed import typed_for
from plans.actions.achievements import Recorded, StaleVersionError
from plans.actions.entering import Entered, TypedCell, enter_cells
from plans.actions.holding import HeldQuarter
from plans.addresses import entry_url
from plans.display import said
from plans.models import Plan, QuarterCell
from plans.queries.access import cells_read_by, plans_read_by
from plans.queries.quarter_contents import QuarterContents
from plans.views.standing import plan_read, standing_for

DONE, CONFLICT, REFUSED, FORBIDDEN = 200, 409, 422, 403
Happened = tuple[dict[str, Any], int]  # what overlays the cell, and the status of the answer


@require_safe
def entry(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    """The official form of a plan with one quarter to fill; for who reviews it, its rows one by one."""
    standing = standing_for(request)
    plan = plan_read(request, plan_id)
    page = EntryPage(QuarterContents(plan, quarter), standing, happened=_unsent(request))
    page.total_typed = _unsent_total(request, plan_id, quarter)
    if page.can_review and "form" not in request.GET:
        page.typed = typed_for(request, page.report.pk)
        return render(request, "entry/review.html", ReviewPage(page, request.GET.get("show", "")).context())
    return render(request, "entry/entry.html", page.context())


def _unsent(request: HttpRequest) -> dict[int, dict[str, Any]]:
    """What was typed and sent after the session had ended, over the version it was typed over."""
    cells = {name: each for name, each in unsent_of(request).items() if name.startswith("cell-")}
    return {int(name.removeprefix("cell-")): _not_sent(each) for name, each in cells.items()}


def _unsent_total(request: HttpRequest, plan_id: int, quarter: int) -> Words | None:
    """The claim of the quarter that was typed and sent after the session had ended."""
    typed = unsent_of(request).get(total_name(plan_id, quarter))
    return Words(typed["text"], typed["version"], _("the session had ended when this was sent.")) if typed else None


def _not_sent(typed: dict[str, str]) -> dict[str, Any]:
    return {"text": typed["text"], "version": int(typed["version"]), "saved_at": None, "is_unsent": True}


@kept_by(keep_cell)
@require_POST
def record(request: HttpRequest, cell_id: int) -> HttpResponse:
    """Saves a cell, and those beside it that were typed into; the answer is the cells with their rows and the totals,
    or the page for who has no JavaScript.
    """
    try:
        typed = cells_sent(request.POST, pressed=cell_id)
    except BadRequest:  # no page of ours sends it; whoever reads nothing here is not told so
        get_object_or_404(cells_read_by(standing_for(request)), pk=cell_id)
        raise
    return _record(request, typed)


@kept_by(keep_cells)
@require_POST
def record_all(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    """The same of several cells of a quarter, in one transaction."""
    readable = plans_read_by(standing_for(request)).filter(pk=plan_id)
    try:
        typed = cells_sent(request.POST)
    except BadRequest:
        get_object_or_404(readable)
        raise
    if not typed:
        return redirect(entry_url(get_object_or_404(readable), quarter))
    return _record(request, typed, plan_id)


def _record(request: HttpRequest, typed: Sequence[TypedCell], plan_id: int | None = None) -> HttpResponse:
    standing = standing_for(request)
    try:
        held, entered = enter_cells(typed=typed, by=standing, among=standing, plan_id=plan_id)
    except Plan.DoesNotExist as unknown:
        raise Http404 from unknown
    forget_unsent(request, [f"cell-{each.typed.cell_id}" for each in entered])
    happened = {each.typed.cell_id: _happened(each) for each in entered}
    page = EntryPage(held, standing, happened={pk: overlay for pk, (overlay, _) in happened.items()})
    status = next((status for _, status in happened.values() if status != DONE), DONE)
    if request.htmx or status == DONE:  # type: ignore[attr-defined]
        page.rows_alone = frozenset(cell.indicator_id for cell in held.cells.values())
    else:
        held.complete()  # the whole page is answered
    return _answer(request, page, held, status)


def _happened(entered: Entered) -> Happened:
    """What happened to the cell beyond being stored."""
    why_not, typed = entered.why_not, entered.typed
    if entered.recorded:
        return {"notes": _notes(entered.recorded)}, DONE
    if isinstance(why_not, StaleVersionError):
        return {"text": typed.text, "conflict": _conflict(why_not.cell), "saved_at": None}, CONFLICT
    if why_not:
        return _problem(typed.text, why_not.sentence) | {"is_kept": entered.kept is not None}, FORBIDDEN
    if typed.no_value and not typed.leaves_stored:
        return _problem(typed.text, typed.no_value), REFUSED
    return {}, DONE


def _problem(text: str, why: Sentence) -> dict[str, Any]:
    return {"text": text, "problem": said(why), "saved_at": None}


def _conflict(cell: QuarterCell) -> Conflict:
    return Conflict(cell.achievement.text, str(cell.entered_by or ""), cell.entered_at)


def _notes(recorded: Recorded) -> tuple[str, ...]:
    """What is doubtful about a value; why nothing was understood stands in the cell as long as it does."""
    if recorded.reading.value.state is ValueState.UNREADABLE:
        return ()
    return tuple(said(doubt.sentence) for doubt in recorded.reading.doubts)


def _answer(request: HttpRequest, page: EntryPage, held: HeldQuarter, status: int) -> HttpResponse:
    indicators = [cell.indicator_id for cell in held.cells.values()]
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "entry/entry_saved.html", page.part(indicators), status=status)
    if status != DONE:
        return render(request, "entry/entry.html", page.context(), status=status)
    for note in (note for pk in indicators for note in page.row(pk).cell.notes):
        messages.warning(request, note)
    return redirect(f"{entry_url(page.plan, page.quarter)}#cell-{held.cell_ids[0]}")
