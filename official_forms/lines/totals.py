"""Owns column 12 of a form in two lines: the total an office claims, that of its targets, a target that slid there."""

from dataclasses import replace

from cell_values.digits import to_bengali
from cell_values.reading import read_value
from cell_values.sentence import Sentence
from cell_values.value import Unit, Value
from official_forms.grid import Cell
from official_forms.lines.columns import QUARTERS
from official_forms.lines.rows import FormLine, FormRow
from official_forms.periods import quarter_of
from official_forms.sheet_reading import SheetReading
from plan_tree.tree import QuarterNode

Quarters = dict[int, QuarterNode]


def claimed_totals(
    reading: SheetReading, totals: list[tuple[FormRow, Cell]], annual: Value, quarters: Quarters, unit: Unit
) -> list[Cell]:
    """The cells that claim the year's achievement; what stands in a line of targets is taken for what it is.

    A date that column 6 has and its quarter lacks slid out of that quarter, and is put back into ``quarters``.
    """
    claimed = []
    for row, cell in totals:
        is_target = row.line is FormLine.TARGET and row.label is not None
        if (is_target or row.line is FormLine.BOTH) and _put_back(reading, cell, annual, quarters, unit):
            continue
        if is_target:
            _total_of_targets(reading, cell, annual, quarters, unit)
        else:
            claimed.append(cell)
    return claimed


def _put_back(reading: SheetReading, cell: Cell, annual: Value, quarters: Quarters, unit: Unit) -> bool:
    days = read_value(cell.text, unit).value.dates
    meant = {quarter_of(day.month) for day in days}
    if len(meant) != 1 or not set(days) <= set(annual.dates):
        return False
    (quarter,) = meant
    if not quarters[quarter].target.is_blank:
        return False
    target = reading.value_of(reading.take(cell), unit, cell.address)
    quarters[quarter] = replace(quarters[quarter], target=target, target_cell=cell.address)
    reading.notice("moved_from_total", _moved(cell, quarter), cell.address)
    return True


def _total_of_targets(reading: SheetReading, cell: Cell, annual: Value, quarters: Quarters, unit: Unit) -> None:
    """Said only where it is not what column 6 or the quarters say as well."""
    value = read_value(reading.take(cell), unit).value
    quantities = [quarters[quarter].target.quantity for quarter in QUARTERS]
    summed = sum(quantity for quantity in quantities if quantity is not None)
    repeats = value.is_given and (value.quantity, value.dates) == (annual.quantity, annual.dates)
    if not repeats and (value.quantity is None or value.dates or value.quantity != summed):
        reading.warn("total_of_targets", _stray(cell, annual), cell.address)


def _moved(cell: Cell, quarter: int) -> Sentence:
    return Sentence(
        f"“{cell.text}” মোট অর্জনের কলামে ছিল; ৬ নম্বর কলাম দেখে {to_bengali(str(quarter))} নম্বর কোয়ার্টারের "
        "লক্ষ্যমাত্রা ধরা হয়েছে।",
        f"“{cell.text}” stood in the column of totals; by column 6 it was taken as the target of quarter {quarter}.",
    )


def _stray(cell: Cell, annual: Value) -> Sentence:
    return Sentence(
        f"লক্ষ্যমাত্রার সারিতে মোট অর্জনের কলামে “{cell.text}” আছে, যা বছরের লক্ষ্যমাত্রা “{annual.text}” নয়; নেওয়া হয়নি।",
        f"The line of targets has “{cell.text}” in the column of totals, which is not the year's target "
        f"“{annual.text}”; it was not taken over.",
    )
