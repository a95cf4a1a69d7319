"""Owns the numbers by which receipts are verified: issued with the key of the site, like those of printed reports."""

import hmac

from django.conf import settings

from plans.models import Receipt
from reports.paper_numbers import CODE, SEAL, Misspelled, Number, read_number, written
from reports.queries.receipt import HandedIn, of_receipt
from reports.verification import keyed


def receipt_number(received: HandedIn) -> str:
    """The number that verifies a receipt: it seals its moment and the digest of what was handed in."""
    key, receipt = settings.NUMBER_KEYS[0], received.receipt
    seal = _seal(key, receipt, received.digest)
    return str(Number(receipt.pk, seal, _code(key, receipt.pk, seal)))


def find_receipt(text: str) -> tuple[HandedIn, bool] | None:
    """The receipt a number was issued for, however it was typed, and whether it stands as it was sealed.

    None: it is no such number.
    """
    try:
        number = read_number(text)
    except Misspelled:
        return None
    receipts = Receipt.objects.select_related("report__plan__office", "report__plan__year", "submitted_by")
    receipt = receipts.filter(pk=number.key).first() if _is_ours(number) else None
    if receipt is None:
        return None
    received = of_receipt(receipt)
    seals = [_seal(key, receipt, received.digest) for key in settings.NUMBER_KEYS]
    return received, any(hmac.compare_digest(number.seal, seal) for seal in seals)


def _is_ours(number: Number) -> bool:
    codes = [_code(key, number.key, number.seal) for key in settings.NUMBER_KEYS]
    return any(hmac.compare_digest(number.code, code) for code in codes)


def _seal(key: str, receipt: Receipt, digest: str) -> str:
    moment = receipt.submitted_at.isoformat()
    return keyed(key, SEAL, "receipt seal", written(receipt.pk), receipt.number, moment, digest)


def _code(key: str, receipt_id: int, seal: str) -> str:
    return keyed(key, CODE, "receipt code", written(receipt_id), seal)
