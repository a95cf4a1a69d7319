"""Owns reading the rows of one indicator of a form with graded targets."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from cell_values.units import read_unit
from cell_values.value import BLANK, Unit, Value
from marking.rules import suggest_rule_of_year
from official_forms.further_columns import FurtherColumns
from official_forms.graded.rows import RowHead, SheetRow
from official_forms.grid import Cell, address
from official_forms.sheet_reading import SheetReading
from official_forms.told import weight_missing
from plan_tree.problems import Severity
from plan_tree.terms import FULL
from plan_tree.tree import GradeNode, IndicatorNode, QuarterNode


class GradedIndicatorReader:
    """Reads indicators, taking their cells over; ``grades`` are percent -> part, ``quarters`` quarter -> part."""

    def __init__(
        self, reading: SheetReading, grades: Mapping[Decimal, str], quarters: Mapping[int, str], further: FurtherColumns
    ) -> None:
        self._reading, self._further = reading, further
        self._grades = grades
        self._quarters = quarters

    def read(self, head: RowHead) -> IndicatorNode:
        """The indicator of a head that stands in the column of indicators."""
        places = {"number": head.cell.address}
        unit_text = self._text(head, "unit", places)
        unit = read_unit(unit_text)
        grades = tuple(self._graded(head, unit))
        full = next((grade for grade in grades if grade.percent == FULL), GradeNode(FULL, BLANK))
        if full.cell:
            places["annual"] = full.cell
        return IndicatorNode(
            head.number,
            self._title(head),
            self._weight(head, places),
            unit,
            unit_text,
            quarter_rule=suggest_rule_of_year(unit, full.target, grades),
            annual=full.target,
            grades=grades,
            quarters=self._achievements(head, unit),
            **self._further.read(unit, places, lambda name: self._text(head, name, places), self._reading.doubt),
            claimed_total=self._text(head, "total", places),
            claimed_marks=self._figure(head, "marks", places, "marks_unreadable", Severity.WARNING),
            cells=places,
        )

    def cells(self, rows: Iterable[SheetRow], name: str) -> list[Cell]:
        """The non-empty cells of a part in some rows."""
        found = (self._reading.sheet.cells.get((row.row, row.page.column(name) or 0)) for row in rows)
        return [cell for cell in found if cell is not None]

    def _title(self, head: RowHead) -> str:
        further = [cell for cell in self.cells(head.rows, "indicator") if cell != head.cell]
        return f"{head.title} {self._reading.continuation(head.cell, further)}".rstrip()

    def _graded(self, head: RowHead, unit: Unit) -> Iterable[GradeNode]:
        for percent, name in self._grades.items():
            yield GradeNode(percent, *self._value(head, name, unit))

    def _achievements(self, head: RowHead, unit: Unit) -> dict[int, QuarterNode]:
        found = ((quarter, self._value(head, name, unit)) for quarter, name in self._quarters.items())
        return {quarter: QuarterNode(achievement=value, achievement_cell=cell) for quarter, (value, cell) in found}

    def _value(self, head: RowHead, name: str, unit: Unit) -> tuple[Value, str]:
        """The value of a part and where it begins."""
        cells = self.cells(head.rows, name)
        return self._reading.value(cells, unit), cells[0].address if cells else ""

    def _weight(self, head: RowHead, places: dict[str, str]) -> Decimal:
        row = head.rows[0]
        column = row.page.column("weight")
        if column and not self.cells(head.rows, "weight"):
            place = address(row.row, column)
            self._reading.warn("weight_missing", weight_missing(head.number), place)
        return self._figure(head, "weight", places, "weight_unreadable", Severity.ERROR) or Decimal(0)

    def _figure(
        self, head: RowHead, name: str, places: dict[str, str], code: str, severity: Severity
    ) -> Decimal | None:
        text = self._text(head, name, places)
        return self._reading.number(text, places.get(name, ""), code, severity)

    def _text(self, head: RowHead, name: str, places: dict[str, str]) -> str:
        """What stands in a part's column in all rows, taken over; its first cell is remembered."""
        cells = self._reading.unrepeated(self.cells(head.rows, name))
        if cells:
            places[name] = cells[0].address
        return self._reading.text(cells)
