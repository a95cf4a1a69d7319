"""Owns the steps of an office with its report: look at it once more, have it signed and submit, publish, withdraw."""

from decimal import Decimal
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from entry.views.answering import CONFLICT, take, taken
from entry.views.entry_page import EntryPage
from entry.views.entry_parts import NOTHING_SEEN, RefusedStep
from entry.views.reviewing import page_of
from plan_tree.terms import QUARTERS
from plans.actions.publishing import publish_report, withdraw_report
from plans.actions.refused import discard_refused
from plans.actions.reporting import submit_report
from plans.actions.seeing import ChangedMeanwhileError
from plans.actions.signing import ask_to_sign, sign_off_report
from plans.addresses import entry_url
from plans.models import QuarterReport, RefusedValue
from plans.queries.access import cells_read_by
from plans.queries.refused import obstacles
from plans.seen import unpack
from plans.views.standing import plan_read, standing_for
from workflow.transitions import Step


@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    """Shows the quarter once more, what is empty and what earns how much; POST hands it in."""
    page = page_of(request, plan_id, quarter)
    if request.method == "POST":
        return _submit(request, page)
    return _show_submission(request, page)


def _submit(request: HttpRequest, page: EntryPage) -> HttpResponse:
    by = standing_for(request).person
    told, status = taken(request, lambda seen: submit_report(report=page.report, by=by, seen=seen))
    if told is not None and status == CONFLICT:
        return _show_submission(request, page.fresh(), told, status)
    if told is not None:
        messages.error(request, told.sentence)
        return redirect(entry_url(page.plan, page.quarter))
    last = page.report.receipts.last()
    done = _("The report was submitted. Its receipt is %(receipt)s.")
    messages.success(request, done % {"receipt": last.number if last else ""})
    return redirect("reports:last_receipt", plan_id=page.plan.pk, quarter=page.quarter)


def _show_submission(
    request: HttpRequest, page: EntryPage, told: RefusedStep | None = None, status: int = 200
) -> HttpResponse:
    said = {
        "told": told,
        "seen": page.seen,
        "empty": _empty_rows(page),
        "not_due": _not_due(page),
        "obstacles": obstacles(page.contents) if page.can_edit else [],
        "signing": page.signing,
        "nobody_decides": page.nobody_decides if page.can_edit else "",
        "out_of_order": page.why_out_of_order(Step.SUBMIT),
        "is_annual": page.quarter == QUARTERS[-1],
        "unproved": _unproved(page) if page.quarter == QUARTERS[-1] else [],
    }
    return render(request, "entry/submit.html", page.context() | said, status=status)


@require_POST
def publish(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    """Shows an approved report to anybody."""
    report = _report(request, plan_id, quarter)
    done = _("The report is published: anybody can read it.")
    take(request, partial(publish_report, report=report, by=standing_for(request).person), done)
    return redirect(entry_url(report.plan, quarter))


@require_POST
def withdraw(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    """Takes a published report back."""
    report = _report(request, plan_id, quarter)
    done = _("The report was withdrawn: the public does not see it any more.")
    take(request, partial(withdraw_report, report=report, by=standing_for(request).person), done)
    return redirect(entry_url(report.plan, quarter))


def _report(request: HttpRequest, plan_id: int, quarter: int) -> QuarterReport:
    plan = plan_read(request, plan_id)
    return plan.reports.select_related("plan").get(quarter=quarter)


def _not_due(page: EntryPage) -> dict[str, Any]:
    """What the rows nothing is due of in the quarter add to the totals."""
    marks = [row.mark for row in page.rows if row.mark and not row.is_listed]
    return {
        "number": len(marks),
        "earned": sum((mark.earned for mark in marks), Decimal(0)),
        "possible": sum((mark.possible for mark in marks), Decimal(0)),
    }


def _unproved(page: EntryPage) -> list[Any]:
    """The rows that report something in the quarter and bring no evidence: the annual report comes with it."""
    return [row for row in page.rows if row.cell.text and not row.evidence_count]


def _empty_rows(page: EntryPage) -> list[Any]:
    """The rows due in the quarter with nothing written."""
    return [row for row in page.rows if row.cell.due and not row.cell.text]


@require_POST
def sign_off(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    """Signs off what the page showed; back to it, with what came of it."""
    page, seen = page_of(request, plan_id, quarter), unpack(request.POST.get("seen", ""))
    what: dict[str, Any] = {
        "report": page.report,
        "by": page.standing.person,
        "seen": NOTHING_SEEN if seen is None else seen,
    }
    try:
        take(request, partial(sign_off_report, **what), _("You signed off the report; it can be submitted now."))
    except ChangedMeanwhileError:
        messages.error(request, _("Something changed since you opened the page; look at it again, then sign."))
    return redirect("entry:submit", plan_id=plan_id, quarter=quarter)


@require_POST
def ask_head(request: HttpRequest, plan_id: int, quarter: int) -> HttpResponse:
    """Tells the head that the quarter waits for a signature."""
    page = page_of(request, plan_id, quarter)
    done = _("The head of the office was told.")
    take(request, partial(ask_to_sign, report=page.report, by=page.standing.person), done)
    return redirect("entry:submit", plan_id=plan_id, quarter=quarter)


@require_POST
def discard(request: HttpRequest, refused_id: int) -> HttpResponse:
    """The stored value stands; back to the page before submitting."""
    standing = standing_for(request)
    readable = RefusedValue.objects.filter(cell__in=cells_read_by(standing).values("pk"))
    refused = get_object_or_404(readable.select_related("by", "cell__indicator__activity__area"), pk=refused_id)
    cell = refused.cell
    take(request, partial(discard_refused, refused=refused, by=standing.person), _("The stored value stands."))
    return redirect("entry:submit", plan_id=cell.indicator.activity.area.plan_id, quarter=cell.quarter)
