"""Owns how a total that an office prints is worded: মোট নম্বর: ৫০, প্রাপ্ত নম্বর।"""

import re

from cell_values.text import normalise

_FIGURE = r"\s?[:ঃ।=–-]*\s?(?P<figure>[0-9০-৯][0-9০-৯.,]*)?"
_OF = "নম্বর|নাম্বার|মান|স্কোর"
_SIGNS = r"[\s:ঃ।=–-]*"
_COUNT = normalise(r"\(\s?(?P<count>[0-9০-৯]{1,3})\s?(?:টি|টা)?\s?(?:কর্মসম্পাদন\s)?(?:সূচক|সুচক|indicators?)\s?\)")
TOTAL = re.compile(normalise(rf"(?:সর্ব)?মোট(?:\s?(?:{_OF}))?") + rf"(?:{_SIGNS}{_COUNT})?" + _FIGURE)
SUBTOTAL = re.compile(
    normalise(rf"(?:উপ[\s-]?মোট|sub[\s-]?total)(?:\s?(?:{_OF}))?") + rf"(?:{_SIGNS}{_COUNT})?" + _FIGURE, re.IGNORECASE
)
COUNT = re.compile(_COUNT)
OBTAINED = re.compile(normalise(rf"(?:(?:সর্ব)?মোট )?(?:প্রাপ্ত|অর্জিত) (?:মোট )?(?:{_OF})") + _FIGURE)


def claims_a_figure(text: str) -> bool:
    """Whether a text is a total with its figure; without one it may be the heading of a column."""
    matches = (label.fullmatch(text) for label in (TOTAL, SUBTOTAL, OBTAINED))
    return any(match and match["figure"] for match in matches)
