"""Owns looking at laid-out pages: which boxes stand out of the room between the margins."""

from collections.abc import Iterator
from typing import Any

from reports.pdf.engine import _laid_out
from reports.pdf.renders import Revise, Variant

HAIR = 0.5  # CSS pixels


def laid_out(html: str) -> list[Any]:
    """The pages of a document, laid out."""
    return [page._page_box for page in _laid_out(html).pages]


def boxes_off_the_page(pages: list[Any]) -> list[str]:
    """Every table, cell and line of text of a document that is wider than the room its page has for it."""
    return [found for page in pages for found in _off(page)]


def widths_of_tables(pages: list[Any]) -> list[tuple[float, float]]:
    """Of every ruled table the sum of its columns' widths and the width of the page's room, in CSS pixels."""
    tables = [(box, page.width) for page in pages for box in page.descendants() if box.element_tag == "table"]
    return [(sum(table.column_widths), width) for table, width in tables if hasattr(table, "column_widths")]


class Collected(list[str]):
    """Documents that would have been printed: stands where ``render_pdf`` does."""

    def __call__(self, html: str, *, variant: Variant | None = None, revise: Revise | None = None) -> bytes:
        self.append(html)
        return b""


def _off(page: Any) -> Iterator[str]:
    left, right = page.content_box_x() - HAIR, page.content_box_x() + page.width + HAIR
    for child in page.children:
        if child.element_tag == "html":  # the margin boxes are no part of the room
            yield from _outside(child, left, right)


def _outside(html_box: Any, left: float, right: float) -> Iterator[str]:
    for box in (html_box, *html_box.descendants()):
        text = getattr(box, "text", None)
        ends = box.position_x + (box.width if isinstance(box.width, int | float) else 0)
        if (text or box.element_tag in ("table", "td", "th")) and (box.position_x < left or ends > right):
            yield f"<{box.element_tag}> {text!r}: {box.position_x:.1f}–{ends:.1f} is not within {left:.1f}–{right:.1f}"
