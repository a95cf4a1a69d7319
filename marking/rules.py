"""Owns the quarter rule of an indicator: the one a plan's targets suggest."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from cell_values.value import Unit, Value
from marking.figures import WHOLE, exact, share_of_percent, sum_of
from plan_tree.terms import QuarterRule
from plan_tree.tree import GradeNode


def suggest_quarter_rule(
    unit: Unit, annual: Value, quarters: Mapping[int, Value], grades: Sequence[GradeNode]
) -> QuarterRule | None:
    """The quarter rule the targets speak for (rulebook §5), None where a person must choose.

    Targets that are all dates: date; quarters that add up to the annual target: sum; each equal to it: average.
    The quarters' targets decide; the annual and graded ones only where no quarter has any.
    """
    targeted = [target for target in quarters.values() if target.is_given]
    year = annual_amount(annual, grades)
    counts_dates = unit is Unit.NUMBER_AND_DATE and year is not None
    in_force = targeted or [target for target in (annual, *(grade.target for grade in grades)) if target.is_given]
    if in_force and not counts_dates and all(_is_dated(target) for target in in_force):
        return QuarterRule.DATE
    amounts = [amount_of(target, counts_dates=counts_dates) for target in targeted]
    return _rule_of_amounts(year, amounts)


def annual_amount(annual: Value, grades: Sequence[GradeNode]) -> Fraction | None:
    """The quantity of the annual target, which is that of the grade of 100 % where column 6 has none."""
    amount = exact(annual.quantity)
    if amount is not None:
        return amount
    full = (exact(grade.target.quantity) for grade in grades if share_of_percent(grade.percent) == WHOLE)
    return next(full, None)


def amount_of(value: Value, *, counts_dates: bool) -> Fraction | None:
    """The quantity of a value; in a row of number and date a bare date is one item."""
    amount = exact(value.quantity)
    if amount is None and counts_dates and value.dates:
        return Fraction(len(value.dates))
    return amount


def _is_dated(target: Value) -> bool:
    return bool(target.dates) and target.quantity is None


def _rule_of_amounts(year: Fraction | None, amounts: Sequence[Fraction | None]) -> QuarterRule | None:
    if year is None or not amounts or None in amounts:
        return None
    if sum_of(amount for amount in amounts if amount is not None) == year:
        return QuarterRule.SUM
    return QuarterRule.AVERAGE if all(amount == year for amount in amounts) else None
