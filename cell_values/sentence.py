"""Owns the bilingual sentence: what a person reads, Bengali first, English second."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """One statement in both languages of the system."""

    bn: str
    en: str

    def in_language(self, language: str) -> str:
        """The text for a language code; anything but English reads Bengali."""
        return self.en if language.startswith("en") else self.bn


def joined(sentences: Iterable[Sentence], between: str = " ") -> Sentence:
    """Several sentences as one."""
    told = list(sentences)
    return Sentence(between.join(each.bn for each in told), between.join(each.en for each in told))
