"""Owns the fonts that draw symbols over letters, as Wingdings its tick over ü, and the signs these stand for."""

import re
from functools import lru_cache

# What a plan ticks and crosses with; any other symbol is shown as one that is not known.
TICKS, CROSSES, BOXES = "✓☑", "✗☒", "☐"
UNKNOWN = "\ufffd"
_WINGDINGS = {0xFC: "✓", 0xFE: "☑", 0xFB: "✗", 0xFD: "☒", 0x78: "☒", 0xA8: "☐", 0x6F: "☐", 0x71: "☐", 0x72: "☐"}
_BULLETS = {0x6C: "●", 0x6E: "■", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xD8: "➢", 0xE0: "→", 0xF0: "⇨"}
_SIGNS = {
    "wingdings": _WINGDINGS | _BULLETS,
    "wingdings2": {0x50: "✓", 0x52: "☑", 0x4F: "✗", 0x51: "☒", 0x53: "☒", 0x54: "☒", 0x2A: "☐", 0xA3: "☐", 0x30: "☐"},
    "webdings": {0x61: "✓", 0x72: "✗", 0x63: "☐", 0x67: "■"},
    "marlett": {0x61: "✓", 0x62: "✓", 0x72: "✗"},
    "symbol": {0xD6: "√", 0xB7: "•", 0xB4: "×", 0xB3: "≥", 0xA3: "≤", 0xB1: "±", 0xAE: "→"},
    "zapfdingbats": {0x33: "✓", 0x34: "✓", 0x35: "✗", 0x36: "✗", 0x37: "✗", 0x38: "✗", 0x6F: "☐", 0x71: "☐"},
    "wingdings3": {},
    "monotypesorts": {0x33: "✓", 0x34: "✓", 0x37: "✗", 0x38: "✗"},
}
_NAMES = {TICKS + "√": "টিক চিহ্ন", CROSSES: "ক্রস চিহ্ন", BOXES: "খালি ঘর"}
_SPACES = re.compile(r"[^\w]+")
_LAST_LATIN = 0xFF
_PRIVATE = 0xF000  # where Word keeps the characters of such fonts
_SHARED = frozenset("0123456789.,+-/()[]{}<>=%:; \n\t")  # Symbol draws these as every font does
_STRAY = re.compile("[\uf020-\uf0ff]")


@lru_cache
def is_symbol_font(font: str) -> bool:
    """Whether letters in a font show as symbols."""
    return bool(font) and _SPACES.sub("", font).lower() in _SIGNS


def drawn(text: str, font: str) -> str:
    """What a text in a font of symbols shows."""
    name = _SPACES.sub("", font).lower()
    return "".join(_sign(char, name) for char in text)


def has_private(text: str) -> bool:
    """Whether a text holds characters of such a font, as they come along when copied without it."""
    return _STRAY.search(text) is not None


def without_private(text: str) -> str:
    """A text with the signs for characters that Word keeps in a place of its own; nearly all are of Wingdings."""
    return _STRAY.sub(lambda match: _sign(match[0], "wingdings"), text)


def name_of(text: str) -> str:
    """The name of the first sign in a text of signs alone, "" where it holds words or figures or no sign known."""
    if any(map(str.isalnum, text)):
        return ""
    return next((name for char in text for signs, name in _NAMES.items() if char in signs), "")


def _sign(char: str, font: str) -> str:
    """What a character of a font shows; one from beyond Latin comes from another font, for these hold none."""
    code = ord(char) - _PRIVATE if _STRAY.match(char) else ord(char)
    if char.isspace() or code > _LAST_LATIN:
        return char
    return chr(code) if font == "symbol" and chr(code) in _SHARED else _SIGNS[font].get(code, UNKNOWN)
