"""Owns the totals an office prints itself in the rows below its table: মোট নম্বর, প্রাপ্ত নম্বর."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from cell_values.digits import to_ascii
from official_forms.claim_labels import COUNT, OBTAINED, SUBTOTAL, TOTAL
from official_forms.grid import Cell
from official_forms.layout import LaidPage
from official_forms.sheet_reading import SheetReading
from official_forms.subtotals import Subtotal, check_subtotals
from plan_tree.problems import Severity
from plan_tree.tree import AreaNode, Claimed


@dataclass(frozen=True, slots=True)
class Claim:
    """A printed total: "মোট নম্বর: ৫০", in one cell or in two."""

    label: Cell
    figure: str
    figure_cell: Cell


@dataclass(slots=True)
class Claims:
    """The totals a form claims, the first of each, and all of its subtotals."""

    total: Claim | None = None
    obtained: Claim | None = None
    subtotals: list[tuple[Claim, tuple[Cell, ...]]] = field(default_factory=list)

    def add(self, cells: tuple[Cell, ...], page: LaidPage) -> bool:
        """Whether a row is one of totals; what it claims is kept."""
        total, obtained = (label.fullmatch(cells[0].text) for label in (TOTAL, OBTAINED))
        if obtained:
            self.obtained = self.obtained or _claim(cells, obtained, ())
        elif total:
            columns = (page.column("weight"), page.column("marks"))
            self.total = self.total or _claim(cells, total, columns[:1])
            self.obtained = self.obtained or _in_column(cells, columns[1])
        elif subtotal := SUBTOTAL.fullmatch(cells[0].text):
            self.subtotals.append((_claim(cells, subtotal, (page.column("weight"),)), cells))
            return True
        return bool(total or obtained)

    def read(self, reading: SheetReading, areas: Sequence[AreaNode] = ()) -> Claimed:
        """The claims as numbers, their cells taken over; one that is no number is told and left out.

        Subtotals are checked; one over all the form is its total where no other is printed.
        """
        subtotals = [self._subtotal(reading, *each) for each in self.subtotals]
        check_subtotals(reading, subtotals, areas)
        if self.total is None and len(self.subtotals) == 1 and subtotals[0].is_over_all(areas):
            self.total = self.subtotals[0][0]
        claims = (self.total, self.obtained)
        total, obtained = (_figure(reading, claim) if claim else None for claim in claims)
        return Claimed(total, obtained, *(claim.figure_cell.address if claim else "" for claim in claims))

    def _subtotal(self, reading: SheetReading, claim: Claim, cells: tuple[Cell, ...]) -> Subtotal:
        """A subtotal's figure and the number of indicators it names, in any of its cells."""
        figure = _figure(reading, claim)
        count = None
        for cell in cells:
            if match := COUNT.search(cell.text):
                count = int(to_ascii(match["count"]))
                reading.take(cell)
        return Subtotal(claim.label.row, claim.figure_cell.address, figure, count)


def _figure(reading: SheetReading, claim: Claim) -> Decimal | None:
    """A claim as a number, its cells taken over."""
    reading.take(claim.label)
    reading.take(claim.figure_cell)
    return reading.number(claim.figure, claim.figure_cell.address, "claim_unreadable", Severity.WARNING)


def _claim(cells: tuple[Cell, ...], match: re.Match[str], columns: tuple[int | None, ...]) -> Claim:
    label, *others = cells
    if match["figure"] or not others:
        return Claim(label, match["figure"] or "", label)
    chosen = next((cell for cell in others if cell.column in columns), others[-1])
    return Claim(label, chosen.text, chosen)


def _in_column(cells: tuple[Cell, ...], column: int | None) -> Claim | None:
    found = next((cell for cell in cells[1:] if cell.column == column), None)
    return Claim(cells[0], found.text, found) if found else None
