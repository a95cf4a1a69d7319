"""Owns the proof of the reports given as data: typed cells, both languages, ready to print, and which are offered."""

import csv
from datetime import datetime
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from cell_values.digits import to_ascii
from plans.kinds import read_document
from plans.tests.commands.shell import run
from plans.tests.factories import cell_of
from reports.file_formats import Format, NotOffered
from reports.printing import Paper
from reports.spreadsheets import MAKERS, report_file
from reports.tests import scene
from reports.tests.scene import COMMENTS, REASON


@pytest.fixture
def returned(reference):
    return scene.returned()


@pytest.fixture
def approved(reference):
    return scene.approved()


def sheet_of(content):
    return load_workbook(BytesIO(content)).active


def csv_of(content):
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def line_of(sheet, number):
    return next(row for row in sheet.iter_rows() if to_ascii(str(row[1].value)) == number)


def test_the_scorecard_has_real_numbers_and_dates_and_words_that_stay_words(returned):
    sheet = sheet_of(report_file(Paper.SCORECARD, Format.XLSX, returned))
    heads = {cell.value: cell.column - 1 for row in sheet.iter_rows(min_row=4, max_row=4) for cell in row}
    meeting, updated = line_of(sheet, "1.1"), line_of(sheet, "4.1")
    assert meeting[heads["অর্জিত"]].value == 0.5
    assert "0.00" in meeting[heads["অর্জিত"]].number_format
    assert line_of(sheet, "1.2")[heads["মোট অর্জন"]].value == 0.8
    assert isinstance(updated[heads["মোট অর্জন"]].value, datetime)
    assert meeting[1].data_type == "s"
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_a_workbook_is_ready_to_print_and_to_scroll(returned):
    for paper in (Paper.SCORECARD, Paper.LETTER):
        sheet = sheet_of(report_file(paper, Format.XLSX, returned))
        assert sheet.freeze_panes
        assert sheet.print_title_rows == "$4:$4"
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
        assert all(sheet.column_dimensions[letter].width >= 7 for letter in "ABCDEF")


def test_a_report_is_given_in_bengali_and_in_english(approved):
    bengali, english = (report_file(Paper.SCORECARD, Format.XLSX, approved, language=each) for each in ("bn", "en"))
    assert sheet_of(bengali)["A1"].value == "স্কোরকার্ড: শ্রম ও কর্মসংস্থান মন্ত্রণালয়"
    assert sheet_of(english)["A1"].value == "Scorecard: Ministry of Labour and Employment"
    assert "5000845" in line_of(sheet_of(bengali), "1.4.1")[14].number_format
    assert "5000845" not in line_of(sheet_of(english), "1.4.1")[14].number_format


def test_every_filled_cell_of_the_form_is_a_line_of_its_csv(returned):
    lines = csv_of(report_file(Paper.FORM, Format.CSV, returned, language="en"))
    achieved = {
        line["Indicator number"]: line for line in lines if (line["Cell"], line["Quarter"]) == ("achievement", "1")
    }
    assert set(achieved) == {"1.1", "1.2", "2.3", "4.1", "4.2"}
    assert (achieved["4.1"]["As typed"], achieved["4.1"]["Dates"]) == ("৩০/০৯/২০২০", "2020-09-30")
    assert (achieved["1.2"]["As typed"], achieved["1.2"]["Quantity"]) == ("৮০", "80")
    assert achieved["4.2"]["State"] == "words"
    plan = returned.plan
    targets = [cell_of(plan, number, 1).target.text for number in achieved]
    told = {
        line["Indicator number"]: line["As typed"]
        for line in lines
        if (line["Cell"], line["Quarter"]) == ("target", "1")
    }
    assert [told[number] for number in achieved] == targets


def test_what_is_achieved_later_is_not_told_of_an_earlier_quarter(approved):
    cell = cell_of(approved.plan, "1.5.1", 2)
    cell.achievement_text, cell.achievement_state = "৯৯", "given"
    cell.save()
    lines = csv_of(report_file(Paper.FORM, Format.CSV, approved, language="en"))
    assert not any(line["Quarter"] == "2" and line["Cell"] == "achievement" for line in lines)


def test_the_returned_rows_carry_what_the_reviewer_wrote(returned):
    lines = csv_of(report_file(Paper.LETTER, Format.CSV, returned, language="en"))
    assert {line["Number"]: line["Comments of the reviewer"] for line in lines} == COMMENTS
    assert REASON in sheet_of(report_file(Paper.LETTER, Format.XLSX, returned))["A3"].value


# --- Word --------------------------------------------------------------------------------------------------------


def word_of(report):
    return Document(BytesIO(report_file(Paper.FORM, Format.DOCX, report)))


def test_the_word_form_begins_with_a_letter_to_the_office_above(returned):
    document = word_of(returned)
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for words in ("শিল্প মন্ত্রণালয়", "প্রাপক: মন্ত্রিপরিষদ বিভাগ", "১ম কোয়ার্টার পর্যন্ত", "অর্জিত নম্বর ২.৭০"):
        assert words in text
    letter, form = document.sections
    assert letter.page_width < letter.page_height
    assert form.page_width > form.page_height


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "columns", "head"), [("returned", 14, 3), ("approved", 11, 4)])
def test_the_word_form_is_the_official_one(request, name, columns, head):
    report = request.getfixturevalue(name)
    (table,) = word_of(report).tables
    assert len(table.columns) == columns
    heads = [row._tr.xpath("w:trPr/w:tblHeader") != [] for row in table.rows]
    assert heads == [True] * head + [False] * (len(heads) - head)
    numbers = [cell.text for cell in table.rows[head - 1].cells]
    assert [to_ascii(text) for text in numbers] == [str(place) for place in range(1, columns + 1)]


@pytest.mark.parametrize("name", ["returned", "approved"])
def test_every_cell_of_the_form_stands_in_word_as_it_shows_in_excel(request, name, client_of, rita):
    report = request.getfixturevalue(name)
    address = reverse("entry:export", kwargs={"plan_id": report.plan_id, "quarter": 1})
    excel = load_workbook(BytesIO(client_of(rita).get(address).content), read_only=True).worksheets[0]
    shown = {str(cell.value) for row in excel.iter_rows() for cell in row if isinstance(cell.value, str)}
    document = word_of(report)
    told = {cell.text for row in document.tables[0].rows for cell in row.cells}
    told |= {paragraph.text for paragraph in document.paragraphs}
    assert shown - told == set()
    expected = {"integrity": {"০.৫০", "৩০/০৯/২০২০"}, "egov": {"৪", "৯০%", "১৭.০০"}}
    assert expected[report.plan.kind] <= told


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["returned", "approved"])
def test_the_letter_of_the_word_form_is_no_letterhead_when_the_form_is_read_back(request, name):
    report = request.getfixturevalue(name)
    (draft,) = read_document(report_file(Paper.FORM, Format.DOCX, report), "form.docx").drafts
    (same,) = read_document(report_file(Paper.FORM, Format.XLSX, report), "form.xlsx").drafts
    assert draft.surroundings == same.surroundings
    assert draft.office_name == report.plan.office.name


def test_word_is_told_the_font_of_bengali(approved):
    content = report_file(Paper.FORM, Format.DOCX, approved)
    styles = ZipFile(BytesIO(content)).read("word/styles.xml").decode()
    assert 'w:cs="Noto Sans Bengali"' in styles
    assert 'w:bidi="bn-BD"' in styles


# --- what is offered ---------------------------------------------------------------------------------------------


def test_a_format_that_is_not_offered_is_refused(approved):
    with pytest.raises(NotOffered):
        report_file(Paper.LETTER, Format.DOCX, approved)


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("file_format", list(Format))
def test_addresses_give_exactly_what_is_offered(returned, client_of, rita, paper, file_format):
    names = {
        Paper.FORM: "reports:form_data",
        Paper.SCORECARD: "reports:scorecard_data",
        Paper.LETTER: "reports:letter_data",
    }
    place = {"plan_id": returned.plan_id, "quarter": 1, "ending": file_format.value}
    response = client_of(rita).get(reverse(names[paper], kwargs=place))
    assert (response.status_code == 200) is ((paper, file_format) in MAKERS)
    if response.status_code == 200:
        assert response.headers["Content-Type"] == file_format.content_type
        assert f'.{file_format.value}"' in response.headers["Content-Disposition"]


def test_the_comparison_is_given_with_the_choices_of_its_page(approved, client_of, rita):
    chosen = {"kind": "egov", "year": "2021", "through": "1", "search": "শ্রম", "language": "en"}
    address = reverse("reports:comparison_data", kwargs={"ending": "csv"})
    (line,) = csv_of(client_of(rita).get(address, chosen).content)
    assert line["Office"] == "Ministry of Labour and Employment"
    assert (line["Rank"], line["Total marks"], line["State"]) == ("1", "17.00", "approved")
    assert (line["Due so far"], line["Percent of those due"]) == ("29.00", "58.62%")
    assert [value for name, value in line.items() if name.startswith(("1. ", "2. "))] == ["79%", "40%"]
    book = sheet_of(client_of(rita).get(address.replace("csv", "xlsx"), chosen).content)
    assert [cell.value for cell in book[5]][:5] == [1, "Ministry of Labour and Employment", 17, 29, 0.5862]


def test_every_entry_of_a_download_menu_leads_to_a_file(returned, client_of, alice):
    client = client_of(alice)
    for name in ("entry:entry", "reports:scorecard"):
        page = client.get(reverse(name, kwargs={"plan_id": returned.plan_id, "quarter": 1})).text
        files = [part.split('"')[0].replace("&amp;", "&") for part in page.split('<li><a href="')[1:]]
        files = [url for url in files if "/form." in url or "card." in url or "letter" in url or "export" in url]
        assert len(files) == 14, files
        if name == "entry:entry":
            assert {client.get(url).status_code for url in files} == {200}


def test_a_report_never_returned_offers_no_letter(approved, client_of, charlie):
    place = {"plan_id": approved.plan_id, "quarter": 1}
    assert "letter" not in client_of(charlie).get(reverse("entry:entry", kwargs=place)).text


# --- the command -------------------------------------------------------------------------------------------------


def render(plan, path, *options):
    named = ("--office", plan.office.name_bn, "--year", plan.year.code)
    of_plan = () if "comparison" in options or "booklet" in options else named[:2]
    return run("render_report", *of_plan, *named[2:], "--kind", plan.kind, "--through", "q1", *options, "-o", str(path))


@pytest.mark.parametrize(
    ("options", "beginning"),
    [
        (("--format", "docx"), b"PK"),
        (("--format", "xlsx"), b"PK"),
        (("--report", "scorecard", "--format", "json"), b"{"),
        (("--report", "scorecard", "--format", "csv", "--language", "en"), b"\xef\xbb\xbfRow,"),
        (("--report", "comparison", "--format", "csv", "--language", "en"), b"\xef\xbb\xbfRank,"),
    ],
)
def test_the_command_gives_reports_as_data(labour, tmp_path, options, beginning):
    assert render(labour, tmp_path / "file", *options).code == 0
    assert (tmp_path / "file").read_bytes().startswith(beginning)


@pytest.mark.parametrize("report", ["letter", "booklet"])
def test_the_command_refuses_a_format_that_is_not_offered(labour, tmp_path, report):
    assert render(labour, tmp_path / "file", "--report", report, "--format", "json").code == 2
    assert not (tmp_path / "file").exists()
