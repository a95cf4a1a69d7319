"""Owns how a printed document is read: HTML in the syntax of XML, and what its elements are by a stylesheet of ours."""

import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from cssselect2 import ElementWrapper  # type: ignore[import-untyped]
from weasyprint import CSS, HTML

from reports.pdf.fetcher import SCHEME, BundledFiles

ELEMENTS = Path(__file__).with_name("elements.css")
# What XML cannot say, and paper cannot show: cells of old workbooks carry such characters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class PdfDocument(HTML):
    """A document to lay out. XML is read in a tenth of the time of HTML, and our templates are both."""

    def __init__(self, source: str) -> None:
        """Raises ValueError for a source that is not well-formed."""
        self.base_url, self.url_fetcher, self.media_type = SCHEME, BundledFiles(), "print"
        self.wrapper_element = ElementWrapper.from_html_root(_root(source), content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return [_elements()]


def _root(source: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(_UNPRINTABLE.sub("", source))  # noqa: S314 - a template of ours, texts escaped
    except ElementTree.ParseError as error:
        raise ValueError(f"The document is not well-formed: {error}") from error


@cache
def _elements() -> CSS:
    return CSS(filename=ELEMENTS, url_fetcher=BundledFiles())
