"""Owns filling the printed receipt: what a receipt says, with the number that verifies it."""

from dataclasses import dataclass, replace
from datetime import date

from plans.display import said
from plans.qr import qr_drawing
from reports.document_numbers import receipt_number
from reports.printed.imprint import VERIFIES_RECEIPT, Imprint, imprint_of
from reports.queries.receipt import HandedIn
from reports.verification import address_of


@dataclass(frozen=True, slots=True)
class PrintedReceipt:
    """What was handed in, and the imprint of the paper that says so."""

    imprint: Imprint
    received: HandedIn


def printed_receipt(received: HandedIn, *, printed_on: date) -> PrintedReceipt:
    """The receipt in the active language."""
    imprint, number = imprint_of(received.report, printed_on=printed_on), receipt_number(received)
    address = address_of(number)
    drawing = qr_drawing(address, said(VERIFIES_RECEIPT) + address)
    imprint = replace(imprint, dated=printed_on, is_frozen=False, number=number, address=address, qr=drawing)
    return PrintedReceipt(replace(imprint, digest=received.digest), received)
