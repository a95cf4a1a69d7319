"""Owns the two digit scripts of the plans: Bengali ০–৯ and ASCII 0–9, and nothing else."""

_TO_BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
_TO_ASCII = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")


def to_bengali(text: str) -> str:
    """The text with its ASCII digits as Bengali ones; everything else stays."""
    return text.translate(_TO_BENGALI)


def to_ascii(text: str) -> str:
    """The text with its Bengali digits as ASCII ones; digits of other scripts stay as they are."""
    return text.translate(_TO_ASCII)
