"""Owns how tests read the glyphs of a PDF back: which are drawn, from which font, and what PDF/UA-1 forbids of them."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont

from reports.pdf.font_files import FILES, FOLDER
from reports.tests.pdf.tagged import LETTERS

SHOWING = {"Tj", "TJ", "'", '"'}
Font = tuple[int, int]  # a font's number in its file


def drawn_glyphs(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, list[int]]]:
    """Every stretch of glyphs, in the order they are drawn, with its font."""
    for page in pdf.pages:
        yield from glyphs_of_page(page)


def glyphs_of_page(page: pikepdf.Page) -> Iterator[tuple[Any, list[int]]]:
    """Every stretch of glyphs of a page."""
    font: Any = None
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            font = page.obj.Resources.Font[str(operands[0])]
        elif str(operator) in SHOWING:
            yield font, list(_glyphs(operands[-1]))


def _glyphs(shown: Any) -> Iterator[int]:
    for piece in shown if isinstance(shown, pikepdf.Array) else [shown]:
        if isinstance(piece, pikepdf.String):
            codes = bytes(piece)
            yield from (int.from_bytes(codes[place : place + 2]) for place in range(0, len(codes), 2))


def glyph_faults(content: bytes) -> list[str]:
    """What is wrong with the fonts of a PDF and the glyphs drawn from them; every clause is of ISO 14289-1, 7.21."""
    pdf = pikepdf.open(BytesIO(content))
    fonts: dict[Font, Any] = {}
    drawn: dict[Font, set[int]] = defaultdict(set)
    for font, glyphs in drawn_glyphs(pdf):
        fonts[font.objgen] = font
        drawn[font.objgen] |= set(glyphs)
    named = {key: str(font.BaseFont).partition("+")[2] for key, font in fonts.items()}
    return [f"{named[key]}: {fault}" for key, font in fonts.items() for fault in _font_faults(font, drawn[key])]


def _font_faults(font: Any, drawn: set[int]) -> Iterator[str]:
    descendant = font.DescendantFonts[0]
    if "/FontFile2" not in descendant.FontDescriptor:
        yield "not embedded"
        return
    if str(font.Encoding) != "/Identity-H" or str(descendant.CIDToGIDMap) != "/Identity":
        yield "glyphs under other numbers than the font's"
    embedded = TTFont(BytesIO(descendant.FontDescriptor.FontFile2.read_bytes()))
    bundled = _bundled().get(embedded["name"].getDebugName(6) or "")
    if bundled is None:
        yield f"{embedded['name'].getDebugName(6)} is no font of ours"
        return
    told, widths = _letters(font), _widths(descendant)
    for glyph in sorted(drawn):
        if glyph == 0 or glyph >= embedded["maxp"].numGlyphs:
            yield ".notdef is drawn"
        elif outline(embedded, glyph) != outline(bundled, glyph):
            yield f"glyph {glyph} is not the bundled one"
        elif abs(widths.get(glyph, -1) - _width(bundled, glyph)) > 1:
            yield f"glyph {glyph} is {widths.get(glyph)} wide, not {_width(bundled, glyph)}"
        elif not told.get(glyph) or set(told[glyph]) & set("\0\ufeff\ufffe"):
            yield f"glyph {glyph} stands for no letters"


@cache
def _bundled() -> dict[str, TTFont]:
    """The bundled fonts by the name that embedding leaves them."""
    fonts = [TTFont(FOLDER / name) for name in FILES]
    return {font["name"].getDebugName(6): font for font in fonts}


def outline(font: TTFont, glyph: int) -> Any:
    """The points a glyph is drawn with, those of its parts included."""
    table, name = font["glyf"], font.getGlyphName(glyph)
    coordinates, ends, flags = table[name].getCoordinates(table)
    return list(coordinates), list(ends), [flag & 1 for flag in flags]


def _width(font: TTFont, glyph: int) -> float:
    return float(font["hmtx"][font.getGlyphName(glyph)][0] * 1000 / font["head"].unitsPerEm)


def _widths(descendant: Any) -> dict[int, float]:
    """Glyph → width, out of runs written as: first glyph, widths."""
    runs = list(descendant.W)
    return {
        int(first) + place: float(width)
        for first, run in zip(runs[::2], runs[1::2], strict=True)
        for place, width in enumerate(run)
    }


def _letters(font: Any) -> dict[int, str]:
    found = LETTERS.findall(font.ToUnicode.read_bytes())
    return {int(glyph, 16): bytes.fromhex(code.decode()).decode("utf-16-be") for glyph, code in found}
