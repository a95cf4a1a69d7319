"""Owns the pages of receipts: what was handed in on one page, and as PDF."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans.models import Receipt
from plans.views.standing import plan_read
from reports.document_numbers import receipt_number
from reports.download_list import receipt_offer
from reports.printing import print_receipt
from reports.queries.receipt import HandedIn, handed_in
from reports.views.papers import language_of, pdf_response
from reports.views.turns import place_of, printing


@require_safe
def receipt(request: HttpRequest, plan_id: int, quarter: int, round_number: int | None = None) -> HttpResponse:
    """What an office handed in, and when, by the server's clock; the last round where none is named."""
    found = _found(request, plan_id, quarter, round_number)
    number = receipt_number(found)
    context = {"received": found, "plan": found.plan, "offer": receipt_offer(found), "number": number}
    return render(request, "reports/receipt.html", context)


@require_safe
@printing
def printed_receipt(request: HttpRequest, plan_id: int, quarter: int, round_number: int) -> HttpResponse:
    """The same on paper."""
    found = _found(request, plan_id, quarter, round_number)
    language = language_of(request.GET)
    pdf = print_receipt(found, printed_on=timezone.localdate(), language=language, at=place_of(request))
    return pdf_response(pdf, f"{found.receipt.number or f'receipt-{found.receipt.pk}'}.pdf")


def _found(request: HttpRequest, plan_id: int, quarter: int, number: int | None) -> HandedIn:
    plan = plan_read(request, plan_id)
    try:
        return handed_in(plan, quarter, number)
    except Receipt.DoesNotExist as missing:
        raise Http404 from missing
