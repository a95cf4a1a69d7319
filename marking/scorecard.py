"""Owns the scorecard: marks of every indicator, area and plan with their explanations, as storable data."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self

from cell_values.sentence import Sentence
from cell_values.value import Value
from marking.figures import NOTHING, add, exact, round_half_up


class MarkStatus(StrEnum):
    """How an indicator stands; what a page says in a word beside the mark."""

    FULL = "full"
    ON_TRACK = "on_track"  # all that was due so far or more, and not yet the whole
    PARTIAL = "partial"  # less than what was due so far
    ZERO = "zero"  # reported, nothing earned
    MISSING = "missing"  # due, not reported
    NOT_DUE = "not_due"  # nothing due yet and nothing achieved
    WORDS = "words"  # reported in words, waiting for an assessment
    UNREADABLE = "unreadable"
    NO_TARGET = "no_target"  # no target to measure by, waiting for an assessment
    ASSESSED = "assessed"
    EXEMPTION_ASKED = "exemption_asked"  # said to be not applicable, and nobody has decided
    NOT_APPLICABLE = "not_applicable"  # granted by a reviewer


def judged_so_far(status: MarkStatus, earned: Decimal, due: Decimal, total: Value) -> MarkStatus:
    """ "partly" is said only of what fell short of the part due so far, "zero" of a ``total`` of 0 only where some was
    due; scorecards stored before said it of all.
    """
    if status is MarkStatus.ZERO and not due and total.quantity == 0 and not total.dates:
        return MarkStatus.NOT_DUE
    return MarkStatus.ON_TRACK if status is MarkStatus.PARTIAL and earned >= due else status


@dataclass(frozen=True, slots=True)
class ExplainedStep:
    """One line of an explanation and the part it is:

    target, achievement, rule, arithmetic, rounding, assessed, exemption or note.
    """

    part: str
    sentence: Sentence

    def as_json(self) -> dict[str, str]:
        return {"part": self.part, "bn": self.sentence.bn, "en": self.sentence.en}

    @classmethod
    def from_json(cls, data: dict[str, str]) -> Self:
        return cls(data["part"], Sentence(data["bn"], data["en"]))


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
    steps: tuple[ExplainedStep, ...]

    @property
    def left_out(self) -> Decimal:
        """What the possible marks lack of the weight: all of it where a reviewer granted "not applicable", else 0."""
        return add((self.weight, -self.possible)) if self.status is MarkStatus.NOT_APPLICABLE else Decimal(0)

    def as_json(self) -> dict[str, Any]:
        """The mark as JSON data; decimals are strings, digit for digit."""
        return {
            "number": self.number,
            **_written(self, "weight", "computed", "assessed", "earned", "possible", "possible_to_date"),
            "total": self.total.as_json(),
            "status": self.status.value,
            "steps": [step.as_json() for step in self.steps],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """The inverse of ``as_json``."""
        figures, total = _read(data, "weight", "earned", "possible", "possible_to_date"), Value.from_json(data["total"])
        return cls(
            number=data["number"],
            computed=None if data["computed"] is None else Decimal(data["computed"]),
            assessed=None if data["assessed"] is None else Decimal(data["assessed"]),
            total=total,
            status=judged_so_far(MarkStatus(data["status"]), figures["earned"], figures["possible_to_date"], total),
            steps=tuple(ExplainedStep.from_json(step) for step in data["steps"]),
            **figures,
        )


@dataclass(frozen=True, slots=True)
class AreaScore:
    """An area's marks; ``weight`` is as printed in the plan, the rest are sums over its indicators."""

    number: str
    title: str
    weight: Decimal
    earned: Decimal
    possible: Decimal
    possible_to_date: Decimal
    marks: tuple[Mark, ...]

    @property
    def left_out(self) -> Decimal:
        """The weights of the indicators left out as not applicable."""
        return add(mark.left_out for mark in self.marks)

    @property
    def percentage(self) -> Decimal:
        """Earned of the possible marks in percent, half-up to 2 places."""
        return _percentage(self.earned, self.possible)

    def as_json(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "title": self.title,
            **_written(self, "weight", "earned", "possible", "possible_to_date"),
            "marks": [mark.as_json() for mark in self.marks],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any], *, with_marks: bool = True) -> Self:
        """The inverse of ``as_json``."""
        return cls(
            number=data["number"],
            title=data["title"],
            marks=tuple(Mark.from_json(mark) for mark in data["marks"] if with_marks),
            **_read(data, "weight", "earned", "possible", "possible_to_date"),
        )


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

    @property
    def possible_weight(self) -> Decimal:
        """The raw total: the weights of all indicators, those not applicable included."""
        return add(mark.weight for mark in self.marks)

    @property
    def printed_weight(self) -> Decimal:
        """The weights of the areas as printed, which may differ from those of their indicators."""
        return add(area.weight for area in self.areas)

    @property
    def left_out(self) -> Decimal:
        """The weights of the indicators left out as not applicable: the raw total less the possible marks."""
        return add(mark.left_out for mark in self.marks)

    @property
    def raw_percentage(self) -> Decimal:
        """Earned of all weights in percent, those left out included, half-up to 2 places."""
        return _percentage(self.earned, self.possible_weight)

    @property
    def percentage(self) -> Decimal:
        """Earned of the possible marks in percent, half-up to 2 places: rescaled where indicators were left out."""
        return _percentage(self.earned, self.possible)

    @property
    def percentage_to_date(self) -> Decimal:
        """Earned of the marks due so far in percent; above 100 where more was done than was due."""
        return _percentage(self.earned, self.possible_to_date)

    def as_json(self) -> dict[str, Any]:
        """The scorecard as JSON data; decimals are strings, digit for digit."""
        return {
            "policy": self.policy,
            "through": self.through,
            **_written(self, "earned", "computed", "possible", "possible_to_date"),
            "areas": [area.as_json() for area in self.areas],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any], *, with_marks: bool = True) -> Self:
        """The inverse of ``as_json``; without its marks where only the sums are asked about."""
        return cls(
            policy=data["policy"],
            through=data["through"],
            areas=tuple(AreaScore.from_json(area, with_marks=with_marks) for area in data["areas"]),
            **_read(data, "earned", "computed", "possible", "possible_to_date"),
        )


def _written(record: object, *names: str) -> dict[str, str | None]:
    figures = {name: getattr(record, name) for name in names}
    return {name: None if figure is None else str(figure) for name, figure in figures.items()}


def _read(data: dict[str, Any], *names: str) -> dict[str, Decimal]:
    return {name: Decimal(data[name]) for name in names}


def _percentage(part: Decimal, whole: Decimal) -> Decimal:
    parts, of = exact(part), exact(whole)
    return round_half_up(100 * parts / of if parts and of else NOTHING, 2)
