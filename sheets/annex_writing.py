"""Owns writing the annex of an exported form: a sheet behind its last one."""

from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from cell_values.digits import to_bengali
from official_forms.annex import FIRST, HEADINGS, AnnexLine
from sheets.writing import FONT, write_text

SHEET = "ফরমের বাইরে"
_ABOUT = "আগের পাতার ফরমে যা লেখার জায়গা নেই। ফরমের ঘর বদলালে এখানকার সারিটি আর ধরা হয় না।"
_WIDTHS = (10, 34, 50, 50)


def write_annex(book: Workbook, lines: Iterable[AnnexLine]) -> None:
    """Writes the annex of a workbook behind its last sheet."""
    sheet = book.create_sheet(SHEET)
    rows = [(_ABOUT,), HEADINGS, *((to_bengali(line.number), line.label, line.form, line.text) for line in lines)]
    for row, texts in enumerate(rows, start=1):
        for column, text in enumerate(texts, start=1):
            cell = sheet.cell(row, column)
            write_text(cell, text)
            cell.font = Font(name=FONT, size=10, bold=row < FIRST)
            cell.alignment = Alignment(vertical="top", wrap_text=row > 1)
    for letter, width in zip("ABCD", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
