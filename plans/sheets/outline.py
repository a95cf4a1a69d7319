"""Owns the outline of a worksheet's XML, taken by streaming it once: extent, formulas and merged ranges, bounded."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.sax import parse
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from plans.sheets.grid import Position, Span
from plans.sheets.refusal import unsafe

# The largest official plan seen has 1,500 cells and 250 merges.
MAX_DEPTH = 100
MAX_CELLS = 200_000
MAX_AREA = 1_000_000  # rows × columns up to the last cell with content
MAX_MERGES = 20_000
MAX_MERGED_CELLS = 300_000

_VALUES = ("v", "t")


@dataclass(slots=True)
class Outline:
    """What one worksheet part holds; ``last_row`` and ``last_column`` reach the last cell with content."""

    last_row: int = 0
    last_column: int = 0
    cells: int = 0
    merged_cells: int = 0
    formulas: dict[Position, str] = field(default_factory=dict)
    merged: list[Span] = field(default_factory=list)


def outline(stream: IO[bytes]) -> Outline | None:
    """Stream an XML part; its outline if it is a worksheet, else None.

    Raises Refused for an unreasonable one, DefusedXmlException for a DOCTYPE, SAXParseException when malformed.
    """
    handler = _Outliner()
    parse(stream, handler, forbid_dtd=True)
    return handler.outline


class _Outliner(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.outline: Outline | None = None
        self._depth = 0
        self._position = (0, 0)
        self._text: list[str] | None = None
        self._starts: dict[str, Callable[[Outline, AttributesImpl], None]] = {
            "row": self._start_row,
            "c": self._start_cell,
            "mergeCell": self._merge,
        }

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise unsafe("এর XML অস্বাভাবিক গভীর।", "its XML is nested too deeply.")
        local = name.rpartition(":")[2]
        if self._depth == 1 and local == "worksheet":
            self.outline = Outline()
        if self.outline is None:
            return
        if local == "f" or local in _VALUES:
            self._text = []
        elif local in self._starts:
            self._starts[local](self.outline, attrs)

    def endElement(self, name: str) -> None:
        self._depth -= 1
        if self.outline is None or self._text is None:
            return
        text, self._text = "".join(self._text), None
        if name.rpartition(":")[2] == "f":
            self.outline.formulas[self._position] = f"={text}"
        elif not text.strip():
            return
        self._extend(self.outline)

    def characters(self, content: str) -> None:
        if self._text is not None:
            self._text.append(content)

    def _start_row(self, sheet: Outline, attrs: AttributesImpl) -> None:
        row = int(float(attrs["r"])) if "r" in attrs else self._position[0] + 1
        self._position = (row, 0)

    def _start_cell(self, sheet: Outline, attrs: AttributesImpl) -> None:
        row, column = self._position
        self._position = coordinate_to_tuple(attrs["r"]) if "r" in attrs else (row, column + 1)
        sheet.cells += 1
        if sheet.cells > MAX_CELLS:
            raise unsafe("এতে ঘরের সংখ্যা অস্বাভাবিক বেশি।", "it has an unreasonable number of cells.")

    def _extend(self, sheet: Outline) -> None:
        sheet.last_row = max(sheet.last_row, self._position[0])
        sheet.last_column = max(sheet.last_column, self._position[1])
        if sheet.last_row * sheet.last_column > MAX_AREA:
            bn, en = "কোনো ঘর অন্য সব থেকে অস্বাভাবিক দূরে লেখা।", "a cell stands unreasonably far from all others."
            raise unsafe(bn, en)

    def _merge(self, sheet: Outline, attrs: AttributesImpl) -> None:
        left, top, right, bottom = (edge or 0 for edge in range_boundaries(attrs["ref"]))
        sheet.merged_cells += (bottom - top + 1) * (right - left + 1)
        if len(sheet.merged) >= MAX_MERGES or sheet.merged_cells > MAX_MERGED_CELLS:
            raise unsafe("এতে একীভূত ঘর অস্বাভাবিক বেশি।", "it merges an unreasonable number of cells.")
        sheet.merged.append(Span(top, left, bottom, right))
