"""Owns the subtotals a form prints between or below its rows: উপমোট= (১৩টি সূচক) 50, checked against these."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cell_values.digits import to_bengali
from cell_values.numbers import show_number
from cell_values.sentence import Sentence
from cell_values.value import plain
from official_forms.sheet_reading import SheetReading
from plan_tree.tree import AreaNode, IndicatorNode, weight_of


@dataclass(frozen=True, slots=True)
class Subtotal:
    """A subtotal in a row: its figure, and how many indicators it says it is of; None where it does not say."""

    row: int
    cell: str
    figure: Decimal | None
    count: int | None

    def is_over_all(self, areas: Sequence[AreaNode]) -> bool:
        """Whether every indicator stands above it."""
        return all(_row(indicator) < self.row for area in areas for indicator in area.indicators)


def check_subtotals(reading: SheetReading, subtotals: Sequence[Subtotal], areas: Sequence[AreaNode]) -> None:
    """Report each subtotal that is neither of the rows since the one before it nor of all the rows above."""
    indicators = [indicator for area in areas for indicator in area.indicators]
    before = 0
    for subtotal in subtotals:
        above = [each for each in indicators if _row(each) < subtotal.row]
        own = [each for each in above if _row(each) > before]
        before = subtotal.row
        if subtotal.figure not in (None, weight_of(own), weight_of(above)):
            reading.warn("subtotal_differs", _differs(subtotal, own), subtotal.cell)
        if subtotal.count not in (None, len(own), len(above)):
            reading.warn("subtotal_differs", _miscounted(subtotal, own), subtotal.cell)


def _row(indicator: IndicatorNode) -> int:
    """The first row an indicator stands in."""
    rows = [int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for cell in indicator.cells.values() if cell]
    return min(rows, default=0)


def _differs(subtotal: Subtotal, own: Sequence[IndicatorNode]) -> Sentence:
    figure, summed = subtotal.figure or Decimal(0), weight_of(own)
    return Sentence(
        f"উপমোট লেখা আছে {show_number(figure)}, কিন্তু ওপরের মানের যোগফল {show_number(summed)}। কোনটি ঠিক, দেখুন।",
        f"The subtotal is printed as {plain(figure)}, but the weights above sum to {plain(summed)}. Please check.",
    )


def _miscounted(subtotal: Subtotal, own: Sequence[IndicatorNode]) -> Sentence:
    count, found = str(subtotal.count), str(len(own))
    return Sentence(
        f"উপমোটে {to_bengali(count)}টি সূচকের কথা আছে, কিন্তু ওপরে {to_bengali(found)}টি আছে। সারি বাদ পড়েছে কি না দেখুন।",
        f"The subtotal speaks of {count} indicators, but {found} were found above. See whether a row is missing.",
    )
