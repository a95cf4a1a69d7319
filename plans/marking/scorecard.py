"""Owns the scorecard: marks of every indicator, area and plan with their explanations, as storable data."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from plans.values.sentence import Sentence
from plans.values.value import Value


class MarkStatus(StrEnum):
    """How an indicator stands; what a page says in a word beside the mark."""

    FULL = "full"
    PARTIAL = "partial"
    ZERO = "zero"  # reported, nothing earned
    MISSING = "missing"  # due, not reported
    NOT_DUE = "not_due"  # nothing due yet and nothing reported
    WORDS = "words"  # reported in words, waiting for an assessment
    UNREADABLE = "unreadable"
    ASSESSED = "assessed"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of an explanation: which part it is (target, achievement, rule, arithmetic, assessed) and its sentence."""

    part: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of one indicator through a quarter. All figures are marks, already rounded."""

    number: str
    weight: Decimal
    computed: Decimal | None  # None where no rule can compute one
    assessed: Decimal | None
    earned: Decimal  # assessed if given, else computed, else 0
    possible: Decimal  # the weight, or 0 when left out as not applicable
    possible_to_date: Decimal  # the part of the weight due so far
    total: Value  # form column 12: total achievement
    status: MarkStatus
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class AreaScore:
    number: str
    title: str
    weight: Decimal  # as printed in the plan
    earned: Decimal
    possible: Decimal
    possible_to_date: Decimal
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A plan's marks through a quarter (1..4) under a policy. Totals are sums of the printed marks."""

    policy: str
    through: int
    earned: Decimal
    computed: Decimal
    possible: Decimal
    possible_to_date: Decimal
    areas: tuple[AreaScore, ...]

    @property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(mark for area in self.areas for mark in area.marks)
