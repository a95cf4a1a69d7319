"""Owns the guard of texts that a spreadsheet would take for a formula, the same for every file we write."""

import re

# Full-width signs start formulas in East Asian set-ups; white space and line feeds before a sign are passed over.
# "--", none achieved, begins no formula.
_LIKE_A_FORMULA = re.compile(r"\s*(?:[=+@＝＋－＠]|-(?![-\s]*$))|[\t\r\n]")
_GUARDED = re.compile(rf"'+(?:{_LIKE_A_FORMULA.pattern})")


def is_like_a_formula(text: str) -> bool:
    """Whether some spreadsheet would compute the text when a file or an edited cell gives it."""
    return bool(_LIKE_A_FORMULA.match(text))


def guarded(text: str) -> str:
    """A text no spreadsheet takes for a formula: ``=1`` becomes ``'=1``, and ``'=1`` becomes ``''=1``."""
    return f"'{text}" if is_like_a_formula(text) or _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """The inverse of ``guarded``."""
    return text[1:] if _GUARDED.match(text) else text
