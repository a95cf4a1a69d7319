"""Owns reading the tables of a .docx as sheets: rows as they stand, the paragraphs before and between them as rows.

A table that goes on in a second one of as many columns is one sheet. Tables narrower than any form (a letterhead, a
signature) count as paragraphs; one that only places another table gives way to it.
"""

from bisect import bisect_left

from cell_values.digits import to_bengali
from cell_values.legacy import Run
from cell_values.sentence import Sentence
from official_forms.grid import Span
from plan_tree.problems import Problem, Severity
from sheets.formats.archive import Archive
from sheets.formats.relations import main_part, relations
from sheets.formats.word_blocks import BlocksReader, Paragraph, TableCell, WordTable
from sheets.formats.word_fonts import WordFontsReader
from sheets.limits import Budget, check_reach
from sheets.refusal import damaged
from sheets.stored import Stored, StoredBook, StoredSheet

_NARROWEST_FORM = 6  # columns
Line = list[Run]


def read_word(archive: Archive, budget: Budget) -> StoredBook:
    """The tables in a Word document. Raises Refused when it is malformed or beyond reason."""
    part = main_part(archive, "word/document.xml")
    fonts = WordFontsReader()
    for relation in relations(archive, part).values():
        if relation.role == "styles":
            archive.read(relation.target, fonts)
    blocks = BlocksReader(fonts, budget)
    if not archive.read(part, blocks):
        raise damaged()
    sheets = _Layout(budget).lay_out(blocks)
    notices = [Problem(Severity.WARNING, "automatic_numbers", _NUMBERED)] if blocks.has_automatic_numbers else []
    return StoredBook(sheets, notices)


class _Layout:
    """Lays paragraphs and tables out as the rows of sheets."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._sheets: list[StoredSheet] = []
        self._lines: list[Line] = []
        self._row = self._columns = 0

    def lay_out(self, blocks: BlocksReader) -> list[StoredSheet]:
        for block in blocks.blocks:
            if isinstance(block, Paragraph):
                self._lines.append(block.runs)
            else:
                self._add_table(block)
        if self._lines:
            self._continue(self._columns or 1)
        return self._sheets

    def _add_table(self, table: WordTable) -> None:
        starts = table.starts
        if len(starts) < _NARROWEST_FORM:
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

    def _unwrap(self, table: WordTable) -> None:
        """Go on with what a narrow table holds: a table as wide as a form by itself, else a line for each row."""
        for row in table.rows:
            if not any(map(_holds_form, row.cells)):
                self._lines += filter(None, [_joined(row.cells)])
                continue
            for block in (block for cell in row.cells for block in cell.blocks):
                if isinstance(block, WordTable):
                    self._add_table(block)
                elif any(run.text.strip() for run in block.runs):
                    self._lines.append(block.runs[:-1])

    def _continue(self, columns: int) -> None:
        """Go on in the last sheet if its tables are as wide, else begin one; what stood above the table comes first."""
        if not self._sheets or columns != self._columns:
            self._budget.add_sheets()
            self._sheets.append(StoredSheet(f"সারণি {to_bengali(str(len(self._sheets) + 1))}"))
            self._row, self._columns = 0, columns
        for runs in self._lines:
            self._row += 1
            self._store(1, runs)
            self._sheets[-1].merged.append(Span(self._row, 1, self._row, columns))
        self._lines = []

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


def _holds_form(cell: TableCell) -> bool:
    """Whether a table in a cell, or in one of its cells, is as wide as a form."""
    return any(
        len(table.starts) >= _NARROWEST_FORM or any(_holds_form(inner) for row in table.rows for inner in row.cells)
        for table in cell.tables
    )


def _joined(row: list[TableCell]) -> Line:
    """The texts of a row of a narrow table one after the other, as they are read."""
    texts = (runs for runs in (cell.runs for cell in row) if any(run.text.strip() for run in runs))
    return [run for runs in texts for run in (*runs[:-1], Run(" "))]  # but for the end of its line


_NUMBERED = Sentence(
    "দলিলে ওয়ার্ডের স্বয়ংক্রিয় ক্রমিক নম্বর আছে; সেগুলো লেখার অংশ নয়, তাই পড়া যায়নি। ক্রমিক নম্বরগুলো হাতে লিখে আবার দিন।",
    "The document has numbers that Word makes by itself; they are no part of the text and could not be read. "
    "Type the numbers and send it again.",
)
