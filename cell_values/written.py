"""Owns a text prepared for matching: as typed, and folded to ASCII digits and small letters."""

import re
import unicodedata
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase

from cell_values.text import without_joiners

LETTER = r"a-z\u0980-\u09e3\u09f0-\u09ff"  # of a folded text, for use inside [...]

_FOLD = str.maketrans("০১২৩৪৫৬৭৮৯" + ascii_uppercase, "0123456789" + ascii_lowercase)


@dataclass(frozen=True, slots=True)
class Written:
    """A text and its folded twin; both have the same length, so that a place in one is a place in the other."""

    typed: str
    folded: str

    def between(self, start: int, end: int) -> str:
        """The fragment as typed, without spaces around it."""
        return self.typed[start:end].strip()


def written(normalised: str) -> Written:
    """A normalised text prepared for matching: the joiners are left out."""
    typed = without_joiners(normalised)
    return Written(typed, typed.translate(_FOLD))


def pattern(body: str) -> re.Pattern[str]:
    """A pattern for folded texts, its Bengali words in the canonical form."""
    return re.compile(unicodedata.normalize("NFC", body))
