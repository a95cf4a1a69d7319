"""Owns the rows of a form with graded targets: indicators under their activity and area, and the totals below them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from cell_values.digits import to_ascii
from cell_values.text import key
from official_forms.claims import Claims
from official_forms.graded.recognising import PROGRESS, grades
from official_forms.grid import Cell
from official_forms.items import read_item, read_loose_item, says_again
from official_forms.layout import Form, LaidPage
from official_forms.sheet_reading import SheetReading
from official_forms.told import head_missing, heading_below, number_inferred

_LEVELS = ("area", "activity", "indicator")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of the sheet and the page it stands on."""

    row: int
    page: LaidPage


@dataclass(frozen=True, slots=True)
class RowHead:
    """An area, an activity or an indicator: its number and title, the cell they stand in, its rows, what is below it.

    In the form the cell of an area or activity is merged down over its rows, or the cells below it are left empty, or
    repeat it. Without a ``title`` the form lacks it, and ``cell`` is that of what is below.
    """

    number: str
    title: str
    cell: Cell
    rows: list[SheetRow] = field(default_factory=list)
    below: list["RowHead"] = field(default_factory=list)


def form_rows(reading: SheetReading, form: Form) -> tuple[list[RowHead], Claims]:
    """The form's areas with what is below them, and the claimed totals; every inferred number is told at its cell."""
    found = _Rows(reading, form)
    for page in form.pages:
        for row in page.page.body:
            found.place(SheetRow(row, page))
    return found.areas, found.claims


class _Rows:
    """Hangs the rows of a form under areas, activities and indicators, top to bottom."""

    def __init__(self, reading: SheetReading, form: Form) -> None:
        self.areas: list[RowHead] = []
        self.claims = Claims()
        self._reading = reading
        self._values = {*grades(form).values(), *PROGRESS, "weight", "unit"}
        self._bodies = {each for page in form.pages for each in page.page.body}
        self._last = max(self._telling_rows(form), default=0)

    def place(self, row: SheetRow) -> None:
        """Give a row to the totals, to what begins in it, and to all it belongs to."""
        if self.claims.add(self._reading.sheet.rows[row.row], row.page):
            return
        has_values = any(self._cell(row, name) for name in self._values)
        begun = [level for level in _LEVELS if self._begins(row, level, has_values)]
        if not begun and not self._continues(row):
            return
        siblings, above = self.areas, ""
        for at, level in enumerate(_LEVELS):
            has_below = any(below in begun for below in _LEVELS[at + 1 :])
            if level in begun or (has_below and (not siblings or self._is_next(siblings[-1], level, row))):
                self._open(siblings, above, level, row)
            if not siblings:
                return
            siblings[-1].rows.append(row)
            siblings, above = siblings[-1].below, siblings[-1].number

    def _is_next(self, current: RowHead, level: str, row: SheetRow) -> bool:
        """Whether what begins in a row has the number after the current head's, though no head is written for it."""
        depth = _LEVELS.index(level) + 1
        cells = [self._head_cell(row, below) for below in _LEVELS[depth:]]
        item = next((item for cell in cells if cell and (item := read_item(cell.text))), None)
        *above, last = map(int, current.number.split("."))
        return item is not None and item.depth > depth and item.parts[:depth] == (*above, last + 1)

    def _begins(self, row: SheetRow, level: str, has_values: bool) -> bool:
        """Whether a head of a level begins: by a number, or by words in a row that holds values."""
        cell = self._head_cell(row, level)
        if cell is None:
            return False
        item = read_item(cell.text)
        return item is not None or (has_values and self._cell(row, "indicator") is not None)

    def _open(self, siblings: list[RowHead], above: str, level: str, row: SheetRow) -> None:
        """Add a head, unless its cell only repeats the current one."""
        cell = self._head_cell(row, level)
        item = read_loose_item(cell.text) if cell else None
        title = item.title if item else cell.text if cell else ""
        number = item.number if item else self._serial(row, level)
        current = siblings[-1] if siblings else None
        if current and cell and level != "indicator" and _repeats(current, number, title):
            siblings[-1] = self._repeated(current, title, cell)
            return
        place = cell or self._first_head_cell(row)
        if cell is None:
            number = self._inferred(siblings, above, row, level)
            self._reading.warn(f"{level}_missing", head_missing(level, number), place.address)
        elif not number:
            number = self._inferred(siblings, above, row, level)
            self._reading.notice("number_inferred", number_inferred(number), place.address)
        self._reading.take(cell)
        siblings.append(RowHead(number, title, place))

    def _repeated(self, current: RowHead, title: str, cell: Cell) -> RowHead:
        """The head with what a repeated cell adds to it: the title it lacked; other words are left over, to be told."""
        if current.title:
            self._reading.take(cell if says_again(title, current.title) else None)
            return current
        self._reading.take(cell)
        self._reading.notice("heading_below", heading_below(title), cell.address)
        return replace(current, title=title, cell=cell)

    def _inferred(self, siblings: list[RowHead], above: str, row: SheetRow, level: str) -> str:
        """A number by place; of an area or activity that is not written, the one its indicator's number tells."""
        depth = _LEVELS.index(level) + 1
        if self._head_cell(row, level) is None:
            cells = [self._head_cell(row, below) for below in _LEVELS[depth:]]
            items = [read_loose_item(cell.text) for cell in cells if cell]
            for item in items:
                if item and item.depth > depth:
                    return ".".join(item.number.split(".")[:depth])
        last = siblings[-1].number.rpartition(".")[2] if siblings else "0"
        number = str(int(last) + 1)
        return f"{above}.{number}" if above else number

    def _continues(self, row: SheetRow) -> bool:
        """Whether a row without a head of its own goes on with the row above.

        It has no gap and no serial before it, and holds values only where it follows the whole table.
        """
        top = row.page.page.body[0]
        if self._cell(row, "serial") or not self.areas or self.claims.total or self.claims.obtained:
            return False
        is_near = row.row == top or row.row - 1 in self._bodies
        columns = {row.page.column(name) for name in self._values}
        holds_values_only = all(cell.column in columns for cell in self._reading.sheet.rows[row.row])
        return is_near and (row.row <= self._last or holds_values_only or row.row == top)

    def _serial(self, row: SheetRow, level: str) -> str:
        cell = self._cell(row, "serial") if level == "area" else None
        number = to_ascii(cell.text).strip(".)। ") if cell else ""
        return number if number.isdecimal() else ""

    def _head_cell(self, row: SheetRow, level: str) -> Cell | None:
        """The cell of a head; an area may also stand alone across the row."""
        cell = self._cell(row, level)
        cells = self._reading.sheet.rows[row.row]
        if level != "area":
            return None if cell is not None and len(cells) == 1 and _is_area(cell) else cell
        return cells[0] if cell is None and len(cells) == 1 and _is_area(cells[0]) else cell

    def _first_head_cell(self, row: SheetRow) -> Cell:
        return next(cell for level in _LEVELS if (cell := self._head_cell(row, level)))

    def _cell(self, row: SheetRow, name: str) -> Cell | None:
        return self._reading.sheet.cells.get((row.row, row.page.column(name) or 0))

    def _telling_rows(self, form: Form) -> Iterator[int]:
        """The rows in which an indicator begins."""
        for page in form.pages:
            for row in page.page.body:
                cell = self._cell(SheetRow(row, page), "indicator")
                if cell and read_item(cell.text):
                    yield row


def _is_area(cell: Cell) -> bool:
    item = read_item(cell.text)
    return item is not None and item.depth == 1


def _repeats(current: RowHead, number: str, title: str) -> bool:
    """Whether a head is the current one again: filled down, or repeated on the next page with a word behind it."""
    if number:
        return number == current.number and key(title).startswith(key(current.title))
    return key(title) == key(current.title)
