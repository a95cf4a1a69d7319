"""Owns the reading of an indicator's targets: which of quantity, dates and quarter rule are in force."""

from collections.abc import Mapping
from fractions import Fraction

from cell_values.value import Unit, Value
from marking.figures import WHOLE, exact, share_of_percent, sum_of
from marking.goals import DatedRung, DatedTarget, Goals, LateLoss, QuantityGoal, Rung, fiscal_quarter
from marking.rules import amount_of, annual_amount, proved_quarter_rule
from plan_tree.terms import Direction, QuarterRule
from plan_tree.tree import IndicatorNode


def read_goals(indicator: IndicatorNode, start_year: int) -> Goals:
    """The goals of an indicator: what stands in its targets decides, then the rule.

    Of the unit only "number and date" has a say: there the number counts too, whatever the rule.
    """
    cells = {quarter: cell.target for quarter, cell in indicator.known_quarters()}
    dated = _dated_rungs(indicator, cells, start_year)
    rule = indicator.quarter_rule or _suggested(indicator, cells)
    late = _late_loss(indicator)
    dates_alone = rule is QuarterRule.DATE and indicator.unit is not Unit.NUMBER_AND_DATE
    if dated and (dates_alone or not _holds_quantity(indicator, cells)):
        return Goals(indicator.unit, None, dated, late)
    return Goals(indicator.unit, _quantity_goal(indicator, cells, rule, counts_dates=bool(dated)), dated, late)


def _suggested(indicator: IndicatorNode, cells: Mapping[int, Value]) -> QuarterRule | None:
    """A rule nobody chose and no target proves is no rule: the sum is taken, and a note says so."""
    return proved_quarter_rule(indicator.unit, indicator.annual, cells, indicator.all_grades)


def _holds_quantity(indicator: IndicatorNode, cells: Mapping[int, Value]) -> bool:
    targets = [indicator.annual, *(grade.target for grade in indicator.all_grades), *cells.values()]
    return any(target.quantity is not None for target in targets)


# --- dates -----------------------------------------------------------------------------------------------------


def _dated_rungs(indicator: IndicatorNode, cells: Mapping[int, Value], start_year: int) -> tuple[DatedRung, ...]:
    """The dates of the quarter cells at full weight, else those of column 6; then those of the lower grades."""
    printed = [DatedTarget(quarter, day) for quarter, target in cells.items() for day in target.dates]
    graded = [
        DatedRung(share, _in_own_quarters(grade.target, start_year))
        for grade in indicator.all_grades
        if grade.target.dates and (share := share_of_percent(grade.percent)) is not None
    ]
    if printed:
        graded = [DatedRung(WHOLE, tuple(printed)), *(rung for rung in graded if rung.share < WHOLE)]
    elif not graded and indicator.annual.dates:
        graded = [DatedRung(WHOLE, _in_own_quarters(indicator.annual, start_year))]
    return tuple(sorted(graded, key=lambda rung: rung.share, reverse=True))


def _late_loss(indicator: IndicatorNode) -> LateLoss | None:
    """The late rule with what its marks are of the weight; a rule that takes nothing away is none."""
    rule, weight = indicator.late_rule, exact(indicator.weight)
    marks = exact(rule.marks) if rule else None
    if rule is None or rule.days < 1 or not marks or marks < 0 or not weight or weight < 0:
        return None
    return LateLoss(rule.days, marks, marks / weight)


def _in_own_quarters(target: Value, start_year: int) -> tuple[DatedTarget, ...]:
    return tuple(DatedTarget(fiscal_quarter(day, start_year), day) for day in target.dates)


# --- quantities ------------------------------------------------------------------------------------------------


def _quantity_goal(
    indicator: IndicatorNode, cells: Mapping[int, Value], chosen: QuarterRule | None, *, counts_dates: bool
) -> QuantityGoal | None:
    lower = indicator.direction is Direction.LOWER
    quarters = _amounts(cells, counts_dates=counts_dates)
    if chosen is QuarterRule.DATE:
        chosen = _suggested(indicator, cells)
    rule, confirmed = _rule_for_quantity(indicator.unit, chosen, targeted=bool(quarters))
    if rule is QuarterRule.AVERAGE and not lower:
        quarters = {quarter: amount for quarter, amount in quarters.items() if amount.numerator > 0}
    rungs = _rungs(indicator, lower=lower)
    best = rungs[0].target if rungs else None
    of_quarters = _year_of_quarters(rule, quarters)
    candidates = (annual_amount(indicator.annual, indicator.all_grades), of_quarters, best)
    annual = next((amount for amount in candidates if _measures(amount, lower)), None)
    if annual is None:
        return None
    if not _measures(best, lower):
        rungs = (Rung(WHOLE, annual),)
    return QuantityGoal(rule, confirmed, rungs, annual, quarters, of_quarters, lower, indicator.unit)


def _measures(amount: Fraction | None, lower: bool) -> bool:
    """Nothing can be divided by a target of zero; where lower is better it is a target like others."""
    return amount is not None and (lower or amount.numerator > 0)


def _amounts(targets: Mapping[int, Value], *, counts_dates: bool) -> dict[int, Fraction]:
    found = {quarter: amount_of(target, counts_dates=counts_dates) for quarter, target in targets.items()}
    return {quarter: amount for quarter, amount in found.items() if amount is not None}


def _rule_for_quantity(unit: Unit, chosen: QuarterRule | None, *, targeted: bool) -> tuple[QuarterRule, bool]:
    """The rule that turns quarters into a year, and whether a person or the targets speak for it."""
    if chosen is not None and chosen is not QuarterRule.DATE:
        return chosen, True
    if targeted:
        return QuarterRule.SUM, False
    return (QuarterRule.CUMULATIVE if unit is Unit.PERCENT else QuarterRule.SUM), True


def _year_of_quarters(rule: QuarterRule, quarters: Mapping[int, Fraction]) -> Fraction | None:
    """The annual target where none is given: sum, mean (their common value), or the last of the quarters."""
    if not quarters:
        return None
    if rule is QuarterRule.CUMULATIVE:
        return quarters[max(quarters)]
    total = sum_of(quarters.values())
    return total / len(quarters) if rule is QuarterRule.AVERAGE else total


def _rungs(indicator: IndicatorNode, *, lower: bool) -> tuple[Rung, ...]:
    """The graded quantities, best first; a grade no easier than a better one is left out: it can never count."""
    found = [
        Rung(share, target)
        for grade in indicator.all_grades
        if (share := share_of_percent(grade.percent)) is not None
        and (target := exact(grade.target.quantity)) is not None
    ]
    found.sort(key=lambda rung: rung.target, reverse=lower)
    found.sort(key=lambda rung: rung.share, reverse=True)
    rungs: list[Rung] = []
    for rung in found:
        if not rungs or (rung.target > rungs[-1].target if lower else rung.target < rungs[-1].target):
            rungs.append(rung)
    return tuple(rungs)
