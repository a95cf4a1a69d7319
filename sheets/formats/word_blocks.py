"""Owns what a Word document is made of: paragraphs and tables in their order, and those within the cells of tables."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from cell_values.legacy import Run
from sheets.formats.word_fonts import WordFontsReader
from sheets.formats.word_runs import WordRuns
from sheets.formats.xml import Attributes, PartReader, attribute, whole
from sheets.limits import MAX_AREA, Budget
from sheets.refusal import unsafe

_LEFT_OUT = "Fallback"  # second copies for older programs


@dataclass(slots=True)
class TableCell:
    """A cell by the grid columns it covers; ``merge`` says how it joins the one above: "", "restart" or "continue"."""

    column: int
    span: int = 1
    merge: str = ""
    blocks: list["Block"] = field(default_factory=list)

    @property
    def runs(self) -> list[Run]:
        """All text in it, each paragraph with the end of its line; a table inside gives its texts."""
        return list(_runs(self.blocks))

    @property
    def tables(self) -> Iterator["WordTable"]:
        return (block for block in self.blocks if isinstance(block, WordTable))


@dataclass(slots=True)
class TableRow:
    """A row of a table; ``is_hidden``: it is not shown."""

    cells: list[TableCell] = field(default_factory=list)
    is_hidden: bool = False


@dataclass(slots=True)
class WordTable:
    """A table as rows of cells."""

    rows: list[TableRow] = field(default_factory=list)

    @property
    def starts(self) -> list[int]:
        """The grid columns in which any cell begins; widths alone make no columns."""
        return sorted({cell.column for row in self.rows for cell in row.cells})


@dataclass(slots=True)
class Paragraph:
    """A paragraph; in a cell its end of the line is the last run."""

    runs: list[Run] = field(default_factory=list)


Block = Paragraph | WordTable


class BlocksReader(PartReader):
    """Streams the document part."""

    def __init__(self, fonts: WordFontsReader, budget: Budget) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self.has_automatic_numbers = False
        self._budget = budget
        self._text = WordRuns(self, fonts, budget)
        self._tables: list[tuple[WordTable, int]] = []  # those around, each with its column so far
        self._paragraphs: list[list[Run]] = []  # those begun, one inside another in a text box
        self._skipped = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if self._skipped or name == _LEFT_OUT:
            self._skipped += 1
        elif name == "tbl":
            table = WordTable()
            self._container.append(table)
            self._tables.append((table, 0))
        elif self._tables and name in ("tr", "tc", "gridBefore", "gridSpan", "vMerge", "hidden"):
            self._start_in_table(name, attributes)
        elif name == "numId" and attribute(attributes, "val") != "0":
            self.has_automatic_numbers = True
        else:
            if name == "p":
                self._paragraphs.append([])
            self._keep(self._text.start(name, attributes))

    def end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif name == "tbl":
            self._tables.pop()
        elif name == "tc" and self._tables:
            table, column = self._tables[-1]
            self._tables[-1] = table, column + table.rows[-1].cells[-1].span
        elif name == "p":
            self._end_paragraph()
        else:
            self._keep(self._text.end(name))

    @property
    def _container(self) -> list[Block]:
        """Where the next block belongs: the cell around, else the document."""
        rows = self._tables[-1][0].rows if self._tables else []
        return rows[-1].cells[-1].blocks if rows and rows[-1].cells else self.blocks

    def _start_in_table(self, name: str, attributes: Attributes) -> None:
        table, column = self._tables[-1]
        number = max(1, whole(attribute(attributes, "val"), 1))
        match name:
            case "tr":
                table.rows.append(TableRow())
                self._tables[-1] = table, 0
            case "hidden":
                table.rows[-1].is_hidden = True
            case "gridBefore":
                self._tables[-1] = table, number
            case "tc":
                self._budget.add_cell()
                table.rows[-1].cells.append(TableCell(column))
            case "gridSpan":
                table.rows[-1].cells[-1].span = number
                if column + number > MAX_AREA:
                    raise unsafe("এর সারণি অস্বাভাবিক চওড়া।", "its table is unreasonably wide.")
            case "vMerge":
                is_start = attribute(attributes, "val") == "restart"
                table.rows[-1].cells[-1].merge = "restart" if is_start else "continue"

    def _keep(self, run: Run | None) -> None:
        if run is not None and self._paragraphs:
            self._paragraphs[-1].append(run)

    def _end_paragraph(self) -> None:
        runs = self._paragraphs.pop()
        if self._tables:
            self._container.append(Paragraph([*runs, self._text.line_end()]))
        elif any(run.text.strip() for run in runs):
            self._budget.add_cell()
            self.blocks.append(Paragraph(runs))


def _runs(blocks: list[Block]) -> Iterator[Run]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.runs
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from _runs(cell.blocks)
