"""A workbook given back with its doubts marked."""

import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from cell_values.sentence import Sentence
from plan_tree.problems import Problem, Severity
from plans.kinds import read_document
from sheets.annotated.marking import annotate, marked
from sheets.tests.all_problems import all_problems
from sheets.tests.building import member, repacked, workbook_bytes
from sheets.tests.golden import FIXTURES

RED, AMBER, BLUE = "FFF4B0B0", "FFFFE08A", "FFBFDCF5"
NAMES = ["industries-nis-2020-21", "labour-egov-2021-22-q1", "industries-nis-2020-21.scanned"]


def problem(cell, severity=Severity.WARNING, code="doubt", bn="সন্দেহ", sheet="Sheet"):
    return Problem(severity, code, Sentence(bn, "doubt"), sheet, cell)


def annotated(content, *problems):
    return load_workbook(BytesIO(marked(content, "plan.xlsx", problems)))


def problems_in(content, name):
    document = read_document(content, name)
    return tuple(dict.fromkeys(each for draft in document.drafts for each in all_problems(document, draft)))


@pytest.fixture(scope="module", params=NAMES)
def official(request):
    """An official workbook, its problems, and how it comes back."""
    content = (FIXTURES / f"{request.param}.xlsx").read_bytes()
    problems = problems_in(content, "plan.xlsx")
    return content, problems, annotate(content, "plan.xlsx", problems)


# --- the marks ---------------------------------------------------------------------------------------------------


def test_a_doubtful_cell_has_the_colour_of_its_gravity_and_a_comment():
    content = workbook_bytes({"A1": "ক", "B2": 4, "C3": "গ"})
    severities = {"A1": Severity.ERROR, "B2": Severity.WARNING, "C3": Severity.NOTICE}
    sheet = annotated(content, *(problem(cell, severity) for cell, severity in severities.items())).worksheets[0]
    assert [sheet[cell].fill.fgColor.rgb for cell in severities] == [RED, AMBER, BLUE]
    assert sheet["B2"].comment.text == "সন্দেহজনক: সন্দেহ [doubt]"
    assert sheet["B2"].value == 4


def test_several_doubts_of_a_cell_are_told_together_in_the_colour_of_the_gravest():
    told = (problem("A1", Severity.NOTICE, "one", "এক"), problem("A1", Severity.ERROR, "two", "দুই"))
    sheet = annotated(workbook_bytes({"A1": "ক"}), *told).worksheets[0]
    assert sheet["A1"].fill.fgColor.rgb == RED
    assert sheet["A1"].comment.text == "জ্ঞাতব্য: এক [one]\nভুল: দুই [two]"


def test_an_empty_cell_is_marked_too():
    sheet = annotated(workbook_bytes({"A1": "ক", "D9": "খ"}), *map(problem, ("C3", "B9", "E9", "A12"))).worksheets[0]
    assert [sheet[cell].fill.fgColor.rgb for cell in ("C3", "B9", "E9", "A12")] == [AMBER] * 4
    assert (sheet["A1"].value, sheet["D9"].value) == ("ক", "খ")


def test_a_marked_cell_keeps_the_rest_of_its_style():
    book = Workbook()
    cell = book.active["A1"]
    cell.value, cell.font, cell.number_format = 0.8, Font(name="Nikosh", bold=True), "0%"
    cell.fill = PatternFill("solid", fgColor="FF00FF00")
    stream = BytesIO()
    book.save(stream)
    marked = annotated(stream.getvalue(), problem("A1")).worksheets[0]["A1"]
    assert (marked.font.name, marked.font.bold, marked.number_format) == ("Nikosh", True, "0%")
    assert (marked.value, marked.fill.fgColor.rgb) == (0.8, AMBER)


def test_what_others_commented_stays():
    book = Workbook()
    for cell, text in (("A1", "আগের মন্তব্য"), ("B1", "অন্য মন্তব্য")):
        book.active[cell] = "ক"
        book.active[cell].comment = Comment(text, "লেখক")
    stream = BytesIO()
    book.save(stream)
    sheet = annotated(stream.getvalue(), problem("A1"), problem("C1")).worksheets[0]
    assert sheet["A1"].comment.text.startswith("আগের মন্তব্য\nসন্দেহজনক: সন্দেহ")
    assert (sheet["B1"].comment.text, sheet["C1"].comment.text) == ("অন্য মন্তব্য", "সন্দেহজনক: সন্দেহ [doubt]")


def test_a_doubt_of_another_sheet_marks_nothing_here():
    sheet = annotated(workbook_bytes({"A1": "ক"}), problem("A1", sheet="অন্য পাতা")).worksheets[0]
    assert sheet["A1"].fill.fill_type is None
    assert sheet["A1"].comment is None


# --- the sheet of problems ---------------------------------------------------------------------------------------


def test_every_problem_is_listed_gravest_first_with_a_link_to_its_cell():
    told = (problem("B2", Severity.NOTICE), problem("", Severity.ERROR, "whole", "ফাইল", ""), problem("A1"))
    page = annotated(workbook_bytes({"A1": "ক"}), *told)["সমস্যা"]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert rows[0] == ["গুরুত্ব", "পাতা", "ঘর", "কী হয়েছে", "সংকেত"]
    assert [row[0] for row in rows[1:]] == ["ভুল", "সন্দেহজনক", "জ্ঞাতব্য"]
    assert [row[2] or None for row in rows[1:]] == [None, "A1", "B2"]
    links = [page.cell(row, 3).hyperlink for row in (2, 3, 4)]
    assert [link and link.location for link in links] == [None, "'Sheet'!A1", "'Sheet'!B2"]


def test_a_sheet_that_has_the_name_already_keeps_it():
    book = load_workbook(BytesIO(workbook_bytes({"A1": "ক"})))
    book.active.title = "সমস্যা"
    stream = BytesIO()
    book.save(stream)
    assert annotated(stream.getvalue(), problem("A1", sheet="সমস্যা")).sheetnames == ["সমস্যা", "সমস্যা 2"]


def test_sentences_with_signs_of_xml_are_told_as_they_are():
    told = problem("A1", bn="=১ < ২ & “৩” > ০")
    book = annotated(workbook_bytes({"A1": "ক"}), told)
    assert book["সমস্যা"]["D2"].value == "=১ < ২ & “৩” > ০"
    assert book["সমস্যা"]["D2"].data_type != "f"
    assert "=১ < ২ & “৩” > ০" in book.worksheets[0]["A1"].comment.text


# --- nothing else changes ----------------------------------------------------------------------------------------


def looks(cell):
    """What a cell holds and how it is set, but for its colour."""
    return cell.value, cell.number_format, *map(repr, (cell.font, cell.border, cell.alignment))


def test_nothing_else_of_an_official_workbook_changes(official):
    content, problems, back = official
    before, after = (load_workbook(BytesIO(each)).worksheets[0] for each in (content, back))
    marked = {each.cell for each in problems}
    for row in before.iter_rows():
        for cell in row:
            other = after[cell.coordinate]
            assert looks(other) == looks(cell)
            assert (repr(other.fill) == repr(cell.fill)) is (cell.coordinate not in marked)
    assert set(map(str, before.merged_cells.ranges)) == set(map(str, after.merged_cells.ranges))
    widths = ({key: each.width for key, each in sheet.column_dimensions.items()} for sheet in (before, after))
    assert next(widths) == next(widths)


def test_parts_without_marks_stay_byte_for_byte(official):
    content, _, back = official
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(BytesIO(back)) as new:
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert changed <= {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
    }


def test_the_plan_reads_the_same_from_the_workbook_given_back(official):
    content, _, back = official
    before, after = (read_document(each, "plan.xlsx").drafts for each in (content, back))
    assert after == before


def test_results_of_formulas_stay():
    content = workbook_bytes({"A1": 4, "A2": "=A1+1"})
    xml = member(content, "xl/worksheets/sheet1.xml")
    computed = repacked(
        content, {"xl/worksheets/sheet1.xml": xml.replace(b"<f>A1+1</f><v></v>", b"<f>A1+1</f><v>5</v>")}
    )
    back = annotate(computed, "plan.xlsx", [problem("A2")])
    assert load_workbook(BytesIO(back), data_only=True).worksheets[0]["A2"].value == 5
    assert load_workbook(BytesIO(back)).worksheets[0]["A2"].value == "=A1+1"


# --- other files -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["xls", "ods", "docx"])
def test_other_formats_come_back_as_a_fresh_workbook_with_the_same_marks(suffix):
    name = f"industries-nis-2020-21.{suffix}"
    content = (FIXTURES / "formats" / name).read_bytes()
    problems = problems_in(content, name)
    book = load_workbook(BytesIO(annotate(content, name, problems)))
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    for each in problems:
        if each.cell:
            assert sheets[each.sheet][each.cell].fill.fill_type == "solid"
            assert f"[{each.code}]" in sheets[each.sheet][each.cell].comment.text
    assert book["সমস্যা"].max_row == len(problems) + 1
    assert book.worksheets[0].merged_cells.ranges


def test_a_file_that_was_refused_comes_back_as_its_problems_alone():
    refusal = read_document(b"no workbook", "plan.xlsx").problems
    book = load_workbook(BytesIO(annotate(b"no workbook", "plan.xlsx", refusal)))
    assert book.sheetnames == ["সমস্যা"]
    assert book["সমস্যা"]["E2"].value == "not_a_workbook"


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"])
def test_a_package_built_unusually_still_comes_back(part):
    content = repacked(workbook_bytes({"A1": "ক"}), {part: None})
    assert "সমস্যা" in load_workbook(BytesIO(annotate(content, "plan.xlsx", [problem("A1")]))).sheetnames


def test_macros_do_not_come_back():
    types = member(workbook_bytes({"A1": "ক"}), "[Content_Types].xml")
    macro = types.replace(b"spreadsheetml.sheet.main", b"excel.sheet.macroEnabled.main")
    content = repacked(workbook_bytes({"A1": "ক"}), {"[Content_Types].xml": macro})
    back = annotate(content, "plan.xlsm", [problem("A1")])
    assert b"macroEnabled" not in member(back, "[Content_Types].xml")


def test_the_workbook_opens_on_the_plan_whatever_sheet_was_looked_at():
    book = Workbook()
    for title in ("প্রচ্ছদ", "পরিকল্পনা", "টীকা"):
        page = book.active if title == "প্রচ্ছদ" else book.create_sheet()
        page.title, page["A1"] = title, "ক"
    book.active = 2
    stream = BytesIO()
    book.save(stream)
    back = annotated(stream.getvalue(), problem("A1", sheet="পরিকল্পনা"))
    assert back.active.title == "পরিকল্পনা"
    assert [page.title for page in back if page.sheet_view.tabSelected] == ["পরিকল্পনা"]
