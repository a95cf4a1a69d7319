"""A document without a form is refused with what was found in it, and pasted text with how to paste."""

from io import BytesIO

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference

from imports.queries.readings import read_plans
from imports.tests.cases.formats import FORMATS, in_separated_text
from integrity_plans.tests.forms import ACHIEVED, AREA, TARGETS, TITLES, WORDS
from plans.kinds import read_document
from sheets.tests.building import sheet, workbook_of
from sheets.tests.raw import zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)

NAMED = pytest.mark.parametrize("written", FORMATS, ids=lambda each: each.__name__)


def refusal(content, name):
    document = read_document(content, name)
    (problem,) = [each for each in document.problems if each.code == "no_form_found"]
    return problem.sentence


@NAMED
def test_numbers_and_headings_that_were_found_are_named(written):
    numbers = ["১", "২", "৩", "৪", "৫", "৬", "", "", "৯", "১০", "১১"]
    heads = ["কাজ", "ফল", "ওজন", "মাপ", "কে", "কত", "কী", "ক", "খ", "গ", "ঘ"]
    said = refusal(*written([["সভার কার্যবিবরণী"], heads, numbers, [*["ক"] * 11]]))
    assert "1–6, 9–11" in said.en
    assert "১–৬, ৯–১১" in said.bn
    assert "“কাজ”, “ফল”" in said.bn
    assert "has no column for “activity” or “indicator”" in said.en


def test_headings_without_numbers_are_named_too():
    said = refusal(*FORMATS[0]([["কার্যক্রম", "মন্তব্য", "টীকা"], ["সভা", "ঠিক", "নেই"]]))
    assert "“কার্যক্রম”, “মন্তব্য”" in said.bn


def test_a_file_with_nothing_of_a_form_says_what_was_looked_for():
    assert "were looked for" in refusal(*FORMATS[0]([["চিঠি", "৫"]])).en


@pytest.mark.parametrize(
    ("headings", "lacking"),
    [
        (["কার্যক্রম", "কর্মসম্পাদন সূচক", "সূচকের মান"], "“unit” or “target”"),
        (["ক্রমিক", "খাত", "বরাদ্দ", "মন্তব্য"], "“activity” or “indicator”"),
        (["কার্যক্রম", "কর্মসম্পাদন সূচক", "মান", "লক্ষ্যমাত্রা"], "“weight of the indicator” or “unit”"),
    ],
)
def test_the_columns_a_form_lacks_are_named(headings, lacking):
    assert f"has no column for {lacking}" in refusal(*FORMATS[0]([headings, ["১"] * len(headings)])).en


@NAMED
def test_headings_below_one_another_are_told_with_how_to_turn_the_table(written):
    texts = [*TARGETS, *[""] * len(WORDS)]
    said = refusal(*written([*TITLES, *([word, texts[at]] for at, word in enumerate(WORDS))]))
    assert "Paste Special → Transpose" in said.en
    assert "(“কার্যক্রমের নাম" in said.bn


def test_what_holds_no_table_is_told_by_how_it_begins():
    said = refusal(*FORMATS[0]([["বিষয়: পরিকল্পনা প্রেরণ"], ["মহোদয়"]]))
    assert "begins “বিষয়: পরিকল্পনা প্রেরণ”" in said.en


def test_a_workbook_without_any_text_says_so():
    book, stream = openpyxl.Workbook(), BytesIO()
    chart = BarChart()
    chart.add_data(Reference(book.active, min_col=1, min_row=1, max_col=2))
    book.create_chartsheet().add_chart(chart)
    book.save(stream)
    assert "No sheet of the file holds any text; pictures and charts are not read" in refusal(stream.getvalue(), "").en


@pytest.mark.parametrize(
    ("content", "name", "found", "advice"),
    [
        (b"\x89PNG\r\n\x1a\n", "photo.xlsx", "a picture", "Give the Excel or Word file it was made of."),
        (b"%PDF-1.7", "scan.pdf", "a PDF", "Give the Excel or Word file it was made of."),
        (OLE + "WordDocument".encode("utf-16-le"), "plan.doc", "an old Word document (.doc)", "save it as .docx"),
        (b"{\\rtf1", "plan.rtf", "an RTF document", "save it as .docx"),
        (zipped({"plan.xlsx": "PK"}), "plans.zip", "an archive", "“Many workbooks at once”"),
        (zipped({"[Content_Types].xml": "", "ppt/a.xml": ""}), "a.pptx", "a presentation (.pptx)", "it was made of"),
        (b"<?xml version='1.0'?><Workbook/>", "plan.xls", "an XML file", "save it as .xlsx"),
        (b"MIME-Version: 1.0", "plan.xls", "a web page in a single file (.mht)", "save it as .xlsx"),
        (b"", "plan.xlsx", "an empty file", "it was made of"),
    ],
)
def test_what_is_no_document_of_tables_is_named_with_what_to_do_about_it(content, name, found, advice):
    (problem,) = read_document(content, name).problems
    assert problem.code == "not_a_workbook"
    assert problem.sentence.en.startswith(f"“{name}” is {found}, not")
    assert advice in problem.sentence.en


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.docx", "plan.xls"])
def test_a_locked_file_says_where_its_password_is_removed(name):
    (problem,) = read_document(OLE + "EncryptedPackage".encode("utf-16-le"), name).problems
    assert (problem.code, "File → Info → Protect" in problem.sentence.en) == ("encrypted_file", True)


def test_a_sheet_that_goes_on_with_another_one_s_plan_says_where_its_rows_belong(reference):
    rest = [WORDS, ["২. সেবা.....২"], ["২.১ সেবা", *TARGETS[1:]]]
    first, second = read_plans(workbook_of(sheet([*TITLES, WORDS, AREA, TARGETS]), sheet(rest)), "areas.xlsx")
    assert (str(first.office), second.office) == ("শিল্প মন্ত্রণালয়", None)
    (problem,) = [each for each in second.problems if each.code == "office_unknown"]
    assert "put its rows below that table" in problem.sentence.en


ROWS = [*TITLES, WORDS, AREA, TARGETS]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\n".join(f"| {' | '.join(row)} |" for row in ROWS), "parted by |"),
        ("\n".join("|".join(row) for row in [WORDS, TARGETS, TARGETS]), "parted by |"),
        ("\n".join(["|---" * 9, *("|".join(row) for row in [WORDS, TARGETS])]), "parted by |"),
        ("\n".join("   ".join(row) for row in ROWS), "parted by spaces alone"),
        ("\n".join(cell for row in ROWS for cell in row), "on a line of its own"),
        ("\n\n".join(cell for row in ROWS[2:] for cell in row), "on a line of its own"),
    ],
)
def test_text_that_lost_its_columns_says_how_to_paste(text, told):
    said = refusal(text.encode(), "rows.tsv")
    assert told in said.en
    assert "Mark the whole table" in said.en


@pytest.mark.parametrize("name", ["rows.txt", "rows.md"])
def test_a_file_of_such_text_says_so_too(name):
    piped = "\n".join(f"| {' | '.join(row)} |" for row in ROWS)
    assert "parted by |" in refusal(piped.encode(), name).en


def test_a_letter_that_was_pasted_is_not_taken_for_cells():
    letter = "বিষয়: পরিকল্পনা প্রেরণ\nমহোদয়,\nবিনীত নিবেদন এই যে পরিকল্পনাটি পাঠানো হলো।\nধন্যবাদ"
    assert "begins “বিষয়: পরিকল্পনা প্রেরণ”" in refusal(letter.encode(), "rows.tsv").en


def test_rows_of_a_csv_that_were_pasted_are_read_in_their_columns():
    content, _ = in_separated_text([*ROWS, ACHIEVED])
    (plan,) = read_document(content, "rows.tsv").drafts
    assert [(row.number, row.weight) for row in plan.indicators] == [("1.1", 2)]
