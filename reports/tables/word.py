"""Owns the official form as a Word document an office can edit: a cover letter, and the form's workbook as a table."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt
from docx.table import _Cell as WordCell
from docx.table import _Row as WordRow
from docx.text.paragraph import Paragraph
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter

from cell_values.digits import to_bengali
from cell_values.value import plain

LEFT = WD_ALIGN_PARAGRAPH.LEFT
FONT = "Noto Sans Bengali"
LANGUAGE = "bn-BD"
SHORT, LONG = Mm(210), Mm(297)  # A4
MARGIN, NARROW = Mm(25), Mm(12)
SMALL = 7  # points of the table's text
HEADING_GREY = "EDEDED"
_PLACES = re.compile(r"0(?:\.(0+))?(%?)$")
_Merge = tuple[tuple[int, int], tuple[int, int]]  # first and last cell, row and column from 0 within the table


@dataclass(frozen=True, slots=True)
class Letter:
    """The cover letter of a form; ``to`` is "" where no office is above."""

    sender: str
    to: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A form's sheet: titles above its table, notes below; ``head`` rows of the table are repeated on every page."""

    titles: list[str]
    rows: list[tuple[Cell, ...]]
    head: int
    merges: list[_Merge]
    widths: list[float]
    notes: list[str]


def write_word(form: Workbook, letter: Letter, *, title: str) -> bytes:
    """The document of a form that its kind has written as a workbook."""
    document = Document()
    _style(document, title, letter.sender)
    _letter(document, letter)
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, LONG, SHORT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = NARROW
    sheet = _read(form)
    for line in sheet.titles:
        _say(document.add_paragraph(), line, size=11, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
    _table(document, sheet)
    for note in sheet.notes:
        _say(document.add_paragraph(), note, size=9)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _style(document: WordDocument, title: str, author: str) -> None:
    """Bengali is a complex script to Word: its font, size and language have names of their own."""
    section = document.sections[0]
    section.page_width, section.page_height = SHORT, LONG
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    properties = document.styles["Normal"].element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    properties.append(_element("w:szCs", val="22"))
    properties.append(_element("w:lang", val=LANGUAGE, bidi=LANGUAGE))
    about = document.core_properties
    about.title, about.author, about.language, about.comments = title, author, LANGUAGE, ""


def _letter(document: WordDocument, letter: Letter) -> None:
    centre, right = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
    _say(document.add_paragraph(), "গণপ্রজাতন্ত্রী বাংলাদেশ সরকার", align=centre)
    _say(document.add_paragraph(), letter.sender, bold=True, align=centre)
    _say(document.add_paragraph(), "স্মারক নম্বর: ……………………")
    _say(document.add_paragraph(), "তারিখ: ……………………", align=right)
    if letter.to:
        _say(document.add_paragraph(), f"প্রাপক: {letter.to}")
    _say(document.add_paragraph(), f"বিষয়: {letter.subject}", bold=True)
    _say(document.add_paragraph(), letter.body)
    _say(document.add_paragraph(), "সংযুক্তি: প্রতিবেদন ফরম।")
    for line in ("……………………", "নাম ও পদবি", letter.sender):
        _say(document.add_paragraph(), line, align=right)


def _say(
    paragraph: Paragraph, text: str, *, size: float = 11, bold: bool = False, align: WD_ALIGN_PARAGRAPH = LEFT
) -> None:
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(0 if size < 10 else 6)
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold
    properties = run._r.get_or_add_rPr()
    if bold:
        properties.append(_element("w:bCs"))
    properties.append(_element("w:szCs", val=str(int(size * 2))))


# --- the table ---------------------------------------------------------------------------------------------------


def _table(document: WordDocument, sheet: _Sheet) -> None:
    columns = len(sheet.widths)
    table = document.add_table(len(sheet.rows), columns, style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    table._tblPr.append(_padding())
    room, whole = LONG - 2 * NARROW, sum(sheet.widths)
    widths = [Emu(int(room * width / whole)) for width in sheet.widths]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    grid = [_row(row, cells, widths, is_head=place < sheet.head) for place, (row, cells) in _pairs(table, sheet)]
    for merge in sheet.merges:
        _merge(grid, *merge)


def _pairs(table: Any, sheet: _Sheet) -> Any:
    return enumerate(zip(table.rows, sheet.rows, strict=True))


def _row(row: WordRow, cells: tuple[Cell, ...], widths: list[Emu], *, is_head: bool) -> tuple[WordCell, ...]:
    properties = row._tr.get_or_add_trPr()
    properties.append(_element("w:cantSplit"))
    if is_head:
        properties.append(_element("w:tblHeader"))
    written = row.cells
    for target, cell, width in zip(written, cells, widths, strict=True):
        target.width = width
        if is_head:
            target._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=HEADING_GREY))
        if cell.value is not None:
            centred = cell.alignment.horizontal == "center"
            align = WD_ALIGN_PARAGRAPH.CENTER if centred else LEFT
            _say(target.paragraphs[0], shown(cell), size=SMALL, bold=bool(cell.font.bold), align=align)
    return written


def _keep_with_next(row: tuple[WordCell, ...]) -> None:
    """A heading stays with its first row, the two rows of an indicator together."""
    for cell in row:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _padding() -> Any:
    """Close at the sides, for the columns are narrow; open above, for Bengali letters hang from a line."""
    padding = _element("w:tblCellMar")
    for side, twips in (("top", 30), ("left", 40), ("bottom", 30), ("right", 40)):
        padding.append(_element(f"w:{side}", w=str(twips), type="dxa"))
    return padding


def _merge(grid: list[tuple[WordCell, ...]], first: tuple[int, int], last: tuple[int, int]) -> None:
    """The library's own merging measures the whole table for every cell."""
    (top, left), (bottom, right) = first, last
    is_pair, is_heading = bottom - top == 1, left == 0 and right == len(grid[top]) - 1
    for place, row in enumerate(grid[top : bottom + 1]):
        if is_heading or (is_pair and not place):
            _keep_with_next(row)
        cell = row[left]._tc
        cell.width = Emu(sum(each.width or Emu(0) for each in row[left : right + 1]))
        cell.grid_span = right - left + 1
        if bottom > top:
            cell.vMerge = "continue" if place else "restart"
        for swallowed in row[left + 1 : right + 1]:
            swallowed._tc.getparent().remove(swallowed._tc)


def shown(cell: Cell) -> str:
    """What a cell of a form shows, in Bengali digits."""
    value = cell.value
    if isinstance(value, date):
        return to_bengali(f"{value:%d/%m/%Y}")
    if isinstance(value, int | float | Decimal):
        return to_bengali(_number(Decimal(f"{value:.15g}"), cell.number_format))
    return str(value)


def _number(number: Decimal, number_format: str) -> str:
    match = _PLACES.search(number_format)
    if match is None:
        return plain(number)
    shown = number * 100 if match[2] else number
    return f"{shown:.{len(match[1] or '')}f}{match[2]}"


# --- the workbook -------------------------------------------------------------------------------------------------


def _read(form: Workbook) -> _Sheet:
    """The first sheet of a form: its repeated rows begin the table, its framed cells end it."""
    sheet = form.worksheets[0]
    first, last = (int(number) for number in re.findall(r"\d+", sheet.print_title_rows))
    rows = list(sheet.iter_rows())
    framed = [place for place, row in enumerate(rows, start=1) if _is_framed(row[0])]
    end = max(framed)
    return _Sheet(
        titles=_lines(rows[: first - 1]),
        rows=rows[first - 1 : end],
        head=last - first + 1,
        merges=[
            ((span.min_row - first, span.min_col - 1), (span.max_row - first, span.max_col - 1))
            for span in sheet.merged_cells.ranges
            if first <= span.min_row <= end
        ],
        widths=[sheet.column_dimensions[get_column_letter(place)].width for place in range(1, sheet.max_column + 1)],
        notes=_lines(rows[end:]),
    )


def _is_framed(cell: Cell) -> bool:
    side = cell.border.left
    return side is not None and side.style is not None


def _lines(rows: list[tuple[Cell, ...]]) -> list[str]:
    return [str(cell.value) for row in rows for cell in row if cell.value is not None]


def _element(name: str, **attributes: str) -> Any:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
