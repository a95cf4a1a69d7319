"""Owns what an indicator is marked by: graded quantities, dated targets, and what of them is due by a quarter."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from cell_values.value import Unit
from marking.figures import NOTHING, WHOLE, as_share, sum_of
from plan_tree.terms import QuarterRule


class Rung(NamedTuple):
    """A graded quantity: the target, and the share of the weight it earns."""

    share: Fraction
    target: Fraction


class QuantityGoal(NamedTuple):
    """What is to be reached in quantity.

    ``rungs`` are best first, each easier than the one before; ``annual`` is the 100 % target;
    ``quarters`` maps the targeted quarters and ``of_quarters`` is the year they make;
    ``confirmed`` is false where a rule had to be assumed.
    """

    rule: QuarterRule
    confirmed: bool
    rungs: tuple[Rung, ...]
    annual: Fraction
    quarters: Mapping[int, Fraction]
    of_quarters: Fraction | None
    lower: bool
    unit: Unit

    def due_share(self, through: int) -> Fraction:
        """The share of the year due through a quarter (rulebook §5); without quarter targets all, from the start."""
        if not self.quarters:
            return WHOLE
        due = {quarter: amount for quarter, amount in self.quarters.items() if quarter <= through}
        if self.rule is QuarterRule.AVERAGE or self.annual.numerator <= 0:
            return Fraction(len(due), len(self.quarters))
        if self.rule is QuarterRule.CUMULATIVE:
            return as_share(due[max(due)] / self.annual) if due else NOTHING
        return as_share(sum_of(due.values()) / self.annual)


class DatedTarget(NamedTuple):
    """A day by which something is to be done, and the quarter it belongs to (below 1 or above 4 outside the year)."""

    quarter: int
    day: date


class DatedRung(NamedTuple):
    """The dated targets of one grade, and the share of the weight that meeting all of them earns."""

    share: Fraction
    targets: tuple[DatedTarget, ...]

    def due_share(self, through: int) -> Fraction:
        """Dated targets due through a quarter ÷ dated targets."""
        due = sum(target.quarter <= through for target in self.targets)
        return Fraction(due, len(self.targets))


class LateLoss(NamedTuple):
    """The late rule of an indicator: for each span of ``days`` begun after a date so many ``marks`` are lost.

    ``share`` is what they are of the weight.
    """

    days: int
    marks: Fraction
    share: Fraction

    def spans(self, late_by: int) -> int:
        """How many spans have begun so many days after the date."""
        return -(-late_by // self.days)


class Goals(NamedTuple):
    """A quantity, dates (grades best first), both, or neither where no target can be measured.

    ``late``: what a date missed on every grade loses, where the indicator has a rule of its own for that.
    """

    unit: Unit
    quantity: QuantityGoal | None
    dated: tuple[DatedRung, ...]
    late: LateLoss | None = None

    @property
    def measurable(self) -> bool:
        return self.quantity is not None or bool(self.dated)

    @property
    def both(self) -> bool:
        return self.quantity is not None and bool(self.dated)

    def due_share(self, through: int) -> Fraction:
        """The share of the weight due; with nothing to measure it is due when the year ends."""
        shares = [goal.due_share(through) for goal in (self.quantity, *self.dated[:1]) if goal is not None]
        return min(shares) if shares else Fraction(through >= 4)


def fiscal_quarter(day: date, start_year: int) -> int:
    """The quarter a day lies in, counted from July of the year: 1..4 within it, below or above outside."""
    return (day.year - start_year) * 4 + (day.month - 7) // 3 + 1
