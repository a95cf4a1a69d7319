"""Owns what an office reported through a quarter: what can be reckoned with, and what stands in the other cells."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from itertools import chain
from typing import NamedTuple

from cell_values.value import Value, ValueState
from marking.goals import Goals
from marking.rules import amount_of
from plan_tree.tree import IndicatorNode


class Reported(NamedTuple):
    """The achievements through a quarter, by quarter in their order.

    ``values`` are all that is not blank; ``amounts`` and ``dates`` what the goals can use of them;
    ``unused`` the given, worded or unreadable values they can't use; ``none`` the quarters that say "--".
    """

    values: Mapping[int, Value]
    amounts: Mapping[int, Fraction]
    dates: Mapping[int, tuple[date, ...]]
    unused: Mapping[int, Value]
    none: tuple[int, ...]
    through: int

    @property
    def latest(self) -> Value | None:
        return self.values[max(self.values)] if self.values else None

    @property
    def is_usable(self) -> bool:
        return bool(self.amounts or self.dates)

    @property
    def days(self) -> tuple[date, ...]:
        """The achieved dates in the order of the cells."""
        return tuple(chain.from_iterable(self.dates.values()))


def read_reported(indicator: IndicatorNode, goals: Goals, through: int) -> Reported:
    """What was reported in the quarters up to one; without goals every quantity and date is kept."""
    achieved = ((quarter, cell.achievement) for quarter, cell in indicator.known_quarters(through))
    values = {quarter: value for quarter, value in achieved if not value.is_blank}
    takes_amounts = goals.quantity is not None or not goals.dated
    takes_dates = bool(goals.dated) or goals.quantity is None
    amounts, dates, unused = {}, {}, {}
    for quarter, value in values.items():
        amount = amount_of(value, counts_dates=goals.both) if takes_amounts and value.is_given else None
        if amount is not None:
            amounts[quarter] = amount
        if takes_dates and value.is_given and value.dates:
            dates[quarter] = value.dates
        if amount is None and quarter not in dates and value.state is not ValueState.NONE:
            unused[quarter] = value
    none = tuple(quarter for quarter, value in values.items() if value.state is ValueState.NONE)
    return Reported(values, amounts, dates, unused, none, through)
