"""Owns reading the rows of one indicator of a form in two lines."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from cell_values.reading import read_value
from cell_values.sentence import Sentence
from cell_values.units import read_unit
from cell_values.value import BLANK, Unit, Value, ValueState
from marking.rules import suggest_quarter_rule
from official_forms.further_columns import FurtherColumns
from official_forms.grid import Cell, address
from official_forms.lines.columns import ACHIEVED, QUARTERS, is_label
from official_forms.lines.rows import FormLine, FormRow, IndicatorBlock
from official_forms.lines.totals import claimed_totals
from official_forms.mending import date_cut, joined_date, may_be_cut
from official_forms.sheet_reading import SheetReading
from official_forms.told import weight_missing
from plan_tree.problems import Severity
from plan_tree.tree import IndicatorNode, QuarterNode

_TARGETS = (FormLine.TARGET, FormLine.BOTH)
_BESIDE = (*QUARTERS.values(), "total")  # where the end of a cut date may stand
_DATED = (Unit.DATE, Unit.NUMBER_AND_DATE)


class LinesIndicatorReader:
    """Reads the rows of one indicator, taking their cells over."""

    def __init__(self, reading: SheetReading, further: FurtherColumns, block: IndicatorBlock, number: str) -> None:
        self._reading, self._further = reading, further
        self._rows = block.rows
        self._by_row = {row.row: row for row in block.rows}
        self._number = number
        self._places: dict[str, str] = {"number": block.cell.address}
        self._pieces: set[Cell] = set()  # ends of cut dates, which are no values of their own
        self._repeated: list[Cell] = []  # cells that only say again what stands above

    def draft(self) -> IndicatorNode:
        """The indicator; one repeated column alone is told, several are a plan filled down instead of merged."""
        draft = self._draft()
        if len({cell.column for cell in self._repeated}) == 1:
            for cell in self._repeated:
                self._reading.notice("cell_repeated", _again(cell), cell.address)
        return draft

    def _draft(self) -> IndicatorNode:
        unit_text = self._text("unit")
        unit = read_unit(unit_text)
        self._rows = list(self._settled(unit))
        annual = self._annual(unit)
        quarters = {quarter: self._quarter(quarter, unit) for quarter in QUARTERS}
        claimed = claimed_totals(self._reading, self._totals(), annual, quarters, unit)
        targets = {quarter: draft.target for quarter, draft in quarters.items()}
        self._take_labels()
        return IndicatorNode(
            self._number,
            self._text("indicator"),
            self._weight(),
            unit,
            unit_text,
            quarter_rule=suggest_quarter_rule(unit, annual, targets, ()),
            annual=annual,
            quarters=quarters,
            **self._further.read(unit, self._places, self._text, self._reading.doubt),
            claimed_total=self._text_of(claimed, "total"),
            claimed_marks=self._figure("marks", "marks_unreadable", Severity.WARNING),
            cells=self._places,
        )

    def _settled(self, unit: Unit) -> Iterator[FormRow]:
        """The rows with their lines; one without a label holds achievements where it cannot go on with the targets."""
        has_achievements = any(row.line is FormLine.ACHIEVEMENT for row in self._rows)
        for row in self._rows:
            is_unsure = row.label is None and row is not self._rows[0] and not has_achievements
            if is_unsure and row.line in _TARGETS and (cell := self._contradiction(row, unit)):
                self._reading.warn("line_assumed", _ASSUMED, cell.address)
                row = replace(row, line=FormLine.ACHIEVEMENT)
            elif row.label is not None and row.line is FormLine.ACHIEVEMENT and not is_label(row.label.text):
                self._reading.warn("line_assumed", _ASSUMED, row.label.address)
            self._by_row[row.row] = row
            yield row

    def _contradiction(self, row: FormRow, unit: Unit) -> Cell | None:
        """The first cell that reads alone but not as the end of the target above it."""
        for name in QUARTERS.values():
            above, cell = self._cell(name, self._rows[0]), self._cell(name, row)
            texts = (above.text, cell.text) if above and cell else ()
            if texts and all(_reads(text, unit) for text in texts) and not _reads(" ".join(texts), unit):
                return cell
        return None

    def _quarter(self, quarter: int, unit: Unit) -> QuarterNode:
        name = QUARTERS[quarter]
        # A row that names its line is of that line, whatever the heading of its column says.
        targets = [cell for cell in self._cells(ACHIEVED[quarter]) if self._is_labelled_target(cell)]
        achieved = [cell for cell in self._cells(ACHIEVED[quarter]) if cell not in targets]
        target, target_cell = self._value([*self._cells(name, *_TARGETS), *targets], unit)
        achievement, achievement_cell = self._value([*self._cells(name, FormLine.ACHIEVEMENT), *achieved], unit)
        return QuarterNode(target, achievement, target_cell, achievement_cell)

    def _is_labelled_target(self, cell: Cell) -> bool:
        row = self._row_of(cell)
        return row.label is not None and row.line is FormLine.TARGET

    def _annual(self, unit: Unit) -> Value:
        cells = self._once(self._cells("annual"))
        if cells:
            self._places["annual"] = cells[0].address
        return self._reading.value(cells, unit)

    def _value(self, cells: list[Cell], unit: Unit) -> tuple[Value, str]:
        """A value and where it begins."""
        cells = [cell for cell in cells if cell not in self._pieces]
        if not cells:
            return BLANK, ""
        text, last = self._reading.text(cells), cells[-1]
        piece = self._beside(last) if may_be_cut(last.text) else None
        joined = joined_date(last.text, piece.text) if piece and self._is_stray(piece, unit) else None
        if piece and joined:
            self._pieces.add(piece)
            self._reading.take(piece)
            self._reading.notice("date_cut", date_cut(last.text, piece.text, joined), last.address)
            text = text.removesuffix(last.text) + joined
        return self._reading.value_of(text, unit, cells[0].address), cells[0].address

    def _beside(self, cell: Cell) -> Cell | None:
        """What stands in the next column to the right, where that is a quarter's or the total's."""
        row = self._row_of(cell)
        right = min((column for column in row.page.columns.values() if column > cell.column), default=0)
        is_value = any(row.page.column(name) == right for name in _BESIDE)
        return self._reading.sheet.cells.get((cell.row, right)) if is_value else None

    def _is_stray(self, piece: Cell, unit: Unit) -> bool:
        """Whether a cell cannot be a value of its own: no number stands for a date, no total in a line of targets."""
        row = self._row_of(piece)
        in_targets = piece.column == row.page.column("total") and row.line in _TARGETS
        return unit in _DATED or in_targets or not _reads(piece.text, unit)

    def _row_of(self, cell: Cell) -> FormRow:
        return self._by_row[cell.row]

    def _totals(self) -> list[tuple[FormRow, Cell]]:
        found = ((row, self._cell("total", row)) for row in self._rows)
        return [(row, cell) for row, cell in found if cell is not None and cell not in self._pieces]

    def _weight(self) -> Decimal:
        row = self._rows[0]
        column = row.page.column("weight")
        if column and not self._cells("weight"):
            place = address(row.row, column)
            self._reading.warn("weight_missing", weight_missing(self._number), place)
        return self._figure("weight", "weight_unreadable", Severity.ERROR) or Decimal(0)

    def _figure(self, name: str, code: str, severity: Severity) -> Decimal | None:
        text = self._text(name)
        return self._reading.number(text, self._places.get(name, ""), code, severity)

    def _take_labels(self) -> None:
        """Labels say nothing beyond the line they name; one with more words is left over, to be told."""
        for cell in self._cells("line"):
            if is_label(cell.text):
                self._reading.take(cell)

    def _text(self, name: str) -> str:
        """What stands in a part's column in all rows, taken over; its first cell is remembered."""
        return self._text_of(self._cells(name), name)

    def _text_of(self, cells: list[Cell], name: str) -> str:
        if cells:
            self._places[name] = cells[0].address
        return self._reading.text(self._once(cells))

    def _once(self, cells: list[Cell]) -> list[Cell]:
        kept = self._reading.unrepeated(cells)
        places = {cell.position for cell in kept}
        self._repeated += [cell for cell in cells if cell.position not in places]
        return kept

    def _cells(self, name: str, *lines: FormLine) -> list[Cell]:
        """The non-empty cells of a part, of all lines or of some."""
        found = (self._cell(name, row) for row in self._rows if not lines or row.line in lines)
        return [cell for cell in found if cell is not None]

    def _cell(self, name: str, row: FormRow) -> Cell | None:
        return self._reading.sheet.cells.get((row.row, row.page.column(name) or 0))


def _reads(text: str, unit: Unit) -> bool:
    return read_value(text, unit).value.state is not ValueState.UNREADABLE


_ASSUMED = Sentence(
    "সারিটি লক্ষ্যমাত্রার না অর্জনের, লেখা নেই বা পড়া যায় না; অর্জনের সারি ধরা হয়েছে। ঠিক আছে কি না দেখুন।",
    "It is not written or not readable whether this row holds targets or achievements; achievements were taken. "
    "Please check.",
)


def _again(cell: Cell) -> Sentence:
    return Sentence(
        f"“{cell.text}” একই সূচকে ওপরেও লেখা আছে; একবারই ধরা হয়েছে। নিচের সূচকের হলে ঘরটি এক সারি নামিয়ে দিন।",
        f"“{cell.text}” stands above in the same indicator as well and was taken once. If it belongs to the indicator "
        "below, move it one row down.",
    )
