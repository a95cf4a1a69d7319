"""Owns the numbers by which receipts are verified: issued with the key of the site, like those of printed reports."""

from plans.models import Receipt
from reports.number_sorts import NumberSort
from reports.paper_numbers import Misspelled, read_number
from reports.queries.receipt import HandedIn, of_receipt

RECEIPTS = NumberSort(("receipt seal",), ("receipt code",))


def receipt_number(received: HandedIn) -> str:
    """The number that verifies a receipt: it seals its moment and the digest of what was handed in."""
    return RECEIPTS.issue(received.receipt.pk, *_content(received))


def find_receipt(text: str) -> tuple[HandedIn, bool] | None:
    """The receipt a number was issued for, however it was typed, and whether it stands as it was sealed.

    None: it is no such number.
    """
    try:
        number = read_number(text)
    except Misspelled:
        return None
    receipts = Receipt.objects.select_related("report__plan__office", "report__plan__year", "submitted_by")
    receipt = receipts.filter(pk=number.key).first() if RECEIPTS.is_issued(number) else None
    if receipt is None:
        return None
    received = of_receipt(receipt)
    return received, RECEIPTS.is_sealed(number, *_content(received))


def _content(received: HandedIn) -> tuple[str, str, str]:
    return received.receipt.number, received.receipt.submitted_at.isoformat(), received.digest
