"""Owns reading the 14-column integrity form into a draft of the plan."""

from collections.abc import Iterator
from decimal import Decimal

from integrity_plans.columns import QUARTERS, IntegrityForm, recognise
from integrity_plans.rows import AreaRow, IndicatorRows, Line, form_rows, is_label
from plans.drafts import ActivityDraft, AreaDraft, IndicatorDraft, Placed, PlanDraft, QuarterDraft
from plans.marking.rules import suggest_quarter_rule
from plans.problems import Severity
from plans.sheets.grid import Cell, Sheet
from plans.sheets.headings import heading_cells
from plans.sheets.identity import identify
from plans.sheets.sheet_reading import SheetReading
from plans.values.units import read_unit
from plans.values.value import Unit

__all__ = ["KIND", "read", "recognise"]

KIND = "integrity"


def read(sheet: Sheet, form: IntegrityForm) -> PlanDraft:
    """The plan in a recognised form: targets and achievements of four quarters, every doubt with its cell."""
    reading = SheetReading(sheet)
    reading.take_frame(form.table)
    identity = identify(reading, form.table, _year_headings(sheet, form))
    reading.start_year = identity.start_year
    areas = tuple(_areas(reading, form))
    return PlanDraft(
        KIND,
        identity.office_name,
        identity.year,
        areas,
        sheet=sheet.name,
        office_cell=identity.office_cell,
        year_cell=identity.year_cell,
        problems=reading.problems(),
    )


def _year_headings(sheet: Sheet, form: IntegrityForm) -> tuple[Cell, ...]:
    """The headings of the annual target and of the quarters, which name the plan's year on every page."""
    numbers = {form.parts[name] for name in ("annual", *QUARTERS.values()) if name in form.parts}
    return tuple(cell for page in form.table.pages for cell in heading_cells(sheet, page, numbers))


def _areas(reading: SheetReading, form: IntegrityForm) -> Iterator[AreaDraft]:
    heading: AreaRow | None = None
    activities: list[ActivityDraft] = []
    for block in form_rows(reading.sheet, form):
        if isinstance(block, IndicatorRows):
            activities.append(_Indicator(reading, form, block).activity())
            continue
        if heading or activities:
            yield _area(reading, heading, tuple(activities))
        heading, activities = block, []
    if heading or activities:
        yield _area(reading, heading, tuple(activities))


def _area(reading: SheetReading, heading: AreaRow | None, activities: tuple[ActivityDraft, ...]) -> AreaDraft:
    if heading is None:  # the form begins with an indicator
        return AreaDraft(activities[0].number.partition(".")[0], "", Decimal(0), activities, cell=activities[0].cell)
    for cell in (heading.cell, heading.weight_cell):
        reading.take(cell)
    address = heading.weight_cell.address
    weight = reading.number(heading.weight, address, "weight_unreadable", Severity.ERROR)
    return AreaDraft(
        heading.number,
        heading.title,
        weight or Decimal(0),
        activities,
        note=heading.note,
        cell=heading.cell.address,
        weight_cell=address if heading.weight else "",
    )


class _Indicator:
    """Reads the rows of one indicator, taking its cells over."""

    def __init__(self, reading: SheetReading, form: IntegrityForm, block: IndicatorRows) -> None:
        self._reading = reading
        self._form = form
        self._block = block
        self._places: dict[str, str] = {}

    def activity(self) -> ActivityDraft:
        """The activity, which in this form has the one indicator with its own number."""
        item = self._block.item
        title = " ".join([item.title, *map(self._reading.take, self._cells("activity")[1:])])
        self._reading.take(self._block.cell)
        return ActivityDraft(item.number, title, (self._draft(item.number),), self._block.cell.address)

    def _draft(self, number: str) -> IndicatorDraft:
        unit_text = self._text("unit")
        unit = read_unit(unit_text)
        annual = self._reading.value(self._cells("annual"), unit)
        quarters = {quarter: self._quarter(name, unit) for quarter, name in QUARTERS.items()}
        targets = {quarter: draft.target.value for quarter, draft in quarters.items()}
        self._take_labels()
        return IndicatorDraft(
            number,
            self._text("indicator"),
            self._weight(),
            unit,
            unit_text,
            responsible=self._text("responsible"),
            quarter_rule=suggest_quarter_rule(unit, annual.value, targets, ()),
            annual=annual,
            quarters=quarters,
            remark=self._text("remark"),
            claimed_total=self._text("total"),
            claimed_marks=self._number("marks", "marks_unreadable", Severity.WARNING),
            cells=self._places | {"number": self._block.cell.address},
        )

    def _quarter(self, name: str, unit: Unit) -> QuarterDraft:
        target, achievement = (self._line(name, line, unit) for line in (Line.TARGET, Line.ACHIEVEMENT))
        return QuarterDraft(target, achievement)

    def _line(self, name: str, line: Line, unit: Unit) -> Placed:
        return self._reading.value(self._cells(name, line), unit)

    def _weight(self) -> Decimal:
        return self._number("weight", "weight_unreadable", Severity.ERROR) or Decimal(0)

    def _number(self, name: str, code: str, severity: Severity) -> Decimal | None:
        text = self._text(name)
        return self._reading.number(text, self._places.get(name, ""), code, severity)

    def _take_labels(self) -> None:
        """Labels say nothing beyond the line they name; one with more words is left over, to be told."""
        for cell in self._cells("line"):
            if is_label(cell):
                self._reading.take(cell)

    def _text(self, name: str) -> str:
        """What stands in a part's column in all rows, taken over; its first cell is remembered."""
        cells = self._cells(name)
        if cells:
            self._places[name] = cells[0].address
        return " ".join(map(self._reading.take, cells))

    def _cells(self, name: str, line: Line | None = None) -> list[Cell]:
        """The non-empty cells of a part, of both lines or of one."""
        rows = [row for row in self._block.rows if line is None or row.line is line]
        found = (self._reading.sheet.cells.get((row.row, self._form.column(row.page, name) or 0)) for row in rows)
        return [cell for cell in found if cell is not None]
