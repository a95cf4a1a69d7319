"""Owns what the doctor says of one thing: how it is, and what to do, in both languages."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cell_values.digits import to_bengali
from cell_values.sentence import Sentence


class Grade(StrEnum):
    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


WORDS = {Grade.OK: "ঠিক · ok", Grade.WARN: "সতর্কতা · warn", Grade.FAIL: "ত্রুটি · fail"}


@dataclass(frozen=True)
class Advice:
    """``name``: of what is looked at, for machines; ``to_do`` is nothing where all is well."""

    name: str
    grade: Grade
    found: Sentence
    to_do: Sentence | None = None

    def as_json(self) -> dict[str, Any]:
        told: dict[str, Any] = {"name": self.name, "grade": self.grade.value, "bn": self.found.bn, "en": self.found.en}
        return told if self.to_do is None else told | {"do_bn": self.to_do.bn, "do_en": self.to_do.en}

    def as_lines(self) -> list[str]:
        """For eyes: Bengali first."""
        lines = [f"{WORDS[self.grade]}  {self.name}: {self.found.bn}", f"    {self.found.en}"]
        return lines if self.to_do is None else [*lines, f"  → {self.to_do.bn}", f"    {self.to_do.en}"]


def well(name: str, bn: str, en: str) -> Advice:
    """Nothing is to be done."""
    return Advice(name, Grade.OK, Sentence(bn, en))


def warn(name: str, found: tuple[str, str], to_do: tuple[str, str]) -> Advice:
    """It works, and should be better."""
    return Advice(name, Grade.WARN, Sentence(*found), Sentence(*to_do))


def fail(name: str, found: tuple[str, str], to_do: tuple[str, str]) -> Advice:
    """Something people or operators rely on does not work."""
    return Advice(name, Grade.FAIL, Sentence(*found), Sentence(*to_do))


def shown(number: float) -> str:
    """A number in a Bengali sentence."""
    return to_bengali(str(number))
