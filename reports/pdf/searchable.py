"""Owns the searchable Bengali of our PDF: every drawn line carries its text as typed.

Glyphs of Bengali stand in another order than its letters, and a conjunct is one glyph of many letters, so a
reader cannot win the text back from them. PDF has a place for it: marked content with an ``ActualText``
(ISO 32000-1, 14.9.4), which WeasyPrint 70 does not write. The one function that draws a line of text is wrapped.
"""

import inspect
from collections.abc import Callable
from typing import Any

import weasyprint
from weasyprint.draw import text as drawing

TESTED_VERSION = "70"
PARAMETERS = ["stream", "textbox", "text_overflow", "block_ellipsis", "matrix"]


class UnknownWeasyPrint(RuntimeError):
    """WeasyPrint is not the one whose drawing we know; test this module with it, then raise the version."""


def make_text_searchable() -> None:
    """Let WeasyPrint write the text of each line it draws beside the glyphs; calling it again changes nothing."""
    draw_line = getattr(drawing, "draw_first_line", None)
    if getattr(draw_line, "writes_actual_text", False):
        return
    drawing.draw_first_line = with_actual_text(known(draw_line, version=weasyprint.__version__))


def known(draw_line: Callable[..., Any] | None, *, version: str) -> Callable[..., Any]:
    """The drawing function itself. Raises UnknownWeasyPrint unless version and parameters are those we know."""
    if version.partition(".")[0] != TESTED_VERSION:
        raise UnknownWeasyPrint(f"WeasyPrint {version}: searchable text was written for version {TESTED_VERSION}")
    if draw_line is None or list(inspect.signature(draw_line).parameters) != PARAMETERS:
        raise UnknownWeasyPrint("weasyprint.draw.text.draw_first_line is not the function we know")
    return draw_line


def with_actual_text(draw_line: Callable[..., Any]) -> Callable[..., Any]:
    """``draw_line`` inside a marked-content span that says which text the glyphs stand for."""

    def draw_searchable_line(stream: Any, textbox: Any, *details: Any) -> Any:
        if textbox.text.isascii():  # one glyph is one letter there
            return draw_line(stream, textbox, *details)
        stream.stream.append(b"/Span <</ActualText <%s>>> BDC" % pdf_text(textbox.text))
        drawn = draw_line(stream, textbox, *details)
        stream.stream.append(b"EMC")
        return drawn

    draw_searchable_line.writes_actual_text = True  # type: ignore[attr-defined]
    return draw_searchable_line


def pdf_text(text: str) -> bytes:
    """Text as the hexadecimal digits of a PDF text string: UTF-16, big end and its mark first."""
    return ("\ufeff" + text).encode("utf-16-be").hex().encode("ascii")
