"""Owns the keys of rows as a browser sends them: what none can be is not asked for in the database."""

MOST_DIGITS = 19  # no key of the database has so many


def key_in(text: str) -> int | None:
    """The key a text is, in ASCII digits; None where it can be none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < MOST_DIGITS else None
