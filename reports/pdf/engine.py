"""Owns the making of PDF from HTML: bundled fonts, no network, searchable text, same bytes for the same input."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Literal

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from reports.pdf.fetcher import SCHEME, BundledFiles, ForbiddenResource
from reports.pdf.fonts import font_configuration
from reports.pdf.searchable import make_text_searchable

PAPER = Path(__file__).with_name("paper.css")

make_text_searchable()
# Pango's font map, which all documents of the process share, is not safe in two threads at once.
_one_at_a_time = threading.Lock()


def render_pdf(html: str, *, variant: Literal["pdf/ua-1"] | None = None) -> bytes:
    """The PDF of a whole HTML document; ``variant`` "pdf/ua-1" adds the tags a screen reader needs.

    The document has a ``lang`` and a ``<title>``; its own styles stand over those of ``paper.css``. Dates come from its
    ``<meta name="dcterms.created">`` alone, so the same input gives the same bytes. Raises ValueError for a document
    without language or title, and ForbiddenResource (a ValueError) for one that loads anything.
    """
    with _one_at_a_time, _refusals_raised():
        fonts, paper = _press()
        source = HTML(string=html, base_url=SCHEME, url_fetcher=BundledFiles())
        document = source.render(stylesheets=[paper], font_config=fonts)
        if not (document.metadata.lang and document.metadata.title):
            raise ValueError("A printed document needs a language and a title")
        pdf: bytes = document.write_pdf(pdf_variant=variant)
        return pdf


@contextmanager
def _refusals_raised() -> Iterator[None]:
    try:
        yield
    except FatalURLFetchingError as error:
        # Theirs is a BaseException, which no ordinary handler would catch.
        raise error.__cause__ or ForbiddenResource(str(error)) from None


@cache
def _press() -> tuple[FontConfiguration, CSS]:
    fonts = font_configuration()
    return fonts, CSS(filename=PAPER, font_config=fonts, url_fetcher=BundledFiles())
