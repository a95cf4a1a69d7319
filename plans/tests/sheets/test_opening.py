"""Opening a workbook: what is read, and what is refused in plain words before a library touches it."""

import time
import unicodedata
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook as Book
from openpyxl import load_workbook

from plans.problems import Severity
from plans.sheets import outline, package
from plans.sheets.grid import CellKind, Span
from plans.sheets.opening import open_workbook
from plans.tests.sheets.building import member, repacked, workbook_bytes

FIXTURES = Path(__file__).parents[3] / "fixtures"
SHEET = "xl/worksheets/sheet1.xml"
PLAIN = workbook_bytes({"A1": "১.১ সভা", "C2": 4})


@pytest.fixture(params=sorted(path.name for path in FIXTURES.glob("*.xlsx")))
def official_workbook(request):
    """The raw non-empty cells of an official workbook, address -> stored value."""
    book = load_workbook(FIXTURES / request.param)
    cells = (cell for row in book.active.iter_rows() for cell in row if cell.value is not None)
    return request.param, {cell.coordinate: cell.value for cell in cells}


def refusal(data, filename="plan.xlsx"):
    """The code and English sentence of the one problem a refused file has."""
    book = open_workbook(data, filename)
    assert book.sheets == ()
    assert book.is_refused
    (problem,) = book.problems
    assert problem.sentence.bn
    return problem.code, problem.sentence.en


def with_sheet_data(xml):
    """A workbook whose sheet holds this XML after its opening tag."""
    head, _, _ = member(PLAIN, SHEET).partition(b"<sheetData>")
    return repacked(PLAIN, {SHEET: head + xml + b"</worksheet>"})


def test_cells_keep_text_kind_format_and_address():
    data = workbook_bytes({"B2": "সভা\u00a0 ২টি ", "C2": 1.25, "D2": 0.9}, formats={"D2": "0%"})
    cells = open_workbook(data).sheets[0].cells
    assert {cell.address: (cell.text, cell.kind) for cell in cells.values()} == {
        "B2": ("সভা ২টি", CellKind.TEXT),
        "C2": ("1.25", CellKind.NUMBER),
        "D2": ("90%", CellKind.PERCENT),
    }
    assert cells[2, 4].number_format == "0%"
    assert cells[2, 2].font == "Calibri"


def test_merged_cells_are_unfolded_with_their_value_at_the_top_left():
    sheet = open_workbook(workbook_bytes({"A1": "শিরোনাম", "A2": "ক"}, merged=["A1:C1", "A2:A3"])).sheets[0]
    assert set(sheet.merged) == {Span(1, 1, 1, 3), Span(2, 1, 3, 1)}
    assert sheet.covering(1, 3).text == "শিরোনাম"
    assert list(sheet.cells) == [(1, 1), (2, 1)]


def test_a_formula_shows_its_stored_result_and_none_stored_is_kept_as_a_formula():
    data = with_sheet_data(
        b'<sheetData><row r="1"><c r="A1"><f>SUM(C1:C2)</f><v>50</v></c><c r="B1"><f>1/0</f></c></row></sheetData>'
    )
    cells = open_workbook(data).sheets[0].cells
    assert (cells[1, 1].text, cells[1, 1].kind, cells[1, 1].formula) == ("50", CellKind.NUMBER, "=SUM(C1:C2)")
    assert (cells[1, 2].text, cells[1, 2].kind, cells[1, 2].formula) == ("", CellKind.FORMULA, "=1/0")


def test_an_excel_date_shows_as_day_month_year():
    data = with_sheet_data(b'<sheetData><row r="1"><c r="A1" s="1"><v>44104</v></c></row></sheetData>')
    styled = workbook_bytes({"A1": "x", "B1": 1}, formats={"A1": "dd/mm/yyyy"})
    data = repacked(data, {"xl/styles.xml": member(styled, "xl/styles.xml")})
    cell = open_workbook(data).sheets[0].cells[1, 1]
    assert (cell.text, cell.kind) == ("30/09/2020", CellKind.DATE)


def test_a_file_is_read_from_a_path_as_from_its_bytes():
    path = FIXTURES / "industries-nis-2020-21.xlsx"
    book = open_workbook(path)
    assert book == open_workbook(path.read_bytes())
    assert [sheet.name for sheet in book.sheets] == ["কর্ম-পরিকল্পনা"]
    assert book.problems == ()


def test_every_cell_of_the_official_workbooks_is_in_the_grid(official_workbook):
    name, stored = official_workbook
    grid = open_workbook(FIXTURES / name).sheets[0]
    assert len(stored) == len(grid.cells)
    for address, value in stored.items():
        found = next(cell for cell in grid.cells.values() if cell.address == address)
        expected = format(value, "g") if isinstance(value, int | float) else value
        assert found.text == unicodedata.normalize("NFC", expected)


def test_a_hidden_sheet_is_marked_and_told():
    book = Book()
    book.active["A1"] = "ক"
    book.create_sheet("গত বছর")["A1"] = "খ"
    book["গত বছর"].sheet_state = "veryHidden"
    stream = BytesIO()
    book.save(stream)
    opened = open_workbook(stream.getvalue())
    assert [sheet.hidden for sheet in opened.sheets] == [False, True]
    assert [(problem.code, problem.sheet, problem.severity) for problem in opened.problems] == [
        ("hidden_sheet", "গত বছর", Severity.NOTICE)
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_workbook"),
        (b"%PDF-1.7 ...", "not_a_workbook"),
        ("কার্যক্রম,সূচক\n১,২\n".encode(), "not_a_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "not_a_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted_file"),
        (PLAIN[:200], "damaged_file"),
        (PLAIN[:-60], "damaged_file"),
        (repacked(PLAIN, {"[Content_Types].xml": None}), "not_a_workbook"),
        (repacked(PLAIN, {"xl/workbook.xml": None}), "damaged_file"),
        (repacked(PLAIN, {SHEET: b"<worksheet><sheetData>"}), "damaged_file"),
        (repacked(PLAIN, {SHEET: b"\0\1\2"}), "damaged_file"),
        (
            repacked(PLAIN, {"xl/styles.xml": b"<styleSheet><cellXfs><xf numFmtId='x'/></cellXfs></styleSheet>"}),
            "damaged_file",
        ),
        (repacked(PLAIN, {"xl/workbook.bin": b"binary"}), "not_a_workbook"),
    ],
)
def test_what_is_no_readable_workbook_is_refused_in_words(data, code):
    assert refusal(data)[0] == code


def test_a_refusal_names_the_file():
    assert "scan.pdf" in refusal(b"%PDF-1.7", "scan.pdf")[1]


@pytest.mark.parametrize("name", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "xl/activeX/activeX1.bin"])
def test_macros_are_refused(name):
    code, sentence = refusal(repacked(PLAIN, {name: b"<x/>"}))
    assert (code, "macros" in sentence) == ("unsafe_file", True)


@pytest.mark.parametrize("name", ["xl/embeddings/other.xlsx", "xl/media/a.ZIP", "../outside.xml", "/etc/x.xml"])
def test_a_file_inside_the_file_is_refused(name):
    code, sentence = refusal(repacked(PLAIN, {name: b"<x/>"}))
    assert code == "unsafe_file"
    assert name in sentence


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "docProps/core.xml"])
def test_an_xml_part_that_declares_entities_is_refused(part):
    bomb = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    xml = member(PLAIN, part)
    body = xml.rpartition(b"?>")[2]
    code, sentence = refusal(repacked(PLAIN, {part: b"<?xml version='1.0'?>" + bomb + body}))
    assert (code, "DOCTYPE" in sentence) == ("unsafe_file", True)


def test_a_zip_bomb_is_refused_without_unpacking_it():
    bomb = repacked(PLAIN, {"xl/media/image1.png": b"\0" * 70_000_000})
    assert len(bomb) < 100_000
    started = time.monotonic()
    assert refusal(bomb)[0] == "unsafe_file"
    assert time.monotonic() - started < 2


def test_repeated_member_names_are_refused():
    stream = BytesIO(PLAIN)
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(SHEET, b"<worksheet/>")
    assert refusal(stream.getvalue())[0] == "unsafe_file"


def test_a_file_larger_than_any_plan_is_refused(monkeypatch):
    monkeypatch.setattr(package, "MAX_FILE_BYTES", 1000)
    assert refusal(PLAIN)[0] == "unsafe_file"


def test_one_cell_with_content_in_the_last_corner_is_refused_at_once():
    data = with_sheet_data(b'<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    started = time.monotonic()
    assert refusal(data)[0] == "unsafe_file"
    assert time.monotonic() - started < 1


def test_an_empty_formatted_cell_in_the_last_corner_does_no_harm():
    corner = b'<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    data = with_sheet_data(b'<sheetData><row r="1"><c r="A1"><v>7</v></c></row>' + corner + b"</sheetData>")
    started = time.monotonic()
    assert [cell.text for cell in open_workbook(data).sheets[0].cells.values()] == ["7"]
    assert time.monotonic() - started < 1


def test_a_false_declared_dimension_is_not_believed():
    xml = member(PLAIN, SHEET).replace(b'ref="A1:C2"', b'ref="A1:XFD1048576"')
    assert b"XFD1048576" in xml
    started = time.monotonic()
    assert len(open_workbook(repacked(PLAIN, {SHEET: xml})).sheets[0].cells) == 2
    assert time.monotonic() - started < 1


@pytest.mark.parametrize("merges", [b'<mergeCell ref="A1:XFD1048576"/>', b'<mergeCell ref="A1:A2"/>' * 20_001])
def test_unreasonable_merges_are_refused_at_once(merges):
    data = with_sheet_data(b"<sheetData/><mergeCells>" + merges + b"</mergeCells>")
    started = time.monotonic()
    assert refusal(data)[0] == "unsafe_file"
    assert time.monotonic() - started < 2


def test_too_many_cells_are_refused_while_counting(monkeypatch):
    monkeypatch.setattr(outline, "MAX_CELLS", 5)
    assert open_workbook(workbook_bytes({f"A{row}": row for row in range(1, 6)})).sheets
    assert refusal(workbook_bytes({f"A{row}": row for row in range(1, 7)}))[0] == "unsafe_file"


def test_deeply_nested_xml_is_refused():
    deep = b"<a>" * 5000 + b"</a>" * 5000
    assert refusal(with_sheet_data(b"<sheetData/>" + deep))[0] == "unsafe_file"


def test_links_to_other_files_are_told_and_not_followed():
    data = repacked(PLAIN, {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})
    book = open_workbook(data)
    assert [problem.code for problem in book.problems] == ["external_links"]
    assert not book.is_refused
    assert len(book.sheets[0].cells) == 2


def test_a_missing_file_is_the_callers_mistake(tmp_path):
    with pytest.raises(FileNotFoundError):
        open_workbook(tmp_path / "none.xlsx")
