"""Owns how a total that an office prints is worded: মোট নম্বর: ৫০, প্রাপ্ত নম্বর।"""

import re

from cell_values.text import normalise

_FIGURE = r"\s?[:ঃ।=–-]*\s?(?P<figure>[0-9০-৯][0-9০-৯.,]*)?"
_OF = "নম্বর|নাম্বার|মান|স্কোর"
TOTAL = re.compile(normalise(rf"(?:সর্ব)?মোট(?:\s?(?:{_OF}))?") + _FIGURE)
OBTAINED = re.compile(normalise(rf"(?:(?:সর্ব)?মোট )?(?:প্রাপ্ত|অর্জিত) (?:মোট )?(?:{_OF})") + _FIGURE)


def claims_a_figure(text: str) -> bool:
    """Whether a text is a total with its figure; without one it may be the heading of a column."""
    matches = (label.fullmatch(text) for label in (TOTAL, OBTAINED))
    return any(match and match["figure"] for match in matches)
