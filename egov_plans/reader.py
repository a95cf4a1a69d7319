"""Owns reading the e-governance form into a draft of the plan."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from egov_plans.columns import EgovForm, recognise
from egov_plans.progress import reported_quarters
from egov_plans.rows import Claim, FormRows, Head, Row, form_rows
from plans.drafts import ActivityDraft, AreaDraft, Claimed, GradeDraft, IndicatorDraft, Placed, PlanDraft, QuarterDraft
from plans.marking.facts import Grade, QuarterRule
from plans.marking.rules import suggest_quarter_rule
from plans.problems import Severity
from plans.sheets.grid import Cell, Sheet
from plans.sheets.headings import heading_cells
from plans.sheets.identity import identify
from plans.sheets.sheet_reading import SheetReading
from plans.values.digits import to_ascii
from plans.values.units import read_unit
from plans.values.value import Unit, Value

__all__ = ["KIND", "read", "recognise"]

KIND = "egov"
_FULL = Decimal(100)


def read(sheet: Sheet, form: EgovForm) -> PlanDraft:
    """The plan in a recognised form: graded targets, the reported quarter's progress, every doubt with its cell."""
    reading = SheetReading(sheet)
    reading.take_frame(form.table)
    identity = identify(reading, form.table, _year_headings(sheet, form))
    reading.start_year = identity.start_year
    quarters = reported_quarters(reading, form)
    rows = form_rows(sheet, form)
    reader = _Reader(reading, form, quarters)
    return PlanDraft(
        KIND,
        identity.office_name,
        identity.year,
        tuple(reader.area(head) for head in rows.areas),
        sheet=sheet.name,
        office_cell=identity.office_cell,
        year_cell=identity.year_cell,
        reported_quarter=next(iter(quarters)) if len(quarters) == 1 else None,
        claimed=_claimed(reading, rows),
        problems=reading.problems(),
    )


def _year_headings(sheet: Sheet, form: EgovForm) -> tuple[Cell, ...]:
    """The headings of the graded targets, which name the plan's year on every page."""
    return tuple(c for page in form.table.pages for c in heading_cells(sheet, page, set(form.grades.values())))


def _claimed(reading: SheetReading, rows: FormRows) -> Claimed:
    total, total_cell = _claim(reading, rows.total)
    obtained, obtained_cell = _claim(reading, rows.obtained)
    return Claimed(total, obtained, total_cell, obtained_cell)


def _claim(reading: SheetReading, claim: Claim | None) -> tuple[Decimal | None, str]:
    if claim is None:
        return None, ""
    for cell in (claim.label, claim.figure_cell):
        reading.take(cell)
    address = claim.figure_cell.address
    return reading.number(claim.figure, address, "claim_unreadable", Severity.WARNING), address


class _Reader:
    """Reads areas, activities and indicators, taking their cells over."""

    def __init__(self, reading: SheetReading, form: EgovForm, quarters: Mapping[int, int]) -> None:
        self._reading = reading
        self._form = form
        self._quarters = quarters  # quarter -> printed number of its progress column

    def area(self, head: Head) -> AreaDraft:
        self._take_serial(head)
        weight, weight_cell = self._weight(head, "area_weight")
        activities = tuple(self._activity(below) for below in head.below)
        title = self._title(head)
        return AreaDraft(head.item.number, title, weight, activities, cell=head.cell.address, weight_cell=weight_cell)

    def _activity(self, head: Head) -> ActivityDraft:
        indicators = tuple(self._indicator(below) for below in head.below)
        return ActivityDraft(head.item.number, self._title(head), indicators, head.cell.address)

    def _indicator(self, head: Head) -> IndicatorDraft:
        unit_text, unit_cell = self._text(head.rows, "unit")
        unit = read_unit(unit_text)
        weight, weight_cell = self._weight(head, "weight")
        grades = tuple(self._grades(head, unit))
        annual = next((grade.target for grade in grades if grade.percent == _FULL), Placed())
        quarters = {
            quarter: QuarterDraft(achievement=self._value(head, number, unit))
            for quarter, number in self._quarters.items()
        }
        return IndicatorDraft(
            head.item.number,
            self._title(head),
            weight,
            unit,
            unit_text,
            quarter_rule=_rule(unit, annual.value, grades),
            annual=annual,
            grades=grades,
            quarters=quarters,
            cells={"number": head.cell.address, "unit": unit_cell, "weight": weight_cell},
        )

    def _grades(self, head: Head, unit: Unit) -> Iterable[GradeDraft]:
        for percent, number in self._form.grades.items():
            yield GradeDraft(percent, self._value(head, number, unit))

    def _value(self, head: Head, number: int, unit: Unit) -> Placed:
        return self._reading.value(self._cells(head.rows, number), unit)

    def _take_serial(self, head: Head) -> None:
        for cell in self._cells(head.rows, self._form.parts.get("serial", 0)):
            if to_ascii(cell.text).strip(".)। ").isdecimal():  # anything else is left over, to be told
                self._reading.take(cell)

    def _title(self, head: Head) -> str:
        self._reading.take(head.cell)
        return head.item.title

    def _weight(self, head: Head, name: str) -> tuple[Decimal, str]:
        text, address = self._text(head.rows, name)
        number = self._reading.number(text, address, "weight_unreadable", Severity.ERROR)
        return number or Decimal(0), address

    def _text(self, rows: list[Row], name: str) -> tuple[str, str]:
        """What stands in a part's column in some rows, taken over, and the address of its first cell."""
        cells = self._cells(rows, self._form.parts.get(name, 0))
        return " ".join(map(self._reading.take, cells)), cells[0].address if cells else ""

    def _cells(self, rows: list[Row], number: int) -> list[Cell]:
        """The non-empty cells of a printed column in some rows."""
        found = (self._reading.sheet.cells.get((row.row, row.page.columns.get(number, 0))) for row in rows)
        return [cell for cell in found if cell is not None]


def _rule(unit: Unit, annual: Value, grades: tuple[GradeDraft, ...]) -> QuarterRule | None:
    """The suggested rule; without quarter targets counts add up over the quarters and the latest percentage counts."""
    suggested = suggest_quarter_rule(unit, annual, {}, [Grade(grade.percent, grade.target.value) for grade in grades])
    if suggested is not None or annual.quantity is None:
        return suggested
    return QuarterRule.CUMULATIVE if unit is Unit.PERCENT else QuarterRule.SUM
