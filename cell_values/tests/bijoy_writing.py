"""Owns writing Unicode Bengali the way it is typed for a Bijoy font, by any of the ways the font has for a conjunct."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from cell_values.bijoy_glyphs import HASANTA, PIECES, REPH, SIGNS, VOWEL_SIGNS, GlyphRole

Choose = Callable[[Sequence[str]], str]

_CONSONANT = "[ক-হৎ]়?"
_SYLLABLE = re.compile(
    f"(?P<reph>{REPH}(?={_CONSONANT}))?"
    f"(?P<cluster>{_CONSONANT}(?:\u200d?{HASANTA}{_CONSONANT})*|[অ-ঔ](?:{HASANTA}য)?)"
    f"(?P<stop>{HASANTA}\u200c?)?(?P<signs>[া-ৌৗ]*)(?P<marks>[ঁংঃ]*)"
)
_BEFORE = "িেৈ"


def _glyphs(*roles: GlyphRole) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for glyph, (role, piece) in PIECES.items():
        if role in roles:
            found.setdefault(piece, []).append(glyph)
    return found


_BASES, _BELOWS, _PLACED = _glyphs(GlyphRole.BASE), _glyphs(GlyphRole.BELOW), _glyphs(GlyphRole.BEFORE, GlyphRole.AFTER)
_OTHERS = {piece: glyph for glyph, piece in SIGNS.items()}


def to_bijoy(text: str, choose: Choose = lambda ways: ways[0]) -> str:
    """The Bijoy of a Unicode text; ``choose`` picks among the ways a cluster or sign can be typed."""
    plain = unicodedata.normalize("NFC", text).replace("আ", "অা").replace("ো", "ে" + "া").replace("ৌ", "ে" + "ৗ")
    written, place = "", 0
    while place < len(plain):
        syllable = _SYLLABLE.match(plain, place)
        if syllable is None:
            written += _OTHERS.get(plain[place], plain[place])
            place += 1
        else:
            written += _syllable(syllable, choose)
            place = syllable.end()
    return written


def _syllable(parts: re.Match[str], choose: Choose) -> str:
    cluster = parts["cluster"].replace("\u200d", "")
    before = "".join(choose(_PLACED[sign]) for sign in parts["signs"] if sign in _BEFORE)
    after = "".join(choose(_PLACED[sign]) for sign in parts["signs"] + parts["marks"] if sign not in _BEFORE)
    reph = "©" if parts["reph"] else ""
    stop = "&" if parts["stop"] else ""
    return before + choose(sorted(set(ways(cluster)))) + reph + stop + after


def ways(cluster: str, before: str = "") -> Iterator[str]:
    """Every way to type a cluster behind a piece: whole, by half forms and their other halves, by forms hung below."""
    if not cluster:
        yield ""
    for length in range(1, len(cluster) + 1):
        piece, rest = cluster[:length], cluster[length:]
        if piece[-1] in VOWEL_SIGNS or (rest and rest[0] == "়"):
            continue
        for glyph in _following(before, piece):
            if not (piece.endswith(HASANTA) and not rest):
                yield from (glyph + more for more in ways(rest, piece))


def _following(before: str, piece: str) -> list[str]:
    """The glyphs for a piece: of its own at the beginning, either kind behind a half form, else those hung below."""
    if not before:
        return _BASES.get(piece, [])
    if before.endswith(HASANTA):
        return _BASES.get(piece, []) + _BELOWS.get(HASANTA + piece, [])
    return _BELOWS.get(piece, [])
