"""Owns the page of a plan's ledger, in words and filtered, and the files of what it shows."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from plans.kinds import plan_kind
from plans.models import Event, Plan
from plans.queries.access import sides_towards
from plans.views.standing import plan_read, standing_for
from reports.download_list import ledger_offer
from reports.file_formats import Format
from reports.forms import LedgerForm
from reports.ledger_words import about_in_words, in_words, verb_name
from reports.queries.ledger import LedgerLine, chosen_of, ledger_line, ledger_of, told_in
from reports.spreadsheets import WRITERS
from reports.tables.ledger import ledger_table
from reports.views.papers import data_response, language_of
from workflow.transitions import Side

PAGE_SIZE = 50
MOST_IN_A_FILE = 5_000  # lines, which take a second to write; a plan with a document every day holds as many


@require_safe
def ledger(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Everything that happened to a plan, latest first; whatever is no choice is told beside its field."""
    plan, form, events = _chosen(request, plan_id)
    page = Paginator(events, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "plan": plan,
        "kind": plan_kind(plan.kind),
        "filters": form,
        "page": page,
        "lines": [_shown(ledger_line(event)) for event in page],
        "offer": ledger_offer(plan, form.typed),
    }
    return render(request, "reports/ledger.html", context, status=422 if form.errors else 200)


@require_safe
def ledger_data(request: HttpRequest, plan_id: int, ending: str) -> HttpResponse:
    """The lines the page shows, of all its pages, as Excel or CSV."""
    file_format = Format(ending)
    if file_format not in WRITERS:
        raise Http404
    plan, _form, events = _chosen(request, plan_id)
    lines = [ledger_line(event) for event in events[: MOST_IN_A_FILE + 1]]
    with translation.override(language_of(request.GET)):
        table = ledger_table(plan, lines[:MOST_IN_A_FILE], is_cut=len(lines) > MOST_IN_A_FILE)
        content = WRITERS[file_format](table)
    name = f"ledger-{plan.kind}-{plan.office.code or plan.office.pk}-{plan.year.code}.{ending}"
    return data_response(content, file_format, name)


def _chosen(request: HttpRequest, plan_id: int) -> tuple[Plan, LedgerForm, QuerySet[Event]]:
    standing = standing_for(request)
    plan = plan_read(request, plan_id)
    is_office = Side.REVIEWING not in sides_towards(standing, plan.office)
    events = ledger_of(plan, reviews=not is_office)
    verbs, people = told_in(events)
    form = LedgerForm(request.GET.dict(), verbs=[(verb, verb_name(verb)) for verb in verbs], people=people)
    form.is_valid()
    return plan, form, chosen_of(events, **form.choices)


def _shown(line: LedgerLine) -> dict[str, Any]:
    return {
        "line": line,
        "verb": verb_name(line.verb),
        "about": about_in_words(line),
        "changes": list(in_words(line.changes)),
    }
