"""Owns the short number of a printed report: what it is made of, and what it tells about the paper it stands on.

A number holds the report, a piece of the hash of its scorecard and a check letter: nobody guesses the number of a paper
they have not seen, and a paper whose figures are not the stored ones any more is recognised as old. Nothing is kept.
"""

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.urls import reverse

from plans.models import Plan, QuarterReport
from plans.workflow import State

LETTERS = "123456789ABCDEFGHJKMNPQRSTVWXYZ"  # a prime number of them; none is taken for another
BASE = len(LETTERS)
SEALED = 8  # letters of the hash: one in 850,000,000,000 by chance


class Verdict(StrEnum):
    """What a number says about the paper it was read from."""

    UNKNOWN = "unknown"  # no report has such a number
    CHANGED = "changed"  # the report's figures or its approval are newer than the paper
    SUPERSEDED = "superseded"  # a later revision of the plan took its place
    CURRENT = "current"  # the paper shows what is stored


@dataclass(frozen=True)
class Finding:
    """The verdict, with the report unless the number is unknown."""

    verdict: Verdict
    report: QuarterReport | None = None


def digest_of(report: QuarterReport) -> str:
    """The SHA-256 of a report's scorecard, with the switches it was frozen with, as hexadecimal digits."""
    content = [report.plan_id, report.quarter, report.scorecard, report.frozen_switches]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def number_of(report: QuarterReport) -> str:
    """The number printed on a report: "2K-7QXW-M4T9-C"."""
    body = _written(report.pk) + _seal(report)
    return _grouped(body + _check_letter(body))


def address_of(number: str) -> str:
    """Where anybody verifies the number: an absolute address, short enough for a small QR code."""
    return settings.PUBLIC_ADDRESS.rstrip("/") + reverse("verification:verdict", args=[number])


def find(number: str) -> Finding:
    """What is known of a number, however it was typed: small letters, spaces, hyphens left out."""
    letters = [letter for letter in number.upper() if letter in LETTERS]
    body = "".join(letters[:-1])
    if len(body) <= SEALED or letters[-1] != _check_letter(body):
        return Finding(Verdict.UNKNOWN)
    reports = QuarterReport.objects.select_related("plan__office", "plan__year", "plan__policy", "approved_by")
    report = reports.filter(pk=_read(body[:-SEALED])).first()
    if report is None:
        return Finding(Verdict.UNKNOWN)
    if body[-SEALED:] != _seal(report):
        return Finding(Verdict.CHANGED, report)
    return Finding(Verdict.SUPERSEDED if is_superseded(report.plan) else Verdict.CURRENT, report)


def is_superseded(plan: Plan) -> bool:
    """Whether the office has a later revision of the plan."""
    same = Plan.objects.filter(office=plan.office_id, year=plan.year_id, kind=plan.kind)
    return same.filter(revision__gt=plan.revision).exists()


def is_final(report: QuarterReport) -> bool:
    """Whether the figures are approved, and so anybody's to see."""
    return report.state == State.APPROVED.value


def _seal(report: QuarterReport) -> str:
    return _written(int(digest_of(report), 16) % BASE**SEALED).rjust(SEALED, LETTERS[0])


def _written(number: int) -> str:
    high, low = divmod(number, BASE)
    return (_written(high) if high else "") + LETTERS[low]


def _read(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * BASE + LETTERS.index(letter)
    return min(number, 2**63 - 1)


def _check_letter(body: str) -> str:
    """Finds every wrong letter and every two that changed places."""
    return LETTERS[sum(place * LETTERS.index(letter) for place, letter in enumerate(body, start=1)) % BASE]


def _grouped(letters: str) -> str:
    """Groups of four from the right: "2-K7QX-WM4T"."""
    places = range(len(letters), 0, -4)
    return "-".join(letters[max(place - 4, 0) : place] for place in reversed(places))
