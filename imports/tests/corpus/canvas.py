"""Owns drawing a sheet of the corpus: cells behind empty ones, merges, formulas with the result a program stored."""

import re
import zipfile
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from cell_values.digits import to_bengali
from imports.tests.corpus.bijoy import BIJOY, has_words, in_bijoy
from imports.tests.corpus.drawing import in_visual_order
from imports.tests.corpus.layouts import Formula, Layout, Typed, Typist

Place = tuple[str, str]  # number of an indicator or area, part


class Canvas:
    """One sheet; rows and columns count from 1 behind the layout's empty ones."""

    def __init__(self, sheet: Worksheet, layout: Layout) -> None:
        self.sheet = sheet
        self.layout = layout
        self.typist = Typist(layout.typing)
        self.places: dict[Place, str] = {}
        self.texts: dict[Place, str] = {}
        self.converted: list[str] = []  # cells with words in Bijoy
        self.drawn: dict[str, str] = {}  # cells in visual order, with what stands in them

    def put(self, row: int, column: int, content: Typed | str | None, place: Place | None = None) -> None:
        """Write something, and remember where a part of the plan stands and what it shows."""
        if content is None or content == "":
            return
        typed = Typed(content, content) if isinstance(content, str) else content
        cell = self.sheet.cell(row + self.layout.top, column + self.layout.left)
        if self.layout.typing == "bijoy" and isinstance(typed.content, str):
            cell.font = Font(name=BIJOY)
            self.converted += [cell.coordinate] if has_words(typed.text) else []
            typed = in_bijoy(typed.text)
        if self.layout.typing == "drawn" and isinstance(typed.content, str):
            shown = in_visual_order(typed.content)
            self.drawn |= {cell.coordinate: shown} if shown != typed.content else {}
            typed = Typed(shown, typed.text)
        if isinstance(typed.content, Formula):
            cell.value = typed.content.formula
        else:
            cell.value, cell.number_format = typed.content, typed.number_format
            cell.data_type = "s" if isinstance(typed.content, str) else cell.data_type
        if place and place not in self.places:
            self.places[place], self.texts[place] = cell.coordinate, typed.text

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge a rectangle where the layout merges at all."""
        if not self.layout.merged or (top, left) == (bottom, right):
            return
        down, aside = self.layout.top, self.layout.left
        self.sheet.merge_cells(
            start_row=top + down, start_column=left + aside, end_row=bottom + down, end_column=right + aside
        )

    def sign(self) -> None:
        """Write the lines of the layout's signature below all that is drawn, a blank row between."""
        first = self.sheet.max_row - self.layout.top + 2
        for place, line in enumerate(self.layout.signed):
            self.put(first + place, 1, line, ("", f"signed {place}"))

    def page_end(self, row: int, number: int) -> int:
        """Write a page's number with a blank row around it; the row where the next page begins."""
        self.put(row + 1, 1, to_bengali(str(number)))
        return row + 3

    def address(self, row: int, column: int) -> str:
        return f"{get_column_letter(column + self.layout.left)}{row + self.layout.top}"


def saved(book: Workbook) -> bytes:
    """The workbook's bytes, the same for the same content, its formulas with their results."""
    stream = BytesIO()
    book.save(stream)
    return _with_results(stream.getvalue())


_FORMULA = re.compile(rb"<f>([^<]*)</f><v(?: ?/>|></v>)")
_STAMP = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def _with_results(content: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, (2021, 7, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, _STAMP.sub(b"", _FORMULA.sub(_result, old.read(name))))
    return stream.getvalue()


def _result(match: re.Match[bytes]) -> bytes:
    """Every formula of the corpus adds nothing to its result: "4+0"."""
    return b"<f>" + match[1] + b"</f><v>" + match[1].removesuffix(b"+0") + b"</v>"
