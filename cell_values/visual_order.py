"""Owns Bengali text copied out of a PDF: vowel signs in the order they are drawn in, letters torn apart by a space.

Unicode writes a vowel sign behind its consonant, be it drawn before it: নৈতিকতা, which a PDF gives away as ৈনিতকতা.
"""

import re
import unicodedata
from dataclasses import dataclass

from cell_values.doubt import Doubt, warning

_BEFORE = "িেৈ"  # the signs that are drawn before their consonant
_LETTER = "(?:[ক-হৰৱ]\u09bc?)"
_CLUSTER = rf"{_LETTER}(?:্[\u200c\u200d]?{_LETTER})*"
_WORD = re.compile("[\u0980-\u09e3\u200c\u200d]+")
# No word begins with a vowel sign, and none follows a vowel: these say that the text is in the order it was drawn in.
_MISPLACED = re.compile(
    rf"[{_BEFORE}](?={_LETTER})(?:(?<=^.)|(?<=[\s(\[/–-].)|(?<=[অ-ঔংঃঁ\u09be-\u09cc\u09d7].))", re.MULTILINE
)
# া before ে is also how some type ো; a lone ের belongs to the word before it, a space too many between.
_AMBIGUOUS = re.compile(r"াে|(?<!\S)ের(?!\S)")
# A sign no letter follows can only stand behind its consonant: the text is as it should be.
_IN_ORDER = re.compile(rf"[{_BEFORE}](?!{_LETTER})")
_TO_MOVE = re.compile(rf"([{_BEFORE}])({_CLUSTER})([াৗ]?)")
_INVALID = re.compile(r"(?:^|(?<=[\s(\[/–-]))[\u09be-\u09cc\u09d7]|[\u09be-\u09cc\u09d7]{2}", re.MULTILINE)
_LAST_REPH = re.compile(rf"({_CLUSTER})([\u09be-\u09cc\u09d7]?)র্(?![\u0980-\u09e3])")
# Loan words may end in a hasanta (সিটিজেনস্ চার্টার), but not over these letters.
_ENDING = frozenset(("বিদ্বান্", "শ্রীমান্", "ভগবান্", "সম্"))
_TORN = re.compile(rf"(?P<word>[\u0980-\u09e3]*[রষঞঙণনম]্) (?={_LETTER})|(?<=[ক-হ\u09bc]) (?=[\u09be\u09c0-\u09c3])")
_LOST = re.compile("[\u25cc\ufffd]")
# Nearly no text is out of order: one look for what none of the other patterns does without spares them.
_SUSPECT = re.compile(
    rf"(?:^|[\s(\[/–অ-ঔংঃঁ\u09be-\u09cc\u09d7-])[{_BEFORE}]|[রষঞঙণনম]্ | [\u09be\u09c0-\u09c3]|{_LOST.pattern}",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Reordered:
    """A text in the order of Unicode; ``is_certain`` where there is no other reading, "" where there is none at all."""

    text: str
    is_certain: bool


def is_misplaced(text: str) -> bool:
    """Whether a text proves by itself that its vowel signs stand in the order they are drawn in."""
    return _MISPLACED.search(text) is not None and _MISPLACED.search(_AMBIGUOUS.sub(" ", text)) is not None


def is_in_order(text: str) -> bool:
    """Whether a text proves that its vowel signs stand behind their consonants."""
    return _IN_ORDER.search(text) is not None


def reordered(text: str, *, among_misplaced: bool = False) -> Reordered | None:
    """The text as it is spoken; None where nothing says that it is not so already.

    ``among_misplaced`` says that all texts around are in the order they are drawn in: then this one is too.
    """
    if not among_misplaced and not _SUSPECT.search(text):
        return None
    joined = _TORN.sub(_join, text)
    is_evident, contradicts = is_misplaced(joined), is_in_order(joined)
    if is_evident or (among_misplaced and not contradicts and _TO_MOVE.search(joined)):
        moved = _moved(joined)
        if contradicts or _INVALID.search(moved) or _LOST.search(moved):
            return Reordered("", is_certain=False)
        return Reordered(moved, is_certain=is_evident and joined == text and "াে" not in text)
    if joined != text:
        return Reordered(joined, is_certain=False)
    return Reordered("", is_certain=False) if _LOST.search(text) and _WORD.search(text) else None


def order_doubtful(read: str, meant: str) -> Doubt:
    """The warning that a text seems copied out of a PDF; ``meant`` is what it may say, "" where nobody can tell."""
    bn, en = (f" “{meant}” লিখতে চেয়েছেন?", f" Did you mean “{meant}”?") if meant else ("", "")
    return warning(
        "visual_order_doubtful",
        read,
        f"পিডিএফ থেকে আনা বলে মনে হয়; অক্ষর বা কারচিহ্ন জায়গামতো নেই।{bn or ' ঠিক করে লিখুন।'}",
        f"seems copied out of a PDF: letters or vowel signs are out of place.{en or ' Write it again.'}",
    )


def _moved(text: str) -> str:
    """Each sign that is drawn first behind its consonants, the reph that is drawn last before them."""
    signed = unicodedata.normalize("NFC", _TO_MOVE.sub(r"\2\1\3", text))
    return _LAST_REPH.sub(r"র্\1\2", signed)


def _join(match: re.Match[str]) -> str:
    word = match["word"]
    return match[0] if word in _ENDING else word or ""
