"""Text whose cells are parted by commas, semicolons or tabs, in the character sets in which programs save it."""

import pytest

from plan_tree.problems import Severity
from sheets.opening import open_workbook

HEAD = ["কার্যক্রম", "সূচক", "একক", "মান"]


def texts(book):
    (sheet,) = book.sheets
    return {cell.address: cell.text for cell in sheet.cells.values()}


def told(book):
    return [(problem.code, problem.severity, problem.cell) for problem in book.problems]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_cells_are_parted_by_the_mark_of_most_lines(mark, charset):
    lines = [mark.join(HEAD), mark.join(["সভা", '"১,২৫,০০০; মোট\tও"', "সংখ্যা", "৪"])]
    book = open_workbook("\r\n".join(lines).encode(charset), "form.csv")
    assert texts(book) == dict(
        zip(
            ("A1", "B1", "C1", "D1", "A2", "B2", "C2", "D2"), [*HEAD, "সভা", "১,২৫,০০০; মোট ও", "সংখ্যা", "৪"], strict=True
        )
    )
    assert book.problems == ()


def test_a_quoted_cell_may_hold_lines_and_quotes():
    book = open_workbook('ক,"এক\nদুই",গ\n১,"সে ""হ্যাঁ"" বলল",৩\n'.encode(), "form.csv")
    assert (texts(book)["B1"], texts(book)["B2"], texts(book)["C2"]) == ("এক\nদুই", 'সে "হ্যাঁ" বলল', "৩")


def test_the_mark_may_be_named_by_excel_s_first_line():
    assert texts(open_workbook(b"sep=;\r\na;b,c\r\n", "form.csv")) == {"A2": "a", "B2": "b,c"}


@pytest.mark.parametrize("line", ["সভা,আয়োজিত সভা,১,২৫,০০০,৪", "সভা,ক,খ,গ,ঘ"])
def test_a_line_longer_than_its_table_is_an_error(line):
    book = open_workbook(f"{','.join(HEAD)}\nক,খ,গ,ঘ\n{line}\n".encode(), "form.csv")
    assert told(book) == [("line_uneven", Severity.ERROR, "A3")]


def test_a_shorter_line_among_others_is_a_doubt_and_a_title_is_none():
    rows = ["পরিকল্পনা, ২০২০-২১", ",".join(HEAD), "ক,খ,গ,ঘ", "সভা,সংখ্যা,৪", "মোট"]
    book = open_workbook("\n".join(rows).encode(), "form.csv")
    assert told(book) == [("line_uneven", Severity.WARNING, "A4")]


def test_an_uneven_line_says_what_may_have_happened_to_it():
    text = "\n".join([",".join(HEAD), "ক,খ,গ,ঘ", "সভা,ক,খ,গ,ঘ", "সভা,সংখ্যা,৪"])
    longer, shorter = (each.sentence for each in open_workbook(text.encode(), "form.csv").problems)
    assert "কমা তাকে দুই ভাগ" in longer.bn
    assert "কমা" not in shorter.bn
    assert "অন্য কলামে" in shorter.bn
    assert "left out" in shorter.en


def test_letters_that_became_question_marks_are_a_refusal():
    book = open_workbook(b"?????????,????,???,4\n???? ????,???????,%,6\n", "form.csv")
    assert told(book) == [("letters_lost", Severity.ERROR, "")]


def test_question_marks_among_bengali_letters_are_what_somebody_wrote():
    book = open_workbook("কার্যক্রম,সূচক,একক\n????,???,??\n".encode(), "form.csv")
    assert (texts(book)["A2"], told(book)) == ("????", [])


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_lines_end_as_each_system_ends_them(end):
    assert texts(open_workbook(end.join(["ক,খ", "গ,ঘ"]).encode(), "form.csv"))["B2"] == "ঘ"


def test_letters_of_old_windows_are_doubted_and_bijoy_among_them_is_turned():
    rows = [["Kvh©µg", "m~PK", "GKK"], ["mfv", "Av‡qvwRZ mfv", "msL¨v"], ["cÖwkÿY", "cÖwkÿY Av‡qvwRZ", "Rb"]]
    book = open_workbook("\n".join(",".join(row) for row in rows).encode("cp1252"), "form.csv")
    assert texts(book)["A1"] == "কার্যক্রম"
    assert ("encoding_assumed", Severity.WARNING, "") in told(book)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_workbook"),
        (b"\xef\xbb\xbf\r\n", "not_a_workbook"),
        ("চিঠি".encode(), "not_a_workbook"),
        (bytes(range(256)) * 100, "not_a_workbook"),
        (b'a,"b,c\n1,2,3\n', "damaged_file"),
        (b"1,2\n" * 1_000_000, "file_too_large_to_read"),
        (b"," * 3_000_000 + b"1\n1", "unsafe_file"),
        (("ক" * 40_000 + ",খ").encode(), "file_too_large_to_read"),
    ],
    ids=[
        "empty",
        "a mark alone",
        "a line",
        "binary",
        "an open quote",
        "a million lines",
        "a line of commas",
        "a long cell",
    ],
)
def test_what_is_no_table_of_a_plan_is_refused_in_words(data, code):
    book = open_workbook(data, "form.csv")
    assert [problem.code for problem in book.problems] == [code]
    assert book.sheets == ()
