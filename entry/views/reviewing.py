"""Owns a reviewer's words on the rows of a quarter, and the office's wish to open one more with its answer."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from entry.forms import OpenRowForm
from entry.views.approval_page import is_given_in_check, show_approval
from entry.views.entry_page import EntryPage
from entry.views.entry_parts import RefusedStep
from entry.views.review_page import ReviewPage
from entry.views.review_rows import ReviewRow
from entry.views.row_states import LONGEST, SAYS, unasked, undecided, words_on_rows
from entry.views.typed import ANSWERS, keep_typed, typed_in
from plans.actions.row_openings import answer_opening, ask_to_open
from plans.actions.row_reviews import review_quarter_rows
from plans.addresses import entry_url
from plans.display import said
from plans.models import Indicator
from plans.queries.quarter_contents import QuarterContents
from plans.views.standing import plan_read, standing_for
from workflow.transitions import Refusal, Step

REFUSED, FORBIDDEN = 422, 403


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    """Keeps what is said of all rows at once; refused, all that was typed stays.

    Whoever is led here, by a notice or after signing in again, finds the rows on the page of the quarter.
    """
    page = page_of(request, plan_id, quarter)
    if request.method != "POST":
        return redirect(entry_url(page.plan, quarter))
    refused = store_words(request, page, is_all=True)
    if refused is not None:
        return refused
    messages.success(request, _("Kept. The office reads it once you return the report."))
    return redirect(place_after(request, page))


def store_words(request: HttpRequest, page: EntryPage, *, is_all: bool = False) -> HttpResponse | None:
    """Keeps what was said of rows and was not said already; the page that says why not, where it was not taken.

    ``is_all``: nothing else is asked for, and who may not review is told so even where nothing was said.
    """
    words = words_on_rows(request.POST, page.tree, ReviewRow.why_name)
    if page.can_review and (errors := unasked(words) | undecided(request.POST, page.tree, ReviewRow.why_name)):
        return show_review(request, page, errors=errors, status=REFUSED, is_tried=False)
    if words or is_all:
        try:
            review_quarter_rows(report=page.report, words=words, by=page.standing.person)
        except Refusal as refusal:
            told = RefusedStep(refusal=refusal.sentence)
            return show_review(request, page, told=told)
    taken = [name for name in request.POST if name.startswith((SAYS, f"{ReviewRow.why_name}-"))]
    keep_typed(request, page.report.pk, but=taken)
    return None


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, plan_id: int, quarter: int, indicator_id: int) -> HttpResponse:
    """Asks for a row that did not go back to be opened, with the reason."""
    page = page_of(request, plan_id, quarter)
    row = _row(page, indicator_id)
    form = OpenRowForm(request.POST or None)
    if request.method != "POST" or (page.may(Step.ASK_ROW) and not form.is_valid()):
        return _show_ask(request, page, row, form, REFUSED if form.errors else 200)
    reason = form.cleaned_data.get("reason", "") if form.is_valid() else ""
    try:
        ask_to_open(report=page.report, row=row, reason=reason, by=page.standing.person)
    except Refusal as refusal:
        return _show_ask(request, page, row, form, FORBIDDEN, said(refusal.sentence))
    messages.success(request, _("The reviewer was asked to open the row."))
    return redirect(f"{entry_url(page.plan, quarter)}#row-{row.pk}")


def _show_ask(
    request: HttpRequest, page: EntryPage, row: Indicator, form: OpenRowForm, status: int, refused: str = ""
) -> HttpResponse:
    shown = {"form": form, "row": page.row(row.pk), "refused": refused, "can_ask": page.may(Step.ASK_ROW)}
    return render(request, "entry/ask_row.html", page.context() | shown, status=status)


@require_POST
def answer(request: HttpRequest, plan_id: int, quarter: int, indicator_id: int) -> HttpResponse:
    """Opens a row the office asked for, or keeps it closed."""
    page = page_of(request, plan_id, quarter)
    row = _row(page, indicator_id)
    granted, text = request.POST.get("granted") == "yes", request.POST.get(f"{ANSWERS}{row.pk}", "")[:LONGEST]
    try:
        answer_opening(report=page.report, row=row, granted=granted, answer=text, by=page.standing.person)
    except Refusal as refusal:
        told = RefusedStep(refusal=refusal.sentence)
        return show_review(request, page, told=told)
    keep_typed(request, page.report.pk, but=[f"{ANSWERS}{row.pk}"])
    messages.success(request, _("The answer was stored."))
    return redirect(place_after(request, page, row.pk))


def page_of(request: HttpRequest, plan_id: int, quarter: int) -> EntryPage:
    standing = standing_for(request)
    return EntryPage(QuarterContents(plan_read(request, plan_id), quarter), standing)


def show_review(
    request: HttpRequest,
    page: EntryPage,
    *,
    told: RefusedStep | None = None,
    errors: dict[int, str] | None = None,
    status: int | None = None,
    is_tried: bool = True,
) -> HttpResponse:
    """The quarter as it stands, with everything that was typed: row by row, or in the check before approval, for its
    reviewer, the form for others.

    ``status`` None: refused, to who can review what stands now, forbidden to others. ``is_tried``: whether a step was,
    so that the page is loaded anew; what was not taken as it was typed is shown on the page that was loaded.
    """
    contents = QuarterContents(page.plan, page.quarter) if is_tried else page.contents
    shown = replace(page, contents=contents, typed=typed_in(request), told=told)
    if status is None:
        status = REFUSED if shown.can_review else FORBIDDEN
    if not shown.can_review:
        return render(request, "entry/entry.html", shown.context(), status=status)
    if is_given_in_check(request):
        return show_approval(request, shown, errors=errors, status=status)
    review_page = ReviewPage(shown, request.GET.get("show", ""), errors=errors or {})
    return render(request, "entry/review.html", review_page.context(), status=status)


def _row(page: EntryPage, indicator_id: int) -> Indicator:
    found = next((row for row in page.contents.rows.indicators if row.pk == indicator_id), None)
    if found is None:
        raise Http404
    return found


def place_after(request: HttpRequest, page: EntryPage, row: int | None = None) -> str:
    """Where an answer leads back to: the check before approval it was given in, or the page, narrowed as it was."""
    if is_given_in_check(request):
        return reverse("entry:approve", kwargs={"plan_id": page.plan.pk, "quarter": page.quarter})
    show = request.POST.get("show", "")
    address = entry_url(page.plan, page.quarter) + (f"?show={show}" if show.isalpha() else "")
    return address if row is None else f"{address}#row-{row}"
