"""Owns what a Word document is made of: paragraphs and tables in their order, with the fonts of their texts."""

from dataclasses import dataclass, field

from cell_values.legacy import Run
from sheets.formats.word_fonts import WordFontsReader, latin_font
from sheets.formats.xml import Attributes, PartReader, attribute, whole
from sheets.limits import MAX_AREA, Budget
from sheets.refusal import unsafe

_LEFT_OUT = ("Fallback", "moveFrom", "del")  # second copies and what tracked changes have removed
_BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}


@dataclass(slots=True)
class TableCell:
    """A cell by the grid columns it covers; ``merge`` says how it joins the one above: "", "restart" or "continue"."""

    column: int
    span: int = 1
    merge: str = ""
    runs: list[Run] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs).strip()


@dataclass(slots=True)
class WordTable:
    """A table as rows of cells."""

    rows: list[list[TableCell]] = field(default_factory=list)


@dataclass(slots=True)
class Paragraph:
    """A paragraph outside of tables."""

    runs: list[Run] = field(default_factory=list)


Block = Paragraph | WordTable


class BlocksReader(PartReader):
    """Streams the document part; a table inside a table gives its text to the cell it stands in."""

    def __init__(self, fonts: WordFontsReader, budget: Budget) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self.has_automatic_numbers = False
        self._fonts, self._budget = fonts, budget
        self._tables = 0  # depth
        self._rows: list[list[TableCell]] = []  # of the table that was begun last
        self._column = 0
        self._runs: list[Run] = []
        self._style_font = self._font = ""
        self._in_run = False
        self._skipped = 0

    def start(self, name: str, attributes: Attributes) -> None:
        if self._skipped or name in _LEFT_OUT:
            self._skipped += 1
        elif name == "tbl":
            self._tables += 1
            if self._tables == 1:
                self._rows = []
                self.blocks.append(WordTable(self._rows))
        elif self._tables == 1 and name in ("tr", "tc", "gridBefore", "gridSpan", "vMerge"):
            self._start_in_table(name, attributes)
        else:
            self._start_text(name, attributes)

    def end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif name == "tbl":
            self._tables -= 1
        elif name == "tc" and self._tables == 1:
            self._column += self._cell.span
        elif name == "t":
            self._add(self.collected())
        elif name == "r":
            self._in_run = False
        elif name == "p":
            self._end_paragraph()

    @property
    def _cell(self) -> TableCell:
        return self._rows[-1][-1]

    def _start_in_table(self, name: str, attributes: Attributes) -> None:
        number = max(1, whole(attribute(attributes, "val"), 1))
        match name:
            case "tr":
                self._rows.append([])
                self._column = 0
            case "gridBefore":
                self._column = number
            case "tc":
                self._budget.add_cell()
                self._rows[-1].append(TableCell(self._column))
                self._runs = self._cell.runs
            case "gridSpan":
                self._cell.span = number
                if self._column + number > MAX_AREA:
                    raise unsafe("এর সারণি অস্বাভাবিক চওড়া।", "its table is unreasonably wide.")
            case "vMerge":
                self._cell.merge = "restart" if attribute(attributes, "val") == "restart" else "continue"

    def _start_text(self, name: str, attributes: Attributes) -> None:
        if name == "p":
            self._style_font = self._fonts.default
            if self._tables == 0:
                self._runs = []
        elif name == "pStyle":
            self._style_font = self._fonts.font(attribute(attributes, "val"))
        elif name == "numId" and attribute(attributes, "val") != "0":
            self.has_automatic_numbers = True
        elif name == "r":
            self._in_run, self._font = True, self._style_font
        elif name == "rStyle":
            self._font = self._fonts.font(attribute(attributes, "val"))
        elif name == "rFonts" and self._in_run:
            self._font = latin_font(attributes) or self._font
        elif name == "t":
            self.collect()
        elif name in _BREAKS and self._in_run:
            self._add(_BREAKS[name])

    def _add(self, text: str) -> None:
        if text:
            self._budget.add_text(len(text))
            self._runs.append(Run(text, self._font))

    def _end_paragraph(self) -> None:
        if self._tables:
            self._add("\n")
        elif any(run.text.strip() for run in self._runs):
            self._budget.add_cell()
            self.blocks.append(Paragraph(self._runs))
            self._runs = []
