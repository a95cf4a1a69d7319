"""Owns laying a document of text out as sheets: the rows of its tables, and its paragraphs as rows before and between.

A table that goes on in a second one of as many columns is one sheet. Tables narrower than the official forms (a
letterhead, a signature) count as paragraphs where no row of theirs heads columns; one that only places another table
gives way to it.
"""

from bisect import bisect_left
from collections.abc import Sequence

from cell_values.digits import to_bengali
from cell_values.legacy import Run, turned
from cell_values.text import normalise
from official_forms.form_table import find_heads
from official_forms.grid import Cell, Sheet, Span
from sheets.formats.text_blocks import Block, Paragraph, TableCell, TextTable
from sheets.limits import Budget, check_reach
from sheets.stored import Stored, StoredSheet

_NARROWEST_FORM = 6  # columns
_FEWEST_HEADED = 4  # columns of a table that its headings make a form
_HEADED_WITHIN = 5  # rows from its top
Line = list[Run]


def lay_out(blocks: Sequence[Block], budget: Budget) -> list[StoredSheet]:
    """The sheets of a document. Raises Refused when it is beyond reason."""
    return _Layout(budget).lay_out(blocks)


class _Layout:
    """Lays paragraphs and tables out as the rows of sheets."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._sheets: list[StoredSheet] = []
        self._lines: list[Line] = []
        self._breaks: list[int] = []  # of pages: how many of the lines stand before each
        self._row = self._columns = 0

    def lay_out(self, blocks: Sequence[Block]) -> list[StoredSheet]:
        for block in blocks:
            if block.begins_page:
                self._breaks.append(len(self._lines))
            if isinstance(block, Paragraph):
                self._lines.append(block.runs)
            else:
                self._add_table(block)
        if self._lines:
            self._continue(self._columns or 1)
        return self._sheets

    def _add_table(self, table: TextTable) -> None:
        starts = table.starts
        if not _is_form(table):
            self._unwrap(table)
            return
        self._continue(len(starts))
        open_merges: dict[int, Span] = {}
        for row in table.rows:
            self._row += 1
            check_reach(self._row, len(starts))
            if row.is_hidden:
                self._sheets[-1].hidden_rows.add(self._row)
            for cell in row.cells:
                self._add_cell(cell, starts, open_merges)
        self._sheets[-1].merged += [span for span in open_merges.values() if span.area > 1]

    def _unwrap(self, table: TextTable) -> None:
        """Go on with what a narrow table holds: a table as wide as a form by itself, else a line for each row."""
        for row in table.rows:
            if not any(map(_holds_form, row.cells)):
                self._lines += filter(None, [_joined(row.cells)])
                continue
            for block in (block for cell in row.cells for block in cell.blocks):
                if isinstance(block, TextTable):
                    self._add_table(block)
                elif any(run.text.strip() for run in block.runs):
                    self._lines.append(block.runs[:-1])

    def _continue(self, columns: int) -> None:
        """Go on in the last sheet if its tables are as wide, else begin one; what stood above the table comes first."""
        if not self._sheets or columns != self._columns:
            self._budget.add_sheets()
            self._sheets.append(StoredSheet(f"সারণি {to_bengali(str(len(self._sheets) + 1))}"))
            self._row, self._columns = 0, columns
        self._sheets[-1].page_starts |= {self._row + 1 + before for before in self._breaks}
        for runs in self._lines:
            self._row += 1
            self._store(1, runs)
            self._sheets[-1].merged.append(Span(self._row, 1, self._row, columns))
        self._lines, self._breaks = [], []

    def _add_cell(self, cell: TableCell, starts: list[int], open_merges: dict[int, Span]) -> None:
        """Place a cell in the columns in which any cell begins; widths alone make no columns."""
        left = bisect_left(starts, cell.column) + 1
        right = max(left, bisect_left(starts, cell.column + cell.span))
        above = open_merges.get(left)
        if above is not None and cell.merge != "continue":
            del open_merges[left]
            if above.area > 1:
                self._sheets[-1].merged.append(above)
        span = Span(above.first_row if above and cell.merge == "continue" else self._row, left, self._row, right)
        self._budget.add_merge(span)
        open_merges[left] = span
        runs = cell.runs
        if cell.merge != "continue" and any(run.text.strip() for run in runs):  # Word does not show what stands there
            self._store(left, runs)

    def _store(self, column: int, runs: Line) -> None:
        text = "".join(run.text for run in runs)
        self._sheets[-1].cells.append(Stored(self._row, column, text, font=runs[0].font, runs=tuple(runs)))


def _is_form(table: TextTable) -> bool:
    """Whether a table is as wide as the official forms, or has the headings of a smaller one."""
    width = len(table.starts)
    return width >= _NARROWEST_FORM or (width >= _FEWEST_HEADED and _is_headed(table))


def _is_headed(table: TextTable) -> bool:
    rows = enumerate(table.rows[:_HEADED_WITHIN], start=1)
    cells = (
        Cell(row, cell.column + 1, _unicode(cell.runs))
        for row, each in rows
        for cell in each.cells
        if not any(cell.tables)
    )
    return bool(find_heads(Sheet("", {cell.position: cell for cell in cells if cell.text})))


def _unicode(runs: Line) -> str:
    result = turned(runs)
    return normalise(result.text if result else "".join(run.text for run in runs))


def _holds_form(cell: TableCell) -> bool:
    """Whether a table in a cell, or in one of its cells, is a form."""
    return any(
        _is_form(table) or any(_holds_form(inner) for row in table.rows for inner in row.cells) for table in cell.tables
    )


def _joined(row: list[TableCell]) -> Line:
    """The texts of a row of a narrow table one after the other, as they are read."""
    texts = (runs for runs in (cell.runs for cell in row) if any(run.text.strip() for run in runs))
    return [run for runs in texts for run in (*runs[:-1], Run(" "))]  # but for the end of its line
