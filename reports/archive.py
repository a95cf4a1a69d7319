"""Owns the printed reports that are kept: a frozen report is printed once, and served as printed from then on."""

from collections.abc import Callable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from plans.models import QuarterReport
from reports.verification import digest_of, is_final

FOLDER = "printed"
END, ITS_PLACE = b"%%EOF", -1024  # a PDF ends so; what lacks it was cut off, or is still being written


def kept(report: QuarterReport, name: str, language: str, printed: Callable[[], bytes]) -> bytes:
    """The kept PDF of a frozen report, printed if it never was; of a live report a new one, which is not kept."""
    pdf = find(report, name, language)
    if pdf is None:
        pdf = printed()
        keep(report, name, language, pdf)
    return pdf


def find(report: QuarterReport, name: str, language: str) -> bytes | None:
    """The kept PDF of a report; None where there is none, or not the whole of it."""
    if not is_final(report):
        return None
    try:
        with default_storage.open(_place(report, name, language)) as file:
            found: bytes = file.read()
            return found if END in found[ITS_PLACE:] else None
    except FileNotFoundError:
        return None


def keep(report: QuarterReport, name: str, language: str, pdf: bytes) -> None:
    """Keeps the PDF of a frozen report in the place of any before; that of a live one is out of date tomorrow."""
    if is_final(report):
        place = _place(report, name, language)
        default_storage.delete(place)
        default_storage.save(place, ContentFile(pdf))


def _place(report: QuarterReport, name: str, language: str) -> str:
    return f"{FOLDER}/{digest_of(report)}/{name}-{language}.pdf"
