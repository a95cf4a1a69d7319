"""Owns what can still be earned: an indicator's marks if all that is to come is done in full and in time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from cell_values.value import Value, ValueState
from marking.goals import Goals, QuantityGoal
from marking.policy import Policy
from marking.score import mark
from marking.scorecard import Mark, MarkStatus, Scorecard
from marking.targets import read_goals
from plan_tree.terms import QUARTERS
from plan_tree.tree import IndicatorNode, PlanTree

AWAITING = frozenset({MarkStatus.WORDS, MarkStatus.UNREADABLE, MarkStatus.NO_TARGET})  # a reviewer may give them all
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Reach:
    """What an indicator has earned through a quarter, and at most can have earned when the year ends.

    ``falls_due`` maps each quarter to come to the marks that fall due in it, are not earned already and can still be.
    """

    mark: Mark
    best: Decimal
    falls_due: Mapping[int, Decimal]

    @property
    def still(self) -> Decimal:
        """Marks that can still be earned."""
        return self.best - self.mark.earned

    @property
    def made_up(self) -> Decimal:
        """Marks that were due already and can still be earned: what was missed is made up for."""
        return self.still - sum(self.falls_due.values(), _NOTHING)

    @property
    def gone(self) -> Decimal:
        """Possible marks that cannot be earned any more, whatever is done."""
        return max(self.mark.possible - self.best, _NOTHING)


def reach(plan: PlanTree, scorecard: Scorecard, policy: Policy) -> tuple[Reach, ...]:
    """What every indicator of a scorecard can still earn after its quarter; deeds to come begin the day after it.

    Indicators left out stay so, and an assessed mark stays as it is; what awaits an assessment may be given in full.
    """
    rows = {each.number: each for each in plan.indicators}
    known = ((found, rows[found.number]) for found in scorecard.marks if found.number in rows)
    return tuple(_reach(found, each, policy, plan.start_year, scorecard.through) for found, each in known)


def _reach(found: Mark, row: IndicatorNode, policy: Policy, start_year: int, through: int) -> Reach:
    best = found.earned
    if found.status in AWAITING:
        best = found.possible
    elif found.status not in {MarkStatus.ASSESSED, MarkStatus.NOT_APPLICABLE}:
        fulfilled = _fulfilled(row, read_goals(row, start_year), start_year, through)
        best = max(best, mark(fulfilled, policy, start_year=start_year, through=QUARTERS[-1]).earned)
    due = _falling_due(found, row, policy, start_year, through)
    return Reach(found, best, dict(_held(due, best - found.earned)))


def _fulfilled(row: IndicatorNode, goals: Goals, start_year: int, through: int) -> IndicatorNode:
    """The indicator with every quarter to come reporting more than is asked, done on its first possible day."""
    done = _all_done(goals, start_year, through)
    cells = {quarter: row.quarter(quarter) for quarter in QUARTERS if quarter > through}
    to_come = {quarter: replace(cell, achievement=done, assessment=None) for quarter, cell in cells.items()}
    return replace(row, quarters={**row.quarters, **to_come})


def _all_done(goals: Goals, start_year: int, through: int) -> Value:
    amount = None if goals.quantity is None else _more_than_asked(goals.quantity)
    asked = max((len(rung.targets) for rung in goals.dated), default=0)
    return Value("", ValueState.GIVEN, amount, (_first_day(start_year, through + 1),) * asked)


def _more_than_asked(goal: QuantityGoal) -> Decimal:
    """What makes up for four quarters at once; nothing at all where lower is better."""
    if goal.lower:
        return _NOTHING
    asked = max([goal.annual, *goal.quarters.values(), *(rung.target for rung in goal.rungs)])
    return Decimal(4 * -(-asked.numerator // asked.denominator))


def _first_day(start_year: int, quarter: int) -> date:
    years, month = divmod(3 + 3 * min(quarter, QUARTERS[-1]), 12)
    return date(start_year + years, month + 1, 1)


def _held(due: Iterable[tuple[int, Decimal]], still: Decimal) -> Iterator[tuple[int, Decimal]]:
    """No quarter gives what cannot be earned any more."""
    for quarter, marks in due:
        held = min(marks, still)
        still -= held
        yield quarter, held


def _falling_due(
    found: Mark, row: IndicatorNode, policy: Policy, start_year: int, through: int
) -> Iterator[tuple[int, Decimal]]:
    """What a quarter adds to the marks due, beyond those earned already."""
    before, is_left_out = max(found.possible_to_date, found.earned), not found.possible
    for quarter in QUARTERS[through:]:
        due = _NOTHING if is_left_out else mark(row, policy, start_year=start_year, through=quarter).possible_to_date
        yield quarter, max(due - before, _NOTHING)
        before = max(before, due)
