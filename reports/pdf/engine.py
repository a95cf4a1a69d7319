"""Owns the making of PDF from HTML: bundled fonts, no network, searchable text, same bytes for the same input."""

import gc
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from weasyprint import CSS, LOGGER
from weasyprint import Document as LaidOut
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from reports.pdf.artifacts import keep_repetitions_out, mark_artifacts
from reports.pdf.document import PdfDocument
from reports.pdf.fetcher import BundledFiles, ForbiddenResource
from reports.pdf.fonts import font_configuration
from reports.pdf.letters import tell_letters_by_font
from reports.pdf.lines import keep_lines
from reports.pdf.renders import Revise, Variant
from reports.pdf.ruling import rule_tables
from reports.pdf.searchable import make_text_searchable
from reports.pdf.sizes import keep_sizes
from reports.pdf.structure import tag_as_one_tree

PAPER = Path(__file__).with_name("paper.css")

make_text_searchable()
tell_letters_by_font()
tag_as_one_tree()
keep_repetitions_out()
keep_lines()
keep_sizes()
rule_tables()
# Pango's font map, which all documents of the process share, is not safe in two threads at once.
_one_at_a_time = threading.Lock()


def render_pdf(html: str, *, variant: Variant | None = None, revise: Revise | None = None) -> bytes:
    """The PDF of a whole HTML document; ``variant`` "pdf/ua-1" adds the tags a screen reader needs.

    ``revise`` is told which table row begins each page, by the ``id`` of its ``<tr>``, and may answer with another
    document to lay out instead, until it answers None.

    The document has a ``lang`` and a ``<title>``; its own styles stand over those of ``paper.css``. Dates come from its
    ``<meta name="dcterms.created">`` alone, so the same input gives the same bytes. Raises ValueError for a document
    without language or title or with a drawing that cannot be drawn, and ForbiddenResource (a ValueError) for one that
    loads anything.
    """
    with _one_at_a_time, _without_collections(), _refusals_raised(), _nothing_left_out():
        return _written(html, variant, revise)


def _written(html: str, variant: Variant | None, revise: Revise | None) -> bytes:
    document = _laid_out(html)
    while revise and (revised := revise(_rows_beginning_pages(document))):
        document = _laid_out(revised)
    _check_named(document)
    if variant:
        mark_artifacts(document)
    pdf: bytes = document.write_pdf(pdf_variant=variant)
    return pdf


def _laid_out(html: str) -> LaidOut:
    fonts, paper = _press()
    return PdfDocument(html).render(stylesheets=[paper], font_config=fonts)


def _check_named(document: LaidOut) -> None:
    metadata = document.metadata
    metadata.title = " ".join((metadata.title or "").split())  # as browsers show it
    if not (metadata.lang and metadata.title):
        raise ValueError("A printed document needs a language and a title")


def _rows_beginning_pages(document: LaidOut) -> list[str]:
    rows = [{name: place for name, place in page.anchors.items() if name.startswith("row-")} for page in document.pages]
    return [min(places, key=lambda name: places[name][1]) for places in rows if places]


@contextmanager
def _refusals_raised() -> Iterator[None]:
    try:
        yield
    except FatalURLFetchingError as error:
        # Theirs is a BaseException, which no ordinary handler would catch.
        raise error.__cause__ or ForbiddenResource(str(error)) from None


@contextmanager
def _nothing_left_out() -> Iterator[None]:
    # WeasyPrint only logs a drawing it cannot draw, and goes on without.
    faults = _Faults(logging.ERROR)
    LOGGER.addHandler(faults)
    try:
        yield
    finally:
        LOGGER.removeHandler(faults)
    if faults.said:
        raise ValueError("; ".join(faults.said))


class _Faults(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@contextmanager
def _without_collections() -> Iterator[None]:
    # A document's objects live until it is written: meanwhile the search for garbage costs a sixth of the time in vain.
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect(0)
        if enabled:
            gc.enable()


@cache
def _press() -> tuple[FontConfiguration, CSS]:
    fonts = font_configuration()
    return fonts, CSS(filename=PAPER, font_config=fonts, url_fetcher=BundledFiles())
