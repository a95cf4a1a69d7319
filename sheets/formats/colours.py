"""Owns the colours of texts and of what lies behind them: whether anybody sees a text at all."""

import re
from collections.abc import Sequence

from sheets.formats.xml import Attributes, finite, whole

BLACK, WHITE = "000000", "FFFFFF"
# What a file names by a number alone; any other such colour is only like itself.
_THEMED = {"0": WHITE, "1": BLACK}  # where no theme says otherwise: the paper and the text on it
_INDEXED = {0: BLACK, 1: WHITE, 8: BLACK, 9: WHITE, 65: WHITE}
_SYSTEM_TEXT = 64
_HEX = re.compile("[0-9A-Fa-f]{6}")
_NEAR = 16  # of 256 steps of a colour: nobody tells these apart


def excel_colour(attributes: Attributes, automatic: str) -> str:
    """A colour of Excel as RRGGBB, or a name of its own for one that its theme or palette keeps."""
    rgb, theme, indexed = (attributes.get(name, "") for name in ("rgb", "theme", "indexed"))
    if _HEX.fullmatch(rgb[-6:]):
        return rgb[-6:].upper()
    if theme:
        tint = attributes.get("tint", "")  # how much lighter or darker
        is_pure = theme in _THEMED and not finite(tint or "0")
        return _THEMED[theme] if is_pure else f"theme {theme} {tint}"
    if indexed:
        number = whole(indexed, _SYSTEM_TEXT)
        return automatic if number == _SYSTEM_TEXT else _INDEXED.get(number, f"index {number}")
    return automatic


def named_colour(text: str, automatic: str) -> str:
    """A colour as OpenDocument and Word write it, #ffffff or FFFFFF; the automatic one where it is none."""
    digits = text.lstrip("#")
    return digits.upper() if _HEX.fullmatch(digits) else automatic


def mixed_colour(parts: Sequence[int] | None, automatic: str) -> str:
    """A colour given by its parts of red, green and blue."""
    return "".join(f"{part:02X}" for part in parts) if parts else automatic


def are_alike(colour: str, ground: str) -> bool:
    """Whether a text of one colour cannot be seen on another."""
    if not (_HEX.fullmatch(colour) and _HEX.fullmatch(ground)):
        return colour == ground
    pairs = ((int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (0, 2, 4))
    return all(abs(one - other) <= _NEAR for one, other in pairs)
