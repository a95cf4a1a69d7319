"""Owns where the cells of a web page's table stand: those that span rows are cells of each of these."""

from dataclasses import dataclass, field

from sheets.formats.text_blocks import Block, TableCell, TableRow, TextTable
from sheets.formats.xml import whole
from sheets.limits import Budget

_MOST_COLUMNS, _MOST_ROWS = 1_000, 65_534  # that a cell may span; browsers take no more


@dataclass(slots=True)
class TableBeingRead:
    """A table whose end was not met yet; ``has_open_cell``: what comes now stands in its last cell."""

    budget: Budget
    table: TextTable = field(default_factory=TextTable)
    has_open_cell: bool = False
    _is_row_open: bool = False
    _column: int = 0
    _hanging: dict[int, tuple[int, int]] = field(default_factory=dict)  # column -> rows still to span, columns
    _begun: set[int] = field(default_factory=set)  # the columns of this row in which a span begins or went on

    @property
    def last_blocks(self) -> list[Block]:
        """What stands in the last cell."""
        return self.table.rows[-1].cells[-1].blocks

    @property
    def has_cell_in_row(self) -> bool:
        return self._is_row_open and bool(self.table.rows[-1].cells)

    def start_row(self, *, is_hidden: bool) -> None:
        self.end_row()
        self.table.rows.append(TableRow(is_hidden=is_hidden))
        self._is_row_open, self._column = True, 0
        self._begun.clear()

    def end_row(self) -> None:
        """Go on with the spans that end the row; one without any cell is no row, as in a browser."""
        self.has_open_cell = False
        if not self._is_row_open:
            return
        self._is_row_open = False
        for column in sorted(set(self._hanging) - self._begun):
            self._go_on(column, is_placed=column >= self._column)
        if not self.table.rows[-1].cells:
            self.table.rows.pop()

    def end_rows(self) -> None:
        """The end of a group of rows, which no cell spans."""
        self.end_row()
        self._hanging.clear()

    def start_cell(self, columns: str, rows: str) -> None:
        if not self._is_row_open:
            self.start_row(is_hidden=False)
        while self._column in self._hanging and self._column not in self._begun:
            self._go_on(self._column, is_placed=True)
        span = min(max(1, whole(columns.strip(), 1)), _MOST_COLUMNS)
        down = whole(rows.strip(), 1) or _MOST_ROWS
        self._add(TableCell(self._column, span, "restart" if down > 1 else ""))
        if down > 1:
            self._hanging[self._column] = min(down, _MOST_ROWS) - 1, span
            self._begun.add(self._column)
        self._column += span
        self.has_open_cell = True

    def _go_on(self, column: int, *, is_placed: bool) -> None:
        """A span from above takes its place in this row; a cell that lies over it hides it."""
        left, span = self._hanging.pop(column)
        self._begun.add(column)
        if left > 1:
            self._hanging[column] = left - 1, span
        if is_placed:
            self._add(TableCell(column, span, "continue"))
            self._column = column + span

    def _add(self, cell: TableCell) -> None:
        self.budget.add_cell()
        self.table.rows[-1].cells.append(cell)
