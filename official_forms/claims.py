"""Owns the totals an office prints itself in the rows below its table: মোট নম্বর, প্রাপ্ত নম্বর."""

import re
from dataclasses import dataclass

from official_forms.claim_labels import OBTAINED, TOTAL
from official_forms.grid import Cell
from official_forms.layout import LaidPage
from official_forms.sheet_reading import SheetReading
from plan_tree.problems import Severity
from plan_tree.tree import Claimed


@dataclass(frozen=True, slots=True)
class Claim:
    """A printed total: "মোট নম্বর: ৫০", in one cell or in two."""

    label: Cell
    figure: str
    figure_cell: Cell


@dataclass(slots=True)
class Claims:
    """The totals a form claims, the first of each."""

    total: Claim | None = None
    obtained: Claim | None = None

    def add(self, cells: tuple[Cell, ...], page: LaidPage) -> bool:
        """Whether a row is one of totals; what it claims is kept."""
        total, obtained = (label.fullmatch(cells[0].text) for label in (TOTAL, OBTAINED))
        if obtained:
            self.obtained = self.obtained or _claim(cells, obtained, ())
        elif total:
            columns = (page.column("weight"), page.column("marks"))
            self.total = self.total or _claim(cells, total, columns[:1])
            self.obtained = self.obtained or _in_column(cells, columns[1])
        return bool(total or obtained)

    def read(self, reading: SheetReading) -> Claimed:
        """The claims as numbers, their cells taken over; one that is no number is told and left out."""
        numbers = []
        for claim in (self.total, self.obtained):
            address = claim.figure_cell.address if claim else ""
            if claim:
                reading.take(claim.label)
                reading.take(claim.figure_cell)
            figure = claim.figure if claim else ""
            numbers.append((reading.number(figure, address, "claim_unreadable", Severity.WARNING), address))
        (total, total_cell), (obtained, obtained_cell) = numbers
        return Claimed(total, obtained, total_cell, obtained_cell)


def _claim(cells: tuple[Cell, ...], match: re.Match[str], columns: tuple[int | None, ...]) -> Claim:
    label, *others = cells
    if match["figure"] or not others:
        return Claim(label, match["figure"] or "", label)
    chosen = next((cell for cell in others if cell.column in columns), others[-1])
    return Claim(label, chosen.text, chosen)


def _in_column(cells: tuple[Cell, ...], column: int | None) -> Claim | None:
    found = next((cell for cell in cells[1:] if cell.column == column), None)
    return Claim(cells[0], found.text, found) if found else None
