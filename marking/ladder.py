"""Owns the ladder of graded quantities: which share of the weight a quantity earns."""

from fractions import Fraction
from typing import NamedTuple

from marking.figures import NOTHING, as_share, show, show_percent
from marking.goals import QuantityGoal, Rung
from marking.policy import BelowLowest, Policy
from marking.scorecard import ExplainedStep
from marking.wording import say, say_figures


class Climb(NamedTuple):
    """The share a quantity earns, its arithmetic, and whether it is the plain proportion to the 100 % target."""

    share: Fraction
    expression: str
    steps: tuple[ExplainedStep, ...] = ()
    in_proportion: bool = False


def climb(goal: QuantityGoal, amount: Fraction, policy: Policy) -> Climb:
    """The share of the weight that a year's quantity earns on the ladder of grades."""
    reached = next((rung for rung in goal.rungs if _reaches(goal, amount, rung.target)), None)
    if reached is None:
        return _below(goal, amount, policy)
    place = goal.rungs.index(reached)
    if place and policy.interpolate and amount != reached.target:
        return _between(goal.rungs[place - 1], reached, amount)
    sign = "≤" if goal.lower else "≥"
    percent = show_percent(reached.share)
    comparison = f"{show(amount)} {sign} {show(reached.target)}"
    step = say("arithmetic", f"{comparison}: নম্বরের {percent}", f"{comparison}: {percent} of the marks")
    return Climb(reached.share, percent, (step,))


def _reaches(goal: QuantityGoal, amount: Fraction, target: Fraction) -> bool:
    return amount <= target if goal.lower else amount >= target


def _between(upper: Rung, lower: Rung, amount: Fraction) -> Climb:
    """Linear between two grades."""
    way = (amount - lower.target) / (upper.target - lower.target)
    share = lower.share + (upper.share - lower.share) * way
    low, high = show_percent(lower.share), show_percent(upper.share)
    rise = f"({show(amount)} - {show(lower.target)}) ÷ ({show(upper.target)} - {show(lower.target)})"
    return Climb(
        share,
        f"({low} + ({high} - {low}) × {rise})",
        (say_figures("arithmetic", f"{low} + ({high} - {low}) × {rise} = {show_percent(share)}"),),
    )


def _below(goal: QuantityGoal, amount: Fraction, policy: Policy) -> Climb:
    """Worse than every grade; in proportion it earns no more than the lowest grade, so that worse is never more."""
    if policy.below_lowest is BelowLowest.ZERO:
        step = say("arithmetic", f"{show(amount)}: সর্বনিম্ন গ্রেডের নিচে", f"{show(amount)}: below the lowest grade")
        return Climb(NOTHING, "0", (step,))
    over, under = (goal.annual, amount) if goal.lower else (amount, goal.annual)
    proportion = as_share(over / under) if under > 0 else NOTHING
    lowest = goal.rungs[-1].share
    quotient = f"{show(over)} ÷ {show(under)}"
    if proportion <= lowest:
        return Climb(proportion, quotient if proportion else "0", in_proportion=True)
    step = say(
        "arithmetic",
        f"{quotient} = {show_percent(proportion)}, সর্বনিম্ন গ্রেডের {show_percent(lowest)} এর বেশি নয়",
        f"{quotient} = {show_percent(proportion)}, no more than the {show_percent(lowest)} of the lowest grade",
    )
    return Climb(lowest, show_percent(lowest), (step,))
