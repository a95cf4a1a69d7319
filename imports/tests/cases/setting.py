"""Owns rows of texts some stretches of which are set otherwise, written in every format that can say so."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

import xlwt

from cell_values.legacy import TextSetting
from imports.tests.cases.formats import web_page
from sheets.tests.hostile import open_document, word_document
from sheets.tests.raw import workbook
from sheets.tests.test_word import table as word_table

Stretch = tuple[str, TextSetting | str]  # a text and how it is set, or the font it is set in
SetCell = str | Sequence[Stretch]
SetRows = Sequence[Sequence[SetCell]]
PLAIN, RAISED, STRUCK = TextSetting.PLAIN, TextSetting.RAISED, TextSetting.STRUCK
HIDDEN = TextSetting.HIDDEN
WINGDINGS = "Wingdings"
_TEXT = 'office:value-type="string"'
_COLLAPSED = ' table:visibility="collapse"'


def _stretches(cell: SetCell) -> Sequence[Stretch]:
    return [(cell, PLAIN)] if isinstance(cell, str) else cell


def _padded(rows: SetRows) -> list[list[SetCell]]:
    width = max(map(len, rows))
    return [[*row, *[""] * (width - len(row))] for row in rows]


def in_excel(rows: SetRows, hidden: Sequence[int] = ()) -> tuple[bytes, str]:
    looks = {RAISED: '<vertAlign val="superscript"/>', STRUCK: "<strike/>", WINGDINGS: '<rFont val="Wingdings"/>'}
    lines = (
        f'<row r="{at}" hidden="{int(at in hidden)}">'
        + "".join(f'<c t="inlineStr"><is>{_excel_runs(cell, looks)}</is></c>' for cell in row)
        + "</row>"
        for at, row in enumerate(_padded(rows), start=1)
    )
    return workbook(f"<sheetData>{''.join(lines)}</sheetData>"), "form.xlsx"


def _excel_runs(cell: SetCell, looks: Mapping[TextSetting | str, str]) -> str:
    return "".join(
        f"<r>{look and f'<rPr>{look}</rPr>'}<t>{escape(text)}</t></r>"
        for text, setting in _stretches(cell)
        for look in (looks.get(setting, ""),)
    )


def in_old_excel(rows: SetRows, hidden: Sequence[int] = ()) -> tuple[bytes, str]:
    looks = {PLAIN: "", RAISED: "escapement superscript", STRUCK: "struck_out true", WINGDINGS: "name Wingdings"}
    fonts = {setting: xlwt.easyfont(look) for setting, look in looks.items()}
    book, stream = xlwt.Workbook(encoding="utf-8"), BytesIO()
    written = book.add_sheet("পাতা")
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                written.write(row, column, cell)
            else:
                written.write_rich_text(row, column, [(text, fonts[setting]) for text, setting in cell])
        written.row(row).hidden = row + 1 in hidden
    book.save(stream)
    return stream.getvalue(), "form.xls"


def in_open_document(rows: SetRows, hidden: Sequence[int] = ()) -> tuple[bytes, str]:
    looks = {
        RAISED: 'style:text-position="super 58%"',
        STRUCK: 'style:text-line-through-style="solid"',
        HIDDEN: 'text:display="none"',
        WINGDINGS: 'fo:font-family="Wingdings"',
    }
    styles = (
        f'<style:style style:name="{each}"><style:text-properties {looks[each]}/></style:style>' for each in looks
    )
    lines = (
        f"<table:table-row{_COLLAPSED if at in hidden else ''}>"
        + "".join(f"<table:table-cell {_TEXT}><text:p>{_spans(cell)}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for at, row in enumerate(_padded(rows), start=1)
    )
    table = f'<table:table table:name="পাতা">{"".join(lines)}</table:table>'
    return open_document(f"<office:automatic-styles>{''.join(styles)}</office:automatic-styles>{table}"), "form.ods"


def _spans(cell: SetCell) -> str:
    return "".join(f'<text:span text:style-name="{how}">{escape(text)}</text:span>' for text, how in _stretches(cell))


def in_word(rows: SetRows, hidden: Sequence[int] = ()) -> tuple[bytes, str]:
    looks = {
        RAISED: '<w:vertAlign w:val="superscript"/>',
        STRUCK: "<w:strike/>",
        HIDDEN: "<w:vanish/>",
        WINGDINGS: '<w:rFonts w:ascii="Wingdings"/>',
    }
    body = word_table(*(["".join(_word_cell(cell, looks)) for cell in row] for row in _padded(rows)))
    parts = body.split("<w:tr>")
    lines = [f"<w:trPr><w:hidden/></w:trPr>{line}" if at in hidden else line for at, line in enumerate(parts)]
    return word_document("<w:tr>".join(lines)), "form.docx"


def _word_cell(cell: SetCell, looks: Mapping[TextSetting | str, str]) -> Sequence[str]:
    runs = "".join(
        f"<w:r><w:rPr>{looks.get(setting, '')}</w:rPr><w:t>{escape(text)}</w:t></w:r>"
        for text, setting in _stretches(cell)
    )
    return f"<w:tc><w:p>{runs}</w:p></w:tc>"


def in_web_page(rows: SetRows, hidden: Sequence[int] = ()) -> tuple[bytes, str]:
    looks = {RAISED: "<sup>", STRUCK: "<s>", HIDDEN: "<span style='display:none'>", WINGDINGS: "<font face=Wingdings>"}
    lines = (
        f"<tr{' style=display:none' if at in hidden else ''}>"
        + "".join(f"<td>{_tagged(cell, looks)}</td>" for cell in row)
        for at, row in enumerate(_padded(rows), start=1)
    )
    return web_page("".join(lines)), "form.html"


def _tagged(cell: SetCell, looks: Mapping[TextSetting | str, str]) -> str:
    return "".join(
        f"{look}{escape(text)}{look and '</' + look[1:].split()[0].rstrip('>') + '>'}"
        for text, setting in _stretches(cell)
        for look in (looks.get(setting, ""),)
    )


SetFormat = Callable[..., tuple[bytes, str]]
SET_FORMATS: tuple[SetFormat, ...] = (in_excel, in_old_excel, in_open_document, in_word, in_web_page)
