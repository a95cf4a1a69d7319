"""Owns the bilingual sentence: what a person reads, Bengali first, English second."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """One statement in both languages of the system."""

    bn: str
    en: str

    def in_language(self, language: str) -> str:
        """The text for a language code; anything but English reads Bengali."""
        return self.en if language.startswith("en") else self.bn
