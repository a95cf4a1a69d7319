"""Owns a problem found in a document: where it stands, how grave it is, and the sentence that says so."""

from dataclasses import dataclass
from typing import Any

from cell_values.doubt import Severity
from cell_values.sentence import Sentence

__all__ = ["Problem", "Severity"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One doubt about one cell: what was read, why it is doubted and what to do.

    ``about`` is the number of the indicator, where it is about one.
    """

    severity: Severity
    code: str
    sentence: Sentence
    sheet: str = ""
    cell: str = ""
    about: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "severity": self.severity.value,
            "sheet": self.sheet,
            "cell": self.cell,
            "code": self.code,
            "message": self.sentence.bn,
            "message_en": self.sentence.en,
        }
