"""Owns what the number of a printed report proves: who issued it, for which figures, and how they stand today.

A number is issued with a key of the site (``settings.NUMBER_KEYS``), so that nobody invents one; nothing is kept.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.urls import reverse

from plans.models import Plan, QuarterReport
from reports.paper_numbers import CODE, OLDER_SEAL, SEAL, Misspelled, Number, fixed, read_number, written
from workflow.transitions import ReportState


class Verdict(StrEnum):
    """What a number says about the paper it was read from."""

    MISSPELLED = "misspelled"  # a letter is wrong or missing
    UNKNOWN = "unknown"  # we never issued such a number
    DRAFT = "draft"  # printed before the report was approved: nobody vouches for it
    CHANGED = "changed"  # the report that was approved then is not the one that is approved now
    SUPERSEDED = "superseded"  # a later revision of the plan took its place
    CURRENT = "current"  # the paper shows what is stored


class PaperStanding(StrEnum):
    """As what a report is printed; its number is issued for the one or the other."""

    APPROVED = "approved"
    DRAFT = "draft"


@dataclass(frozen=True)
class VerifiedPaper:
    """The verdict, with the report where there is one; ``is_older``: the number carries no keyed code."""

    verdict: Verdict
    report: QuarterReport | None = None
    is_older: bool = False


def digest_of(report: QuarterReport) -> str:
    """The SHA-256 of a report's scorecard, with the switches it was frozen with, as hexadecimal digits."""
    content = [report.plan_id, report.quarter, report.scorecard, report.frozen_switches]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def number_of(report: QuarterReport) -> str:
    """The number printed on a report: "2K-7QXW-M4T9-C2K7-QXWM"."""
    key, standing = settings.NUMBER_KEYS[0], _standing(report)
    seal = _seal(key, standing, report)
    return str(Number(report.pk, seal, _code(key, standing, report.pk, seal)))


def address_of(number: str) -> str:
    """Where anybody verifies the number: an absolute address, short enough for a small QR code."""
    return settings.PUBLIC_ADDRESS.rstrip("/") + reverse("verification:verdict", args=[number])


def find(text: str) -> VerifiedPaper:
    """What is known of a number, however it was typed."""
    try:
        number = read_number(text)
    except Misspelled:
        return VerifiedPaper(Verdict.MISSPELLED)
    return _find_older(number) if number.is_older else _find(number)


def is_superseded(plan: Plan) -> bool:
    """Whether the office has a later revision of the plan."""
    same = Plan.objects.filter(office=plan.office_id, year=plan.year_id, kind=plan.kind)
    return same.filter(revision__gt=plan.revision).exists()


def is_final(report: QuarterReport) -> bool:
    """Whether the figures are approved, and so anybody's to see."""
    return report.state == ReportState.APPROVED.value


def _find(number: Number) -> VerifiedPaper:
    issued = _issued_with(number)
    if issued is None:
        return VerifiedPaper(Verdict.UNKNOWN)
    key, standing = issued
    report = _report(number)
    if standing is PaperStanding.DRAFT:
        return VerifiedPaper(Verdict.DRAFT, report)
    if report is None or not is_final(report) or number.seal != _seal(key, standing, report):
        return VerifiedPaper(Verdict.CHANGED, report)
    return VerifiedPaper(_verdict(report), report)


def _find_older(number: Number) -> VerifiedPaper:
    """Without a code, only figures that are stored today tell our number from an invented one."""
    report = _report(number)
    if report is None or number.seal != fixed(int(digest_of(report), 16), OLDER_SEAL):
        return VerifiedPaper(Verdict.UNKNOWN, is_older=True)
    return VerifiedPaper(_verdict(report) if is_final(report) else Verdict.DRAFT, report, is_older=True)


def _verdict(report: QuarterReport) -> Verdict:
    return Verdict.SUPERSEDED if is_superseded(report.plan) else Verdict.CURRENT


def _report(number: Number) -> QuarterReport | None:
    reports = QuarterReport.objects.select_related("plan__office", "plan__year", "plan__policy", "approved_by")
    return reports.filter(pk=number.report_id).first()


def _standing(report: QuarterReport) -> PaperStanding:
    return PaperStanding.APPROVED if is_final(report) else PaperStanding.DRAFT


def _issued_with(number: Number) -> tuple[str, PaperStanding] | None:
    """The key a number was issued with, and for what; None for an invented one."""
    for key in settings.NUMBER_KEYS:
        for standing in PaperStanding:
            if hmac.compare_digest(number.code, _code(key, standing, number.report_id, number.seal)):
                return key, standing
    return None


def _seal(key: str, standing: PaperStanding, report: QuarterReport) -> str:
    """Keyed too: nobody looks for other figures that have the same one."""
    return _keyed(key, SEAL, "seal", standing, written(report.pk), digest_of(report))


def _code(key: str, standing: PaperStanding, report_id: int, seal: str) -> str:
    return _keyed(key, CODE, "code", standing, written(report_id), seal)


def _keyed(key: str, length: int, *content: str) -> str:
    code = hmac.new(key.encode(), "\n".join(content).encode(), hashlib.sha256)
    return fixed(int.from_bytes(code.digest(), "big"), length)
