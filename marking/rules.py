"""Owns the quarter rule of an indicator: the one a plan's targets suggest."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from cell_values.value import Unit, Value
from marking.figures import WHOLE, exact, share_of_percent, sum_of
from plan_tree.terms import QuarterRule
from plan_tree.tree import GradeNode


def suggest_quarter_rule(
    unit: Unit, annual: Value, quarters: Mapping[int, Value], grades: Sequence[GradeNode]
) -> QuarterRule | None:
    """The quarter rule the targets speak for (rulebook §5), None where a person must choose.

    The one they prove; else quarters that rise and end at the annual target: cumulative.
    """
    proved = proved_quarter_rule(unit, annual, quarters, grades)
    if proved is None and rises_to_year(unit, annual, quarters, grades):
        return QuarterRule.CUMULATIVE
    return proved


def suggest_rule_of_year(unit: Unit, annual: Value, grades: Sequence[GradeNode]) -> QuarterRule | None:
    """The same where no quarter has a target of its own: counts add up, of percentages the latest counts."""
    suggested = suggest_quarter_rule(unit, annual, {}, grades)
    if suggested is not None or annual.quantity is None:
        return suggested
    return QuarterRule.CUMULATIVE if unit is Unit.PERCENT else QuarterRule.SUM


def proved_quarter_rule(
    unit: Unit, annual: Value, quarters: Mapping[int, Value], grades: Sequence[GradeNode]
) -> QuarterRule | None:
    """The quarter rule the targets prove: all dates: date; adding up to the year: sum; each equal to it: average.

    The quarters' targets decide; the annual and graded ones only where no quarter has any.
    """
    targeted = [target for target in quarters.values() if target.is_given]
    in_force = targeted or [target for target in (annual, *(grade.target for grade in grades)) if target.is_given]
    if in_force and not _counts_dates(unit, annual, grades) and all(_is_dated(target) for target in in_force):
        return QuarterRule.DATE
    return _rule_of_amounts(annual_amount(annual, grades), _amounts(unit, annual, quarters, grades))


def rises_to_year(unit: Unit, annual: Value, quarters: Mapping[int, Value], grades: Sequence[GradeNode]) -> bool:
    """Whether the quarters' targets rise from one to the next and end at that of the year, as running totals do."""
    amounts = [amount for amount in _amounts(unit, annual, quarters, grades) if amount != 0]  # 0: nothing due yet
    known = [amount for amount in amounts if amount is not None]
    is_rising = all(earlier < later for earlier, later in pairwise(known))
    return len(amounts) == len(known) > 1 and is_rising and known[-1] == annual_amount(annual, grades)


def _counts_dates(unit: Unit, annual: Value, grades: Sequence[GradeNode]) -> bool:
    return unit is Unit.NUMBER_AND_DATE and annual_amount(annual, grades) is not None


def _amounts(
    unit: Unit, annual: Value, quarters: Mapping[int, Value], grades: Sequence[GradeNode]
) -> list[Fraction | None]:
    counts_dates = _counts_dates(unit, annual, grades)
    return [amount_of(target, counts_dates=counts_dates) for _, target in sorted(quarters.items()) if target.is_given]


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
