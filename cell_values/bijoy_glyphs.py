"""Owns what each character of a Bijoy font (SutonnyMJ and its family) draws, as a piece of Unicode.

The fonts draw Bengali over the characters of Windows-1252. Facts as published with the open converters bijoy2unicode
and BijoyToUnicode; where these differ, what texts typed in the fonts use (¹ গ্গ, ² ক্ষ্ম, Í ্ত, Ð ণ্ড, æ ু, è ্ণ, ø ্ল, ÿ ক্ষ).
"""

import unicodedata
from enum import Enum, auto

HASANTA = "্"
REPH = "র্"
VOWEL_SIGNS = frozenset("ািীুূৃেৈোৌৗ")
MARKS = frozenset("ংঃঁ")


class GlyphRole(Enum):
    """How a piece joins the others of its syllable."""

    BASE = auto()  # begins a syllable, or closes one that a half form has begun
    BELOW = auto()  # joins the consonant before it: ্র, ্য
    BEFORE = auto()  # a vowel sign drawn before its consonant: ি, ে, ৈ
    AFTER = auto()  # a vowel sign or mark drawn after it
    REPH = auto()
    STOP = auto()  # a hasanta that is seen


def _series(glyphs: str, pieces: str) -> dict[str, str]:
    return dict(zip(glyphs.split(), map(_canonical, pieces.split()), strict=True))


def _canonical(piece: str) -> str:
    return unicodedata.normalize("NFC", piece)


_LETTERS = _series(
    "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z _ ` a b c d e f g h i j k l m n o p q r",
    "অ ই ঈ উ ঊ ঋ এ ঐ ও ঔ ক খ গ ঘ ঙ চ ছ জ ঝ ঞ ট ঠ ড ঢ ণ ত থ দ ধ ন প ফ ব ভ ম য র ল শ ষ স হ ড় ঢ় য় ৎ",
)
_CONJUNCTS = (
    _series(
        "° ± ² ³ ´ µ ¶ ÿ · ¸ ¹ º » ¼ ½ ¾ À Á Â Ã Ä Å Æ Ç È É Ê Ð",
        "ক্ক ক্ট ক্ষ্ম ক্ত ক্ম ক্র ক্ষ ক্ষ ক্স গু গ্গ গ্দ গ্ধ ঙ্ক ঙ্গ জ্জ জ্ঝ জ্ঞ ঞ্চ ঞ্ছ ঞ্জ ঞ্ঝ ট্ট ড্ড ণ্ট ণ্ঠ ণ্ড ণ্ড",
    )
    | _series(
        "Ë Ì Î Ï × Ø Ù Ú Û Ü Ý Þ ß à á â ã ä å ç é ê ë ì í î",
        "ত্ত ত্থ ত্র দ্দ দ্ধ দ্ব দ্ম ন্ঠ ন্ড ন্ধ ন্স প্ট প্ত প্প প্স ব্জ ব্দ ব্ধ ভ্র ম্ফ ল্ক ল্গ ল্ট ল্ড ল্প ল্ফ",
    )
    | _series(
        "ï ð ñ ò ó ô õ ö ÷ ù û ü ý þ",
        "শু শ্চ শ্ছ ষ্ণ ষ্ট ষ্ঠ ষ্ফ স্খ স্ট স্ফ হু হৃ হ্ন হ্ম",
    )
)
_HALVES = _series("• ” ˜ ™ š › ¤ ® ¯", "ঙ্ চ্ দ্ দ্ ন্ ন্ ম্ ষ্ স্")
_BELOW = _series(
    "^ ¡ ¦ Ÿ ’ ‹ Œ — Í ‘ œ ¢ £ ¥ § ¨ ª « Ö ¬ \xad ø è ú ¿",
    "্ব ্ব ্ব ্ব ্থ ্ক ্ক্র ্ত ্ত ্তু ্ন ্ভ ্ভ্র ্ম ্ম ্য ্র ্র ্র ্ল ্ল ্ল ্ণ ্প ্ত্র",
)
_BEFORE = _series("w † ‡ ˆ ‰", "ি ে ে ৈ ৈ")
_AFTER = _series("v x y z æ “ – ~ ƒ ‚ „ … Š s t u", "া ী ু ু ু ু ু ূ ূ ূ ৃ ৃ ৗ ং ঃ ঁ")

PIECES: dict[str, tuple[GlyphRole, str]] = {
    **{glyph: (GlyphRole.BASE, piece) for glyph, piece in (_LETTERS | _CONJUNCTS | _HALVES).items()},
    **{glyph: (GlyphRole.BELOW, piece) for glyph, piece in _BELOW.items()},
    **{glyph: (GlyphRole.BEFORE, piece) for glyph, piece in _BEFORE.items()},
    **{glyph: (GlyphRole.AFTER, piece) for glyph, piece in _AFTER.items()},
    "©": (GlyphRole.REPH, REPH),
    "&": (GlyphRole.STOP, HASANTA),
}
# What stands for itself between words: digits, and signs that no syllable takes up.
SIGNS = _series("0 1 2 3 4 5 6 7 8 9 | $ Ñ Ò Ó Ô Õ", "০ ১ ২ ৩ ৪ ৫ ৬ ৭ ৮ ৯ । ৳ — “ ” ‘ ’")
# Punctuation that people also mean as such, beside what the font draws for it.
PUNCTUATION = frozenset("‘’“”–—•…‚„\xad")
