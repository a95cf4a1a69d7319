"""Owns what differs between two scorecards of a plan: marks before and after, and what is new in their explanation."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from marking.scorecard import AreaScore, ExplainedStep, Mark, Scorecard

_FIGURES = ("earned", "computed", "assessed", "possible", "possible_to_date", "status")
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class MarkDifference:
    """An indicator in both scorecards; ``before`` is None where only the later one has it."""

    before: Mark | None
    after: Mark

    @property
    def moved(self) -> Decimal:
        """Marks gained; below zero where some were lost."""
        return self.after.earned - (self.before.earned if self.before else _NOTHING)

    @property
    def is_changed(self) -> bool:
        """Whether any figure or the status differs, not the words alone."""
        return self.before is None or any(getattr(self.before, name) != getattr(self.after, name) for name in _FIGURES)

    @property
    def new_steps(self) -> tuple[ExplainedStep, ...]:
        """The lines of the later explanation that the earlier one does not have."""
        known = self.before.steps if self.before else ()
        return tuple(step for step in self.after.steps if step not in known)


@dataclass(frozen=True, slots=True)
class AreaDifference:
    """An area in both scorecards with its indicators, in the order of the form."""

    before: AreaScore | None
    after: AreaScore
    marks: tuple[MarkDifference, ...]

    @property
    def moved(self) -> Decimal:
        return self.after.earned - (self.before.earned if self.before else _NOTHING)

    @property
    def is_changed(self) -> bool:
        return any(mark.is_changed for mark in self.marks)


@dataclass(frozen=True, slots=True)
class ScorecardDifference:
    """Two scorecards of one plan, side by side."""

    before: Scorecard
    after: Scorecard
    areas: tuple[AreaDifference, ...]

    @property
    def moved(self) -> Decimal:
        return self.after.earned - self.before.earned

    @property
    def marks(self) -> tuple[MarkDifference, ...]:
        return tuple(mark for area in self.areas for mark in area.marks)

    @property
    def changed(self) -> tuple[MarkDifference, ...]:
        """The indicators that differ, those that move most first."""
        return tuple(sorted((mark for mark in self.marks if mark.is_changed), key=lambda mark: -abs(mark.moved)))

    @property
    def unchanged(self) -> tuple[MarkDifference, ...]:
        return tuple(mark for mark in self.marks if not mark.is_changed)


def compare(before: Scorecard, after: Scorecard) -> ScorecardDifference:
    """What differs, for every indicator and area of the later scorecard; a plan numbers its indicators uniquely."""
    return ScorecardDifference(before, after, tuple(_areas(before, after)))


def _areas(before: Scorecard, after: Scorecard) -> Iterator[AreaDifference]:
    areas = {area.number: area for area in before.areas}
    marks = {mark.number: mark for mark in before.marks}
    for area in after.areas:
        pairs = tuple(MarkDifference(marks.get(mark.number), mark) for mark in area.marks)
        yield AreaDifference(areas.get(area.number), area, pairs)
