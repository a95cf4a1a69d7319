"""Owns reading what a Word document is made of: its paragraphs and tables, and those within the cells of tables."""

from cell_values.legacy import Run
from sheets.formats.text_blocks import Block, Paragraph, TableCell, TableRow, TextTable
from sheets.formats.word_fonts import WordFontsReader
from sheets.formats.word_pages import WordPages
from sheets.formats.word_runs import WordRuns
from sheets.formats.xml import Attributes, PartReader, attribute, whole
from sheets.limits import MAX_AREA, Budget
from sheets.refusal import unsafe

_LEFT_OUT = "Fallback"  # second copies for older programs


class BlocksReader(PartReader):
    """Streams the document part."""

    def __init__(self, fonts: WordFontsReader, budget: Budget) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self.has_automatic_numbers = False
        self._budget = budget
        self._text = WordRuns(self, fonts, budget)
        self._pages = WordPages()
        self._tables: list[tuple[TextTable, int]] = []  # those around, each with its column so far
        self._paragraphs: list[list[Run]] = []  # those begun, one inside another in a text box
        self._skipped = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if self._skipped or name == _LEFT_OUT:
            self._skipped += 1
        elif name == "tbl":
            table = TextTable()
            self._container.append(table)
            if not self._tables:
                self._pages.place(table)
            self._tables.append((table, 0))
        elif self._tables and name in ("tr", "tc", "gridBefore", "gridSpan", "vMerge", "hidden"):
            self._start_in_table(name, attributes)
        elif name == "numId" and attribute(attributes, "val") != "0":
            self.has_automatic_numbers = True
        else:
            if name == "p":
                self._paragraphs.append([])
            if not self._tables:
                self._pages.start(
                    name, attributes, after_text=bool(self._paragraphs and _has_text(self._paragraphs[-1]))
                )
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
            if not self._tables:
                self._pages.end(name)
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
            return
        paragraph = Paragraph(runs) if _has_text(runs) else None
        self._pages.place(paragraph)
        if paragraph is not None:
            self._budget.add_cell()
            self.blocks.append(paragraph)


def _has_text(runs: list[Run]) -> bool:
    return any(run.text.strip() for run in runs)
