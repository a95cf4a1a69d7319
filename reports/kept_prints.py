"""Owns the printed reports that are kept: a frozen report is printed once, and served as printed from then on."""

import hashlib
from collections.abc import Callable

from jobs.keeping import is_kept, kept_content
from plans.actions.prints import keep_print
from plans.models import KeptPrint, QuarterReport, TargetRevision
from reports.verification import digest_of, is_final


def kept(report: QuarterReport, name: str, language: str, printed: Callable[[], bytes]) -> bytes:
    """The kept PDF of a frozen report, printed if it never was; of a live report a new one, which is not kept.

    Raises LostFile where it is not what was kept.
    """
    found = find(report, name, language)
    return keep(report, name, language, printed()) if found is None else found


def find(report: QuarterReport, name: str, language: str) -> bytes | None:
    """The kept PDF of a report; None where there is none any more. Raises ChangedFile where it is another."""
    if not is_final(report):
        return None
    name = _since_revised(report, name)
    kept = KeptPrint.objects.filter(report=report, figures=digest_of(report), paper=name, language=language).first()
    if kept is None or not is_kept(kept.file.name):
        return None
    return kept_content(kept.file.name, kept.sha256)


def keep(report: QuarterReport, name: str, language: str, pdf: bytes) -> bytes:
    """Keeps the PDF of a frozen report; that of a live one is out of date tomorrow. Answers the one that is kept.

    A file that was lost comes back when the same bytes are printed again. Raises LostFile when they are others.
    """
    if not is_final(report):
        return pdf
    paper = _since_revised(report, name)
    kept = keep_print(report=report, figures=digest_of(report), paper=paper, language=language, pdf=pdf)
    if kept.sha256 == hashlib.sha256(pdf).hexdigest():
        return pdf
    return kept_content(kept.file.name, kept.sha256)


def _since_revised(report: QuarterReport, name: str) -> str:
    """A target that is revised for later quarters is printed beside the frozen figures: that is another print."""
    rows = TargetRevision.objects.filter(indicator__activity__area__plan=report.plan_id, granted=True)
    later = rows.filter(counts_from__gt=report.quarter).count()
    return f"{name}-r{later}" if later else name
