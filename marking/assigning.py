"""Owns giving every row a column of its own so that all together cost the least (the Hungarian method)."""

from collections.abc import Sequence
from fractions import Fraction


def assign(costs: Sequence[Sequence[Fraction]]) -> list[int]:
    """For every row of costs its column, no column twice; there are at least as many columns as rows.

    Row by row along the cheapest way through the columns already taken, so rows² × columns steps.
    """
    width = len(costs[0]) if costs else 0
    of_row, of_column = [Fraction(0)] * (len(costs) + 1), [Fraction(0)] * (width + 1)
    taken = [0] * (width + 1)  # the row a column belongs to, counted from 1; column 0 is where a new row begins
    for row in range(1, len(costs) + 1):
        taken[0] = row
        _settle(costs, of_row, of_column, taken, width)
    places = {row: column - 1 for column, row in enumerate(taken) if column and row}
    return [places[row] for row in range(1, len(costs) + 1)]


def _settle(
    costs: Sequence[Sequence[Fraction]],
    of_row: list[Fraction],
    of_column: list[Fraction],
    taken: list[int],
    width: int,
) -> None:
    """Finds the column that ends the cheapest way of the new row, and moves the rows along that way."""
    least: list[Fraction | None] = [None] * (width + 1)
    before, seen = [0] * (width + 1), [False] * (width + 1)
    at = 0
    while taken[at]:
        seen[at] = True
        row, step, further = taken[at], None, 0
        for column in range(1, width + 1):
            if seen[column]:
                continue
            cost = costs[row - 1][column - 1] - of_row[row] - of_column[column]
            known = least[column]
            if known is None or cost < known:
                least[column], before[column], known = cost, at, cost
            if step is None or known < step:
                step, further = known, column
        _lower(step or Fraction(0), of_row, of_column, taken, seen, least)
        at = further
    while at:
        taken[at], at = taken[before[at]], before[at]


def _lower(
    step: Fraction,
    of_row: list[Fraction],
    of_column: list[Fraction],
    taken: Sequence[int],
    seen: Sequence[bool],
    least: list[Fraction | None],
) -> None:
    """What every further way costs at least is paid once, by the rows and columns on the way."""
    for column, is_on_the_way in enumerate(seen):
        known = least[column]
        if is_on_the_way:
            of_row[taken[column]] += step
            of_column[column] -= step
        elif known is not None:
            least[column] = known - step
