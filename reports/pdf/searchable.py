"""Owns the searchable Bengali of our PDF: every drawn line carries its text as typed.

Glyphs of Bengali stand in another order than its letters, and a conjunct is one glyph of many letters, so a
reader cannot win the text back from them, nor the space at which a line broke. PDF has a place for it: marked content
with an ``ActualText`` (ISO 32000-1, 14.9.4), which WeasyPrint 70 does not write. The one function that draws a line of
text is wrapped.
"""

from collections.abc import Callable
from typing import Any

from weasyprint.draw import text as drawing

from reports.pdf.seams import known


def make_text_searchable() -> None:
    """Let WeasyPrint write the text of each line it draws beside the glyphs; calling it again changes nothing."""
    draw_line = drawing.draw_first_line
    if getattr(draw_line, "writes_actual_text", False):
        return
    known(drawing, "draw_first_line", "stream textbox text_overflow block_ellipsis matrix")
    drawing.draw_first_line = with_actual_text(draw_line)


def with_actual_text(draw_line: Callable[..., Any]) -> Callable[..., Any]:
    """``draw_line`` inside a marked-content span that says which text the glyphs stand for."""

    def draw_searchable_line(stream: Any, textbox: Any, *details: Any) -> Any:
        broke_at_space = getattr(textbox.pango_layout, "broke_at_space", False)
        if textbox.text.isascii() and not broke_at_space:  # one glyph is one letter there
            return draw_line(stream, textbox, *details)
        text = f"{textbox.text} " if broke_at_space else textbox.text
        stream.stream.append(b"/Span <</ActualText <%s>>> BDC" % pdf_text(text))
        drawn = draw_line(stream, textbox, *details)
        stream.stream.append(b"EMC")
        return drawn

    draw_searchable_line.writes_actual_text = True  # type: ignore[attr-defined]
    return draw_searchable_line


def pdf_text(text: str) -> bytes:
    """Text as the hexadecimal digits of a PDF text string: UTF-16, big end and its mark first."""
    return ("\ufeff" + text).encode("utf-16-be").hex().encode("ascii")
