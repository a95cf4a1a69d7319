"""Owns what a document of text is made of: paragraphs and tables in their order, and those in the cells of tables."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from cell_values.legacy import Run


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
    def tables(self) -> Iterator["TextTable"]:
        return (block for block in self.blocks if isinstance(block, TextTable))


@dataclass(slots=True)
class TableRow:
    """A row of a table; ``is_hidden``: it is not shown."""

    cells: list[TableCell] = field(default_factory=list)
    is_hidden: bool = False


@dataclass(slots=True)
class TextTable:
    """A table as rows of cells; ``begins_page``: somebody put it on a page of its own."""

    rows: list[TableRow] = field(default_factory=list)
    begins_page: bool = False

    @property
    def starts(self) -> list[int]:
        """The grid columns in which any cell begins; widths alone make no columns."""
        return sorted({cell.column for row in self.rows for cell in row.cells})


@dataclass(slots=True)
class Paragraph:
    """A paragraph; in a cell its end of the line is the last run."""

    runs: list[Run] = field(default_factory=list)
    begins_page: bool = False


Block = Paragraph | TextTable


def _runs(blocks: list[Block]) -> Iterator[Run]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.runs
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from _runs(cell.blocks)
