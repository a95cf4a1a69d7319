"""Spreadsheets of LibreOffice."""

import pytest

from official_forms.grid import CellKind, Span
from sheets.opening import open_workbook
from sheets.tests.hostile import open_document
from sheets.tests.raw import HEAD, zipped


def table(*rows, more=""):
    each = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f'<table:table table:name="পাতা" {more}>{each}</table:table>'


def text(content, more=""):
    return f'<table:table-cell office:value-type="string" {more}><text:p>{content}</text:p></table:table-cell>'


def value(kind, attribute, content, shown=""):
    stored = f'office:value-type="{kind}" office:{attribute}="{content}"'
    return f"<table:table-cell {stored}><text:p>{shown}</text:p></table:table-cell>"


def read(body):
    book = open_workbook(open_document(body))
    assert not book.is_refused, book.problems
    return book.sheets[0]


def shown(sheet):
    return {cell.address: (cell.text, cell.kind) for cell in sheet.cells.values()}


def test_values_show_as_in_excel():
    row = (
        value("float", "value", "4", "৪")
        + value("percentage", "value", "0.9", "90%")
        + value("date", "date-value", "2020-09-30", "30-Sep")
        + value("boolean", "boolean-value", "true")
        + value("time", "time-value", "PT09H30M00S")
        + text("সভা")
    )
    assert shown(read(table(row))) == {
        "A1": ("4", CellKind.NUMBER),
        "B1": ("90%", CellKind.PERCENT),
        "C1": ("30/09/2020", CellKind.DATE),
        "D1": ("TRUE", CellKind.BOOLEAN),
        "E1": ("09:30", CellKind.DATE),
        "F1": ("সভা", CellKind.TEXT),
    }


def test_repeated_cells_and_rows_are_written_out_and_empty_ones_are_passed_over():
    repeated = text("ক", 'table:number-columns-repeated="2"')
    body = (
        f'<table:table table:name="পাতা"><table:table-row table:number-rows-repeated="2">{repeated}</table:table-row>'
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/>'
        f"</table:table-row></table:table>"
    )
    assert list(shown(read(body))) == ["A1", "B1", "A2", "B2"]


def test_merged_cells_and_formulas_are_known():
    both = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
    row = text("ক", both) + "<table:covered-table-cell/>"
    total = (
        '<table:table-cell table:formula="of:=SUM([.A1:.A2])" office:value-type="float" office:value="5">'
        "<text:p>5</text:p></table:table-cell>"
    )
    sheet = read(table(row + total))
    assert sheet.merged == (Span(1, 1, 2, 2),)
    assert sheet.cells[1, 3].formula == "=SUM([.A1:.A2])"


def test_text_keeps_its_lines_and_spaces_and_leaves_notes_out():
    body = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>মন্তব্য</text:p></office:annotation>'
        "<text:p>এক<text:s/>দুই</text:p><text:p>তিন<text:line-break/>চার</text:p></table:table-cell>"
    )
    assert shown(read(table(body)))["A1"][0] == "এক দুই\nতিন\nচার"


def test_an_error_is_told_apart_from_text():
    cell = (
        '<table:table-cell office:value-type="string" calcext:value-type="error">'
        "<text:p>#REF!</text:p></table:table-cell>"
    )
    assert shown(read(table(cell + text("error"))))["A1"] == ("#REF!", CellKind.ERROR)
    assert shown(read(table(cell + text("error"))))["B1"] == ("error", CellKind.TEXT)


def test_bijoy_is_known_by_the_style_of_the_cell_or_the_stretch():
    styles = (
        '<office:automatic-styles><style:style style:name="c1" style:family="table-cell">'
        '<style:text-properties style:font-name="SutonnyMJ"/></style:style>'
        '<style:style style:name="t1" style:family="text"><style:text-properties fo:font-family="Arial"/></style:style>'
        "</office:automatic-styles>"
    )
    spaces = " ".join(f'xmlns:{name}="urn:{name}"' for name in ("office", "table", "text", "style", "fo"))
    row = text('Askx`vi <text:span text:style-name="t1">(partner)</text:span> mfv', 'table:style-name="c1"')
    body = f"{styles}<office:body>{table(row)}</office:body>"
    content = f"<office:document-content {spaces}>{body}</office:document-content>"
    data = zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": HEAD + content})
    book = open_workbook(data)
    assert [cell.text for cell in book.sheets[0].cells.values()] == ["অংশীদার (partner) সভা"]


def test_a_hidden_sheet_is_known_by_its_style():
    properties = '<style:table-properties table:display="false"/>'
    hidden = f'<style:style style:name="ta2">{properties}</style:style>'
    sheet = read(hidden + table(text("ক"), more='table:style-name="ta2"'))
    assert sheet.hidden


def test_a_locked_document_is_refused():
    data = zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": b"\x8f\x11",
            "META-INF/manifest.xml": "<manifest:manifest><manifest:encryption-data/></manifest:manifest>",
        }
    )
    assert open_workbook(data).problems[0].code == "encrypted_file"


@pytest.mark.parametrize("content", ["x", "1e999", "nan", ""])
def test_a_value_that_is_none_falls_back_to_what_is_shown(content):
    assert shown(read(table(value("float", "value", content, "৪টি"))))["A1"] == ("৪টি", CellKind.TEXT)
