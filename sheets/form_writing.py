"""Owns writing a plan as its official form, a workbook, as the description of the form says."""

from collections.abc import Iterator

from openpyxl import Workbook

from cell_values.digits import to_bengali
from marking.scorecard import Mark, Scorecard
from official_forms.columns import Extent, Part, Surface
from official_forms.computed import computed_line
from official_forms.contents import area_heading, value_in
from official_forms.description import FormDescription, PrintedColumn
from official_forms.grid import Position
from official_forms.heading_rows import heading_rows
from official_forms.letterheads import usual_lines
from plan_tree.surroundings import NO_SURROUNDINGS, Surroundings
from plan_tree.tree import ActivityNode, AreaNode, IndicatorNode, PlanTree, weight_of
from sheets.saving import as_bytes
from sheets.writing import FormSheet

_LINES = ("লক্ষ্যমাত্রা", "অর্জন")
_Numbered = tuple[int, PrintedColumn]  # the sheet's column and what stands in it


def write_official_form(
    form: FormDescription,
    tree: PlanTree,
    scorecard: Scorecard | None,
    through: int,
    around: Surroundings = NO_SURROUNDINGS,
) -> bytes:
    """The form as an .xlsx file, as ``official_form_book`` writes it."""
    return as_bytes(official_form_book(form, tree, scorecard, through, around))


def official_form_book(
    form: FormDescription,
    tree: PlanTree,
    scorecard: Scorecard | None,
    through: int,
    around: Surroundings = NO_SURROUNDINGS,
) -> Workbook:
    """The form as a workbook: achievements through a quarter; marks of the scorecard, without one the office's.

    ``around`` stands above and below the table; without lines above it has the usual titles.
    """
    writer = _Writer(form, tree.through(through), scorecard, through, around)
    writer.head()
    row = writer.first
    for serial, area in enumerate(writer.tree.areas, start=1):
        row = writer.area(row, serial, area)
    writer.foot(row)
    return writer.finish()


class _Writer:
    """Writes the form row by row; a cell reaches as far down as its column's extent says."""

    def __init__(
        self, form: FormDescription, tree: PlanTree, scorecard: Scorecard | None, through: int, around: Surroundings
    ) -> None:
        self.tree = tree
        self._form, self._scorecard = form, scorecard
        self._marks = {mark.number: mark for mark in scorecard.marks} if scorecard else {}
        self._latest, columns = form.printed_for(Surface.SHEET, tree, through)
        self._columns: tuple[_Numbered, ...] = tuple(enumerate(columns, start=1))
        self._has_areas, self._has_marks = (
            any(each.part is part for each in columns) for part in (Part.AREA, Part.MARKS)
        )
        self._sheet = FormSheet(form.titles.sheet, tuple(each.column.width for each in columns))
        self._titles = around.lines_above or usual_lines(form, tree, self._latest)
        self._signed = around.blocks_below
        self._top = len(self._titles) + 1
        self._levels = max(len(each.headings) for each in columns)
        self.first = self._top + self._levels + 1

    def head(self) -> None:
        """Titles, the header and the numbered row."""
        for row, line in enumerate(self._titles, start=1):
            self._sheet.title(row, line)
        self._headings()
        for column, printed in self._columns:
            self._sheet.heading((self.first - 1, column), to_bengali(str(printed.number)))

    def area(self, row: int, serial: int, area: AreaNode) -> int:
        """Write an area from a row on, headed beside its rows or in one of its own; the row behind it."""
        top = row
        if not self._has_areas:
            self._sheet.text((row, 1), area_heading(area), (row, self._sheet.columns), bold=True)
            row += 1
        for activity in area.activities:
            row = self._activity(row, activity)
        row = max(row, top + 1)
        for column, printed in self._reaching(Extent.AREA):
            self._area_cell(printed.part, (top, column), (row - 1, column), serial, area)
        return row

    def foot(self, row: int) -> None:
        """The totals, where no column holds marks, the line that says the figures were computed, and who signed."""
        if not self._has_marks:
            row = self._totals(row)
        if self._scorecard:
            row += 1  # after a gap, else it belongs to the last row
            self._sheet.note(row, computed_line(self._scorecard, self.tree.indicators))
            row += 1
        self._sign_off(row + 1)

    def _sign_off(self, row: int) -> None:
        """What stands below the table, side by side, each block as wide as the others."""
        width, count = self._sheet.columns, min(len(self._signed), self._sheet.columns)
        for place, lines in enumerate(self._signed[:count]):
            first, last = place * width // count + 1, (place + 1) * width // count
            for below, line in enumerate(lines):
                self._sheet.words((row + below, first), line, (row + below, last))

    def finish(self) -> Workbook:
        """What a row is about stays in sight: the area, else the activity, with all before it."""
        about = Part.AREA if self._has_areas else Part.ACTIVITY
        frozen = next((column for column, printed in self._columns if printed.part is about), 1)
        return self._sheet.finish(header=range(self._top, self.first), frozen_columns=frozen)

    def _headings(self) -> None:
        places = {printed.name: column for column, printed in self._columns}
        for row, line in enumerate(heading_rows([printed for _, printed in self._columns]), start=self._top):
            for cell in line:
                column = places[cell.column.name]
                self._sheet.heading((row, column), cell.text.bn, (row + cell.rows - 1, column + cell.columns - 1))

    def _reaching(self, extent: Extent) -> Iterator[_Numbered]:
        return (each for each in self._columns if each[1].column.extent is extent)

    def _area_cell(self, part: Part, at: Position, to: Position, serial: int, area: AreaNode) -> None:
        if part is Part.SERIAL:
            self._sheet.label(at, to_bengali(str(serial)), to)
        elif part is Part.AREA:
            self._sheet.text(at, self._form.numbering.of(area.number, area.title), to)
        else:
            self._sheet.number(at, area.weight, to)

    def _activity(self, row: int, activity: ActivityNode) -> int:
        top = row
        for indicator in activity.indicators:
            self._indicator(row, activity, indicator)
            row += self._form.family.lines
        for column, _ in self._reaching(Extent.ACTIVITY):
            row = max(row, top + 1)
            self._sheet.text((top, column), self._form.numbering.of(activity.number, activity.title), (row - 1, column))
        return row

    def _indicator(self, top: int, activity: ActivityNode, indicator: IndicatorNode) -> None:
        bottom = top + self._form.family.lines - 1
        for column, printed in self._reaching(Extent.INDICATOR):
            self._own_cell(printed, (top, column), (bottom, column), activity, indicator)
        for column, printed in self._reaching(Extent.LINE):
            self._line_cells(printed, (top, column), (bottom, column), indicator)
        for column, printed in self._reaching(Extent.RESULT):
            for row in range(top, bottom):
                self._sheet.label((row, column), "")
            self._result_cell(printed.part, (bottom, column), indicator, self._marks.get(indicator.number))

    def _own_cell(
        self, printed: PrintedColumn, at: Position, to: Position, activity: ActivityNode, indicator: IndicatorNode
    ) -> None:
        """The number stands before the activity where that is printed beside each indicator."""
        numbered, sheet = self._form.numbering.of, self._sheet
        is_beside = any(each.part is Part.ACTIVITY for _, each in self._reaching(Extent.INDICATOR))
        match printed.part:
            case Part.ACTIVITY:
                sheet.text(at, numbered(indicator.number, activity.title), to)
            case Part.INDICATOR:
                sheet.text(at, indicator.title if is_beside else numbered(indicator.number, indicator.title), to)
            case Part.UNIT:
                sheet.label(at, indicator.unit_text, to)
            case Part.WEIGHT:
                sheet.number(at, indicator.weight, to)
            case Part.TEXT:
                sheet.text(at, indicator.text(printed.name), to)
            case _:
                sheet.value(at, value_in(printed, indicator), to)

    def _line_cells(self, printed: PrintedColumn, upper: Position, lower: Position, indicator: IndicatorNode) -> None:
        """Targets above, achievements below."""
        if printed.part is Part.LINE or printed.quarter is None:
            for at, text in zip((upper, lower), _LINES, strict=True):
                self._sheet.label(at, text)
        else:
            self._sheet.value(upper, indicator.target(printed.quarter))
            self._sheet.value(lower, indicator.achievement(printed.quarter))

    def _result_cell(self, part: Part, at: Position, indicator: IndicatorNode, mark: Mark | None) -> None:
        """The computed total or marks, or what the office claims."""
        claimed = indicator.claimed_marks
        if part is Part.TOTAL and mark is not None:
            self._sheet.value(at, mark.total)
        elif part is Part.TOTAL:
            self._sheet.label(at, indicator.claimed_total)
        elif mark is not None:
            self._sheet.mark(at, mark)
        elif claimed is not None:
            self._sheet.number(at, claimed)
        else:
            self._sheet.label(at, "")

    def _totals(self, row: int) -> int:
        """The two bottom lines; the row behind them."""
        total, obtained = self.tree.claimed.total, self.tree.claimed.obtained
        if self._scorecard:
            total = weight_of(self.tree.indicators)
            obtained = self._scorecard.earned
        for label, figure, are_marks in (("মোট নম্বর:", total, False), ("প্রাপ্ত নম্বর:", obtained, self._scorecard)):
            if figure is not None:
                self._sheet.text((row, 1), label, (row, self._sheet.columns - 1), bold=True)
                self._sheet.number((row, self._sheet.columns), figure, marks=bool(are_marks))
                row += 1
        return row
