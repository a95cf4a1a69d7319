"""The official plans saved as web pages, as CSV and as Unicode text: read as their workbooks, in every way in."""

import csv
from html import escape
from io import BytesIO, StringIO
from itertools import count

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from imports.queries.readings import read_plans
from imports.tests.cases.formats import CASES, FORMATS, web_page
from plans.kinds import read_document
from plans.models import SourceFile
from sheets.annotated.marking import annotate
from sheets.opening import open_workbook
from sheets.tests.golden import FIXTURES, as_golden, golden

OF_OURS = ("libreoffice", "late-rule")  # a second copy; with the annex of an export, a sheet of its own
CORPUS = [
    path for path in sorted((FIXTURES / "corpus").glob("*.xlsx")) if not any(word in path.name for word in OF_OURS)
]
KEPT = [path for path in sorted(CASES.glob("*/*")) if path.suffix in (".xlsx", ".docx")]
PLANS = ("industries-nis-2020-21", "labour-egov-2021-22-q1")


def rows_of(name):
    return list(openpyxl.load_workbook(FIXTURES / f"{name}.xlsx").active.iter_rows())


def as_page(name, *, rim=False):
    """As Excel saves a sheet: merged cells span, covered ones are left out; with its rim as Google Sheets does."""
    sheet = openpyxl.load_workbook(FIXTURES / f"{name}.xlsx").active
    spans = {merge.start_cell.coordinate: merge for merge in sheet.merged_cells.ranges}
    covered = {cell for merge in spans.values() for row in merge.rows for cell in row} - {
        (merge.min_row, merge.min_col) for merge in spans.values()
    }
    lines = (
        "".join(_cell(cell, spans) for cell in row if (cell.row, cell.column) not in covered)
        for row in sheet.iter_rows()
    )
    numbers = (f"<th class='row-headers-background'><div class='row-header-wrapper'>{at}</div></th>" for at in count(1))
    letters = "".join(f"<th class='column-headers-background'>{chr(at)}</th>" for at in range(65, 79))
    top = f"<tr><th class='row-header freezebar-origin-ltr'></th>{letters}</tr>" if rim else ""
    rows = (f"<tr>{number if rim else ''}{line}</tr>\r\n" for number, line in zip(numbers, lines, strict=False))
    return web_page(f"{top}{''.join(rows)}")


def _cell(cell, spans):
    merge = spans.get(cell.coordinate)
    size = f" colspan={merge.size['columns']} rowspan={merge.size['rows']}" if merge else ""
    text = "" if cell.value is None else escape(str(cell.value)).replace("\n", "<br>")
    return f"<td{size} class=xl65>{text}</td>"


def as_csv(name, mark=",", charset="utf-8-sig"):
    stream = StringIO()
    writer = csv.writer(stream, delimiter=mark)
    writer.writerows(["" if cell.value is None else cell.value for cell in row] for row in rows_of(name))
    return stream.getvalue().encode(charset)


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("rim", [False, True], ids=["of Excel", "of Google Sheets"])
def test_a_page_reads_as_its_workbook(name, rim):
    (draft,) = read_document(as_page(name, rim=rim), "plan.xls").drafts
    assert as_golden(draft) == golden(name)


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize(("mark", "charset"), [(",", "utf-8-sig"), (";", "utf-8"), ("\t", "utf-16")])
def test_text_in_columns_reads_as_its_workbook(name, mark, charset):
    document = read_document(as_csv(name, mark, charset), "plan.csv")
    (draft,) = document.drafts
    assert as_golden(draft)["areas"] == golden(name)["areas"]
    assert document.problems == ()


@pytest.mark.long
@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_every_document_of_the_corpus_reads_alike_as_a_page(path):
    read, page = read_document(path), read_document(page_of(open_workbook(path)), "plan.html")
    assert [told(draft) for draft in page.drafts] == [told(draft) for draft in read.drafts]


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_kept_case_reads_alike_in_every_format(path):
    """As its cells stand, without merged ones."""
    cells = open_workbook(path).sheets[0].cells
    last_row, last_column = (max(each) for each in zip(*cells, strict=True))
    rows = [
        [cells[row, column].text if (row, column) in cells else "" for column in range(1, last_column + 1)]
        for row in range(1, last_row + 1)
    ]
    right = [told(draft)[:3] for draft in read_document(path).drafts]
    for written in FORMATS:
        assert [told(draft)[:3] for draft in read_document(*written(rows)).drafts] == right, written.__name__


def told(draft):
    """What was read of a plan, and what was doubted; where it stands differs with the title of its sheet above it."""
    golden = as_golden(draft)
    doubts = sorted(each["code"] for each in golden["problems"] if each["severity"] != "notice")
    return golden["office"], golden["year"], golden["areas"], doubts


def page_of(book):
    """The visible sheets of a workbook as tables of a page, each under its name."""
    return f"<html><meta charset=utf-8>{''.join(map(_table, book.sheets))}</html>".encode()


def _table(sheet):
    if sheet.hidden:
        return ""
    spans = {span.top_left: span for span in sheet.merged}
    covered = {position for span in sheet.merged for position in span.positions()} - set(spans)
    width = max(max(column for _, column in sheet.cells), *(span.last_column for span in sheet.merged), 1)
    rows = (
        "".join(_place(sheet, (row, column), spans) for column in range(1, width + 1) if (row, column) not in covered)
        for row in range(1, max(sheet.order) + 1)
    )
    return f"<h1>{escape(sheet.name)}</h1><table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _place(sheet, position, spans):
    cell, span = sheet.cells.get(position), spans.get(position)
    rows, columns = (span.last_row - span.first_row + 1, span.last_column - span.first_column + 1) if span else (1, 1)
    text = escape(cell.text).replace("\n", "<br>") if cell else ""
    return f"<td colspan={columns} rowspan={rows}>{text}</td>"


def test_a_pasted_page_s_source_reads_as_the_page():
    (draft,) = read_document(as_page(PLANS[0]), "pasted rows.tsv").drafts
    assert as_golden(draft)["areas"] == golden(PLANS[0])["areas"]


def test_pages_and_csv_are_brought_by_the_upload_page(client_of, administrator, reference):
    client = client_of(administrator)
    page = client.get(reverse("imports:upload")).content.decode()
    assert ".html,.htm,.csv" in page
    for name, content in (("plan.html", as_page(PLANS[0])), ("plan.csv", as_csv(PLANS[1]))):
        answer = client.post(reverse("imports:upload"), {"file": SimpleUploadedFile(name, content)}, follow=True)
        assert answer.status_code == 200
        assert len(answer.context["page"].plans) == 1
    assert SourceFile.objects.count() == 2


def test_they_are_read_apart_like_other_files(reference):
    (reading,) = read_plans(as_page(PLANS[0]), "plan.html")
    assert (reading.office.name_bn, reading.year.code, len(reading.draft.indicators)) == ("শিল্প মন্ত্রণালয়", "2020-21", 37)


@pytest.mark.parametrize(("name", "content"), [("plan.html", as_page(PLANS[0])), ("plan.csv", as_csv(PLANS[0]))])
def test_they_come_back_as_a_workbook_with_their_doubts_marked(name, content):
    document = read_document(content, name)
    problems = [*document.problems, *document.drafts[0].problems]
    book = openpyxl.load_workbook(BytesIO(annotate(content, name, problems)))
    for problem in problems:
        assert f"[{problem.code}]" in book[problem.sheet][problem.cell].comment.text
    assert (book.active.title, book.sheetnames) == ("সারণি ১", ["সারণি ১", "সমস্যা"])
