"""Owns which letters a glyph stands for: its font says so, whatever text the glyph was met in first.

WeasyPrint 70 tells readers of a PDF the letters of the cluster a glyph was first drawn in: য় is "য়ে" for the whole
document if a য়ে came first, and a sign drawn beside its consonant is nothing at all, which PDF/UA-1 forbids (ISO
14289-1, 7.21.7). Readers that take the text beside the glyphs (``searchable``) never see it; others search by it.
"""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any
from unicodedata import normalize

import weasyprint.pdf
from fontTools.ttLib import TTFont

from reports.pdf.seams import known

SINGLE, LIGATURE = 1, 4  # kinds of substitution
SCRIPT = "bng2"  # of its ligatures a sign that joins stands before what it joins, as it is typed
JOINER = "\u200d"  # asks for a shape and is no letter
ASSAMESE = "ৰৱ"  # have conjuncts in common with র and ব, which is what stands in our documents


def tell_letters_by_font() -> None:
    """Let WeasyPrint write the letters its fonts know for each glyph; calling it again changes nothing."""
    build = weasyprint.pdf.build_fonts_dictionary
    if getattr(build, "knows_letters", False):
        return
    known(weasyprint.pdf, "build_fonts_dictionary", "pdf fonts compress subset options")

    def build_with_letters(pdf: Any, fonts: Any, *details: Any) -> Any:
        for font in fonts.values():
            letters = letters_of(bytes(font.file_content))
            font.to_unicode = {glyph: letters.get(glyph) or met for glyph, met in font.to_unicode.items()}
        return build(pdf, fonts, *details)

    build_with_letters.knows_letters = True  # type: ignore[attr-defined]
    weasyprint.pdf.build_fonts_dictionary = build_with_letters


@cache
def letters_of(program: bytes) -> dict[int, str]:
    """The letters of each glyph of a font: those of the character it draws, or of the glyphs it is made from."""
    font = TTFont(BytesIO(program), lazy=True)
    drawn = sorted(font.getBestCmap().items(), reverse=True)
    letters = {glyph: chr(character) for character, glyph in drawn if chr(character) not in ASSAMESE}
    found, rules = -1, list(_substitutions(font))
    while found < len(letters):
        found = len(letters)
        for made, parts in rules:
            if made not in letters and all(part in letters for part in parts):
                letters[made] = "".join(letters[part] for part in parts).replace(JOINER, "")
    return {font.getGlyphID(glyph): normalize("NFC", text) for glyph, text in letters.items()}


def _substitutions(font: TTFont) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Which glyph is made of which, in the font's order."""
    table: Any = font["GSUB"].table if "GSUB" in font else None
    for number, lookup in enumerate(table.LookupList.Lookup if table else ()):
        for rule in (getattr(each, "ExtSubTable", each) for each in lookup.SubTable):
            if rule.LookupType == SINGLE:
                yield from ((made, (part,)) for part, made in rule.mapping.items())
            elif rule.LookupType == LIGATURE and number in _own_lookups(table):
                for first, ligatures in rule.ligatures.items():
                    yield from ((each.LigGlyph, (first, *each.Component)) for each in ligatures)


def _own_lookups(table: Any) -> set[int]:
    """The numbers of the lookups of our script."""
    features = table.FeatureList.FeatureRecord
    systems = [each.Script.DefaultLangSys for each in table.ScriptList.ScriptRecord if each.ScriptTag == SCRIPT]
    return {
        number
        for system in systems
        for feature in system.FeatureIndex
        for number in features[feature].Feature.LookupListIndex
    }
