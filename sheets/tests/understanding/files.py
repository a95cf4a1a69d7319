"""Owns files of rows of texts, of any size and in every format, made fast: without a library."""

import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

from official_forms.grid import address
from sheets.tests.hostile import open_document, word_document
from sheets.tests.raw import HEAD, MAIN, ROLES, relations

Rows = Sequence[Sequence[str]]


def excel(rows: Rows, *, merged: Iterable[str] = ()) -> bytes:
    """An .xlsx of one sheet."""
    return excel_book({"পাতা": rows}, merged=merged)


def excel_book(sheets: dict[str, Rows], *, merged: Iterable[str] = ()) -> bytes:
    """An .xlsx of some sheets; the merged ranges are those of the first."""
    listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(sheets, start=1))
    merges = "".join(f'<mergeCell ref="{reference}"/>' for reference in merged)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{ROLES}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            {f"r{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)}
        ),
    }
    for n, rows in enumerate(sheets.values(), start=1):
        after = f"<mergeCells>{merges}</mergeCells>" if n == 1 and merges else ""
        parts[f"xl/worksheets/sheet{n}.xml"] = f'{HEAD}<worksheet xmlns="{MAIN}">{_data(rows)}{after}</worksheet>'
    return stored(parts)


def stored(members: dict[str, str | bytes]) -> bytes:
    """A zip whose members are not packed: texts that repeat themselves would be taken for a zip bomb."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _data(rows: Rows) -> str:
    lines = []
    for row, texts in enumerate(rows, start=1):
        cells = "".join(
            f'<c r="{address(row, column)}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
            for column, text in enumerate(texts, start=1)
            if text
        )
        lines.append(f'<row r="{row}">{cells}</row>')
    return f"<sheetData>{''.join(lines)}</sheetData>"


def ods(rows: Rows, *, repeated: int = 1) -> bytes:
    """An .ods of one sheet whose last row is repeated."""
    lines = [
        "".join(f"<table:table-cell><text:p>{escape(text)}</text:p></table:table-cell>" for text in row) for row in rows
    ]
    each = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines[:-1])
    last = f'<table:table-row table:number-rows-repeated="{repeated}">{lines[-1]}</table:table-row>'
    return open_document(f'<table:table table:name="পাতা">{each}{last}</table:table>')


def word(rows: Rows) -> bytes:
    """A .docx of one table."""
    return word_document(word_table(rows))


def word_table(rows: Rows) -> str:
    width = max(map(len, rows))
    lines = ("".join(word_cell(text) for text in (*row, *[""] * (width - len(row)))) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def word_cell(text: str, inside: str = "") -> str:
    return f"<w:tc>{inside}<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:tc>"


def pasted(rows: Rows) -> bytes:
    """Rows as a spreadsheet puts them on the clipboard."""
    return "\r\n".join("\t".join(row) for row in rows).encode()
