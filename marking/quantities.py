"""Owns the marking of quantities: four quarters made into a year by the quarter rule, then set on the ladder."""

from collections.abc import Mapping
from fractions import Fraction

from marking.figures import NOTHING, WHOLE, as_share, show, show_percent, sum_of
from marking.goals import QuantityGoal
from marking.judgement import Judgement
from marking.ladder import climb
from marking.policy import BelowLowest, Policy
from marking.reported import Reported
from marking.scorecard import ExplainedStep
from marking.wording import by_quarter, in_unit, plus, say, say_figures
from plan_tree.terms import QuarterRule


def judge_quantity(goal: QuantityGoal, reported: Reported, policy: Policy) -> Judgement:
    """The share of the weight earned by the quantities reported (rulebook §5 and §6)."""
    if goal.rule is QuarterRule.AVERAGE:
        return _average(goal, reported, policy)
    if goal.rule is QuarterRule.CUMULATIVE:
        return _latest(goal, reported, policy)
    if goal.lower and goal.quarters:
        return _sum_kept_low(goal, reported, policy)
    return _sum(goal, reported, policy)


def _on_ladder(
    goal: QuantityGoal, amount: Fraction, policy: Policy, achieved: ExplainedStep, *working: ExplainedStep
) -> Judgement:
    climbed = climb(goal, amount, policy)
    return Judgement(climbed.share, climbed.expression, (achieved,), (*working, *climbed.steps), amount)


def _sum(goal: QuantityGoal, reported: Reported, policy: Policy) -> Judgement:
    amounts = reported.amounts.values()
    total = sum_of(amounts)
    return _on_ladder(goal, total, policy, _achieved(goal, plus(amounts), total))


def _latest(goal: QuantityGoal, reported: Reported, policy: Policy) -> Judgement:
    """The latest report that holds a quantity; a report of nothing new ("--") leaves a running total as it was."""
    latest = max(reported.amounts)
    amount = reported.amounts[latest]
    return _on_ladder(goal, amount, policy, _achieved_by_quarter(goal, {latest: amount}))


def _average(goal: QuantityGoal, reported: Reported, policy: Policy) -> Judgement:
    """The mean of each targeted quarter's own rate; without targeted quarters that of the quantities reported."""
    achieved = _achieved_by_quarter(goal, reported.amounts)
    if not goal.quarters:
        return _mean_of_reported(goal, reported, policy, achieved)
    rates = {quarter: _rate(goal, quarter, reported) for quarter in goal.quarters}
    mean = sum_of(rate for rate, _ in rates.values()) / len(rates)
    expression = f"({' + '.join(written for _, written in rates.values())}) ÷ {len(rates)}"
    working = say_figures("arithmetic", f"{expression} = {show_percent(mean)}")
    total = _average_so_far(goal, reported)
    if goal.lower and not (mean and goal.annual):
        share = mean if mean == WHOLE or policy.below_lowest is BelowLowest.PRORATA else NOTHING
        return Judgement(share, show_percent(share), (achieved,), (working,), total)
    sign, amount = ("÷", goal.annual / mean) if goal.lower else ("×", goal.annual * mean)
    climbed = climb(goal, amount, policy)
    if climbed.in_proportion:
        return Judgement(climbed.share, expression, (achieved,), (working,), total)
    of_year = say_figures("arithmetic", f"{show(goal.annual)} {sign} {show_percent(mean)} = {show(amount)}")
    return Judgement(climbed.share, climbed.expression, (achieved,), (working, of_year, *climbed.steps), total)


def _average_so_far(goal: QuantityGoal, reported: Reported) -> Fraction:
    """Column 12: the mean of the targeted quarters due, a missing report as 0 (left out where lower is better)."""
    due = [quarter for quarter in goal.quarters if quarter <= reported.through]
    if goal.lower or not due:
        return sum_of(reported.amounts.values()) / len(reported.amounts)
    return sum_of(reported.amounts.get(quarter, NOTHING) for quarter in due) / len(due)


def _mean_of_reported(goal: QuantityGoal, reported: Reported, policy: Policy, achieved: ExplainedStep) -> Judgement:
    amounts = list(reported.amounts.values()) + ([] if goal.lower else [NOTHING] * len(reported.none))
    mean = sum_of(amounts) / len(amounts)
    working = say_figures("arithmetic", f"({plus(amounts)}) ÷ {len(amounts)} = {show(mean)}")
    return _on_ladder(goal, mean, policy, achieved, working)


def _rate(goal: QuantityGoal, quarter: int, reported: Reported) -> tuple[Fraction, str]:
    """A targeted quarter's own rate with its arithmetic; a quarter not reported counts 0."""
    target, amount = goal.quarters[quarter], reported.amounts.get(quarter)
    if amount is None:
        return NOTHING, "0"
    over, under = (target, amount) if goal.lower else (amount, target)
    if not under:
        return WHOLE, "1"
    rate = as_share(over / under)
    return rate, show(rate) if rate.denominator == 1 else f"{show(over)} ÷ {show(under)}"


def _sum_kept_low(goal: QuantityGoal, reported: Reported, policy: Policy) -> Judgement:
    """Lower is better, quarters add up: the quarters reported, projected to the year, earn their part of the year.

    Else the year would be full after one quiet quarter.
    """
    total = sum_of(reported.amounts.values())
    told = {quarter: target for quarter, target in goal.quarters.items() if quarter in reported.amounts}
    part, written = _part_of_year(goal, told)
    achieved = _achieved(goal, plus(reported.amounts.values()), total)
    if part == WHOLE:
        return _on_ladder(goal, total, policy, achieved)
    if not part:
        return Judgement(NOTHING, "0", (achieved,), (), total)
    projected = total / part
    working = say(
        "arithmetic",
        f"প্রতিবেদিত অংশ {written}; পুরো বছরের হিসাবে {show(total)} ÷ ({written}) = {show(projected)}",
        f"Part reported {written}; for the whole year {show(total)} ÷ ({written}) = {show(projected)}",
    )
    climbed = climb(goal, projected, policy)
    expression = f"({written}) × {climbed.expression}" if climbed.share else "0"
    return Judgement(part * climbed.share, expression, (achieved,), (working, *climbed.steps), total)


def _part_of_year(goal: QuantityGoal, told: Mapping[int, Fraction]) -> tuple[Fraction, str]:
    whole, reported = sum_of(goal.quarters.values()), sum_of(told.values())
    if whole <= 0:
        whole, reported = Fraction(len(goal.quarters)), Fraction(len(told))
    return as_share(reported / whole), f"{show(reported)} ÷ {show(whole)}"


def _achieved(goal: QuantityGoal, working: str, total: Fraction) -> ExplainedStep:
    figure = working if working == show(total) else f"{working} = {show(total)}"
    bn, en = in_unit(figure, goal.unit)
    return say("achievement", f"অর্জন {bn}", f"Achieved {en}")


def _achieved_by_quarter(goal: QuantityGoal, amounts: Mapping[int, Fraction]) -> ExplainedStep:
    bn, en = by_quarter(amounts, goal.unit)
    return say("achievement", f"অর্জন: {bn}", f"Achieved: {en}")
