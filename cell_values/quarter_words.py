"""Owns the words for the quarters of a fiscal year: their ordinals, names and months."""

from cell_values.months import MONTH_NAMES
from cell_values.sentence import Sentence

ORDINALS = {
    1: Sentence("১ম", "1st"),
    2: Sentence("২য়", "2nd"),
    3: Sentence("৩য়", "3rd"),
    4: Sentence("৪র্থ", "4th"),
}
ORDINAL_WORDS = {
    1: Sentence("প্রথম", "first"),
    2: Sentence("দ্বিতীয়", "second"),
    3: Sentence("তৃতীয়", "third"),
    4: Sentence("চতুর্থ", "fourth"),
}
QUARTER_NAMES = {
    quarter: Sentence(f"{ordinal.bn} কোয়ার্টার", f"{ordinal.en} quarter") for quarter, ordinal in ORDINALS.items()
}


def months_of(quarter: int) -> Sentence:
    """The months of a quarter: জুলাই-সেপ্টেম্বর for the first."""
    first, last = (MONTH_NAMES[(quarter * 3 + month) % 12] for month in (3, 5))
    return Sentence(f"{first.bn}-{last.bn}", f"{first.en}-{last.en}")
