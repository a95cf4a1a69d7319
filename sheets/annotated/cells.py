"""Owns colouring the cells of a worksheet part: found where they are, made where the sheet has none."""

from collections.abc import Iterator

from openpyxl.utils.cell import coordinate_to_tuple

from sheets.annotated.dom import RELATIONS, Node, NotPatchable, XmlPart, child, children, insert_before
from sheets.annotated.marks import CellMark
from sheets.annotated.styles import Styles

_BEHIND_COMMENTS = frozenset(
    (
        "legacyDrawingHF",
        "drawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
    )
)


class Worksheet:
    """The part of one sheet being marked."""

    def __init__(self, content: bytes) -> None:
        self._part = XmlPart(content)
        data = child(self._part.root, "sheetData")
        if data is None:
            raise NotPatchable
        self._data: Node = data
        self._rows = dict(_numbered(data))

    def colour(self, marks: tuple[CellMark, ...], styles: Styles) -> None:
        """Give the marked cells their colours, whatever they hold."""
        for mark in marks:
            row, column = coordinate_to_tuple(mark.address)
            cell = self._cell(row, column, mark.address)
            style = cell.getAttribute("s") or self._row(row).getAttribute("s")
            cell.setAttribute("s", str(styles.coloured(int(style or 0), mark.severity)))

    @property
    def drawing_id(self) -> str:
        """The relation of the drawing that shows comments; "" where the sheet has none."""
        drawing = child(self._part.root, "legacyDrawing")
        return drawing.getAttributeNS(RELATIONS, "id") if drawing else ""

    def show_comments(self, relation: str) -> None:
        """Name the drawing that shows the comments."""
        drawing = self._part.new("legacyDrawing", {"xmlns:r": RELATIONS, "r:id": relation})
        insert_before(self._part.root, drawing, _BEHIND_COMMENTS)

    def as_bytes(self) -> bytes:
        return self._part.as_bytes()

    def _row(self, number: int) -> Node:
        if number not in self._rows:
            row = self._part.new("row", {"r": str(number)})
            behind = min((each for each in self._rows if each > number), default=None)
            self._data.insertBefore(row, self._rows[behind] if behind else None)
            self._rows[number] = row
        return self._rows[number]

    def _cell(self, row: int, column: int, address: str) -> Node:
        behind = None
        for place, cell in _placed(self._row(row)):
            if place == column:
                return cell
            if place > column:
                behind = cell
                break
        made = self._part.new("c", {"r": address})
        self._row(row).insertBefore(made, behind)
        return made


def _numbered(data: Node) -> Iterator[tuple[int, Node]]:
    """The rows by their numbers; one that does not say its own follows the one before it."""
    number = 0
    for row in children(data, "row"):
        said = row.getAttribute("r")
        number = int(said) if said.isdecimal() else number + 1
        yield number, row


def _placed(row: Node) -> Iterator[tuple[int, Node]]:
    """The cells of a row by their columns; one that does not say its own follows the one before it."""
    column = 0
    for cell in children(row, "c"):
        said = cell.getAttribute("r")
        column = coordinate_to_tuple(said)[1] if said else column + 1
        yield column, cell
