"""Owns the row that numbers a form's columns ১, ২, ৩ …, whole or damaged."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise

from cell_values.digits import to_ascii
from official_forms.grid import Cell

FEWEST_NUMBERS = 6  # no official layout has less than eight columns; a damaged one may have lost some
_NUMBER = re.compile(r"(?:কলাম|column)?[\s\-–(\[]*([0-9]{1,2})[)\]।.\s]*", re.IGNORECASE)
_HIGHEST_FIRST = 2  # where the first number is damaged
_MOST_ODD = 5  # one cell in so many may be something else
_MOST_SKIPPED = 2  # numbers a form leaves out: 2018-19 counts 11, 12, 14, 15


def numbering(cells: Sequence[Cell]) -> Mapping[int, Cell]:
    """Number -> the cell that writes it, for a row that numbers the columns; empty for any other row.

    The numbers rise from left to right, but for single cells that are damaged or whose column was moved.
    """
    written = [(int(match[1]), cell) for cell in cells if (match := _NUMBER.fullmatch(to_ascii(cell.text)))]
    numbers = {number: cell for number, cell in reversed(written) if number > 0}
    rising = _longest_rising([number for number, _ in written if number in numbers])
    odd = len(cells) - len(rising)
    if len(rising) < FEWEST_NUMBERS + min(odd, 1):
        return {}
    skipped = sum(later - earlier - 1 for earlier, later in pairwise(rising)) + rising[0] - 1
    is_numbered = rising[0] <= _HIGHEST_FIRST and odd * _MOST_ODD <= len(cells) and skipped <= _MOST_SKIPPED + odd
    return dict(sorted(numbers.items())) if is_numbered else {}


def highest_number(numbers: Mapping[int, Cell]) -> int:
    """The highest number a row of so many columns may hold; one beyond is damaged."""
    return len(numbers) + _MOST_SKIPPED


def _longest_rising(numbers: Sequence[int]) -> list[int]:
    """The longest strictly rising run, with gaps allowed."""
    runs: list[list[int]] = []  # the run of each length that ends lowest
    for number in numbers:
        place = bisect_left([run[-1] for run in runs], number)
        runs[place : place + 1] = [[*(runs[place - 1] if place else []), number]]
    return runs[-1] if runs else []
