"""Opening a file: by path or bytes, whatever program wrote it, and refused in plain words when it is something else."""

import unicodedata
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook as Book
from openpyxl import load_workbook

from official_forms.grid import CellKind, Span
from plan_tree.problems import Severity
from sheets.opening import open_workbook
from sheets.tests.building import repacked, workbook_bytes
from sheets.tests.raw import parts, zipped

FIXTURES = Path(__file__).parents[2] / "fixtures"
PLAIN = workbook_bytes({"A1": "১.১ সভা", "C2": 4})
INDUSTRIES, LABOUR = "industries-nis-2020-21", "labour-egov-2021-22-q1"


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


def texts(book):
    """Address -> text of the only sheet."""
    (sheet,) = book.sheets
    return {cell.address: cell.text for cell in sheet.cells.values()}


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


def test_a_file_is_read_from_a_path_as_from_its_bytes():
    path = FIXTURES / f"{INDUSTRIES}.xlsx"
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


@pytest.mark.parametrize(
    "name",
    [
        f"{INDUSTRIES}.xls",
        f"{INDUSTRIES}.ods",
        f"{INDUSTRIES}.xlsx",
        f"{INDUSTRIES}.docx",
        f"{LABOUR}.xls",
        f"{LABOUR}.docx",
    ],
)
def test_what_libreoffice_made_of_a_plan_reads_as_the_official_workbook(name):
    """The files of fixtures/formats are the official workbooks, saved by LibreOffice 7.4 in other formats."""
    official = open_workbook(FIXTURES / f"{Path(name).stem}.xlsx")
    saved = open_workbook(FIXTURES / "formats" / name)
    assert texts(saved) == texts(official)
    assert set(saved.sheets[0].merged) == set(official.sheets[0].merged)
    assert saved.problems == ()


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


def test_cells_of_a_hidden_sheet_are_not_doubted():
    book = Book()
    book.create_sheet("গত বছর")["A1"] = 1 / 3
    book["গত বছর"].sheet_state = "hidden"
    stream = BytesIO()
    book.save(stream)
    assert [problem.code for problem in open_workbook(stream.getvalue()).problems] == ["hidden_sheet"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged_file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted_file"),
        (PLAIN[:200], "damaged_file"),
        (PLAIN[:-60], "damaged_file"),
        (repacked(PLAIN, {"[Content_Types].xml": None}), "not_a_workbook"),
        (repacked(PLAIN, {"xl/workbook.xml": None}), "damaged_file"),
        (repacked(PLAIN, {"xl/worksheets/sheet1.xml": None}), "damaged_file"),
        (repacked(PLAIN, {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData>"}), "damaged_file"),
        (repacked(PLAIN, {"xl/worksheets/sheet1.xml": b"\0\1\2"}), "damaged_file"),
    ],
)
def test_what_is_no_readable_workbook_is_refused_in_words(data, code):
    assert refusal(data)[0] == code


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"", "an empty file"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "a web page in a single file (.mht)"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a picture"),
        (b"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?>", "an XML file"),
        (b"{\\rtf1 ...", "an RTF document"),
        (b"Rar!\x1a\x07", "an archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "an old Word document (.doc)"),
        (zipped({**parts(), "xl/workbook.bin": b"binary"}), "a binary workbook (.xlsb)"),
        (zipped({"[Content_Types].xml": "", "ppt/presentation.xml": ""}), "a presentation (.pptx)"),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}),
            "an OpenDocument of another kind",
        ),
    ],
)
def test_a_refusal_says_what_the_file_is_and_names_it(data, found):
    code, sentence = refusal(data, "scan.xlsx")
    assert code == "not_a_workbook"
    assert sentence.startswith(f"“scan.xlsx” is {found}, not an Excel workbook")


def test_what_a_file_is_and_what_is_taken_are_two_sentences_in_bengali():
    (problem,) = open_workbook(b"%PDF-1.7 ...", "scan.xlsx").problems
    assert problem.sentence.bn.startswith("“scan.xlsx” একটি পিডিএফ; এখানে এক্সেল ওয়ার্কবুক")
    assert "CSV দিতে হয়।" in problem.sentence.bn


def test_the_name_of_a_file_proves_nothing():
    assert texts(open_workbook(PLAIN, "plan.pdf")) == texts(open_workbook(PLAIN, "plan.xlsx"))


def test_a_missing_file_is_the_callers_mistake(tmp_path):
    with pytest.raises(FileNotFoundError):
        open_workbook(tmp_path / "none.xlsx")
