"""Tables of Word documents as sheets."""

import pytest

from official_forms.grid import Span
from plan_tree.problems import Severity
from sheets.opening import open_workbook
from sheets.tests.hostile import word_document
from sheets.tests.raw import HEAD, relations

COLUMNS = 6


def paragraph(text, *, run="", style=""):
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{look}<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def cell(text, *, span=1, merge="", run=""):
    merged = {"": "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}[merge]
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merged}</w:tcPr>{paragraph(text, run=run)}</w:tc>'


def table(*rows):
    joined = ("".join(row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in joined)}</w:tbl>"


def row(*texts):
    return [cell(text) for text in (*texts, *[""] * (COLUMNS - len(texts)))]


def texts(sheet):
    return {each.address: each.text for each in sheet.cells.values()}


def read(body, **others):
    book = open_workbook(word_document(body, **others))
    assert not book.is_refused, book.problems
    return book


def test_what_stands_above_a_table_comes_first_over_its_whole_width():
    (sheet,) = read(paragraph("শিল্প মন্ত্রণালয়") + "<w:p/>" + table(row("ক", "খ"), row("১"))).sheets
    assert texts(sheet) == {"A1": "শিল্প মন্ত্রণালয়", "A2": "ক", "B2": "খ", "A3": "১"}
    assert sheet.merged == (Span(1, 1, 1, COLUMNS),)


def test_a_table_that_goes_on_in_another_is_one_sheet_with_what_stands_between():
    body = table(row("ক"), row("১")) + paragraph("পাতা ২") + table(row("২")) + paragraph("স্বাক্ষর")
    (sheet,) = read(body).sheets
    assert texts(sheet) == {"A1": "ক", "A2": "১", "A3": "পাতা ২", "A4": "২", "A5": "স্বাক্ষর"}


SECTION = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"
BREAK = '<w:br w:type="page"/>'


@pytest.mark.parametrize(
    ("between", "starts"),
    [
        (SECTION, {2}),
        (f"<w:p><w:r>{BREAK}</w:r></w:p>", {2}),
        (f"<w:p><w:r>{BREAK}<w:t>শিরোনাম</w:t></w:r></w:p>", {2}),
        (f"<w:p><w:r><w:t>নাম ও পদবি</w:t>{BREAK}</w:r></w:p>", {3}),
        ("<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>শিরোনাম</w:t></w:r></w:p>", {2}),
        (paragraph("শিরোনাম") + SECTION, {3}),
        ('<w:p><w:r><w:br/></w:r></w:p><w:p><w:pPr><w:pageBreakBefore w:val="0"/></w:pPr></w:p>', set()),
        ("", set()),
    ],
)
def test_a_page_begins_where_somebody_broke_the_one_before(between, starts):
    (sheet,) = read(paragraph("চিঠি") + between + table(row("ক"), [cell("১", run=BREAK)])).sheets
    assert sheet.page_starts == starts


SAME_PAGE = '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'


@pytest.mark.parametrize(
    ("between", "starts"),
    [
        (SECTION, set()),
        (f"<w:p><w:pPr><w:pageBreakBefore/></w:pPr></w:p>{SECTION}", {2}),
        (f"{SECTION}<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>শিরোনাম</w:t></w:r></w:p>", {2}),
        (f"{SECTION}<w:p><w:pPr>{SAME_PAGE}</w:pPr><w:r><w:t>শিরোনাম</w:t></w:r></w:p>", set()),
        (SECTION + SECTION, {2}),  # the empty one in between is on a new page
    ],
)
def test_a_section_that_goes_on_begins_no_page(between, starts):
    (sheet,) = read(paragraph("চিঠি") + between + table(row("ক")) + SAME_PAGE).sheets
    assert sheet.page_starts == starts


def test_a_table_of_another_width_is_a_sheet_of_its_own():
    wider = table([cell(str(n)) for n in range(8)])
    first, second = read(table(row("ক")) + paragraph("দ্বিতীয়") + wider).sheets
    assert (first.name, second.name) == ("সারণি ১", "সারণি ২")
    assert texts(second)["A1"] == "দ্বিতীয়"
    assert texts(second)["H2"] == "7"


def test_a_narrow_table_is_read_as_lines_of_text():
    letterhead = table([cell("মন্ত্রণালয়ের নাম:"), cell("শিল্প মন্ত্রণালয়")])
    (sheet,) = read(letterhead + table(row("ক"))).sheets
    assert texts(sheet) == {"A1": "মন্ত্রণালয়ের নাম: শিল্প মন্ত্রণালয়", "A2": "ক"}


@pytest.mark.parametrize(
    ("headings", "font"),
    [
        (["কার্যক্রম", "সূচক", "মান", "লক্ষ্যমাত্রা", "অর্জন"], ""),
        (["কার্যক্রম", "সূচক", "একক", "লক্ষ্যমাত্রা"], ""),
        (["Kvh©µg", "m~PK", "GKK", "gvb", "AR©b"], '<w:rFonts w:ascii="SutonnyMJ"/>'),
    ],
)
def test_a_narrow_table_with_the_headings_of_a_form_is_read_in_its_columns(headings, font):
    rows = [[cell(text, run=font) for text in headings], [cell("১") for _ in headings]]
    (sheet,) = read(paragraph("শিরোনাম") + table(*rows)).sheets
    assert [len(cells) for cells in sheet.rows.values()] == [1, len(headings), len(headings)]


@pytest.mark.parametrize(
    "rows",
    [
        [["প্রস্তুতকারী", "যাচাইকারী", "অনুমোদনকারী", "তারিখ"], ["ক", "খ", "গ", "৩০/০৬/২০২১"]],
        [["দপ্তর:", "শিল্প মন্ত্রণালয়", "অর্থবছর:", "২০২০-২১"]],
        [["মোট নম্বর", "৫০", "অর্জিত নম্বর", "১৭"]],
        [["লক্ষ্যমাত্রা", "অর্জন", "মান"], ["৪", "২", "৫০"]],
    ],
    ids=["signatures", "letterhead", "totals", "three columns"],
)
def test_a_narrow_table_without_a_form_s_headings_stays_lines(rows):
    (sheet,) = read(table(*([cell(text) for text in each] for each in rows)) + table(row(*"কখগঘঙচ"))).sheets
    assert [len(cells) for cells in sheet.rows.values()] == [*(1 for _ in rows), 6]


def test_cells_are_merged_down_and_across_and_what_is_covered_is_not_read():
    body = table(
        [cell("ক", merge="restart"), cell("খ", span=2), *map(cell, "গঘঙ")],
        [cell("ঢাকা", merge="continue"), *map(cell, "চছজঝঞ")],
        [cell("ট"), *map(cell, "ঠডঢণত")],
    )
    (sheet,) = read(body).sheets
    assert set(sheet.merged) == {Span(1, 1, 2, 1), Span(1, 2, 1, 3)}
    assert texts(sheet)["D1"] == "গ"
    assert "A2" not in texts(sheet)
    assert texts(sheet)["A3"] == "ট"


def test_widths_alone_make_no_columns():
    """Word counts a column wherever any border stands; a cell over two of them that nobody divides is one."""
    body = table([cell("ক", span=3), *map(cell, "খগঘঙচ")], [cell("১", span=3), *map(cell, "২৩৪৫৬")])
    (sheet,) = read(body).sheets
    assert list(texts(sheet)) == ["A1", "B1", "C1", "D1", "E1", "F1", "A2", "B2", "C2", "D2", "E2", "F2"]
    assert sheet.merged == ()


def test_paragraphs_breaks_and_inner_tables_are_lines_of_their_cell():
    inner = table([cell("ভেতরে"), cell("আরও")])
    broken = "<w:p><w:r><w:t>এক</w:t><w:br/><w:t>দুই</w:t><w:tab/><w:t>তিন</w:t></w:r></w:p>"
    body = table([f"<w:tc>{paragraph('সভা')}{broken}{inner}<w:p/></w:tc>", *row("খ")[1:]])
    (sheet,) = read(body).sheets
    assert texts(sheet)["A1"] == "সভা\nএক\nদুই তিন\nভেতরে\nআরও"


def test_what_tracked_changes_removed_is_not_read():
    removed = "<w:p><w:del><w:r><w:delText>৫</w:delText></w:r></w:del><w:ins><w:r><w:t>৬</w:t></w:r></w:ins></w:p>"
    (sheet,) = read(table([f"<w:tc>{removed}</w:tc>", *row("খ")[1:]])).sheets
    assert texts(sheet)["A1"] == "৬"


def test_bijoy_is_known_by_the_font_of_the_run_the_style_or_the_document():
    styles = (
        f'{HEAD}<w:styles xmlns:w="urn:w"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="SutonnyMJ"/></w:rPr>'
        '</w:rPrDefault></w:docDefaults><w:style w:styleId="Eng"><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr></w:style>'
        '<w:style w:styleId="Sub"><w:basedOn w:val="Eng"/></w:style></w:styles>'
    )
    others = {
        "word/_rels/document.xml.rels": relations({"rId1": ("styles", "styles.xml")}),
        "word/styles.xml": styles,
    }
    body = table(
        [
            cell("mfv"),
            cell("mfv", run='<w:rFonts w:ascii="Arial"/>'),
            f"<w:tc>{paragraph('mfv', style='Sub')}</w:tc>",
            cell("mfv", run='<w:rFonts w:hAnsi="SutonnyMJ"/>'),
            *map(cell, "AB"),
        ]
    )
    (sheet,) = read(body, others=others).sheets
    assert list(texts(sheet).values()) == ["সভা", "mfv", "mfv", "সভা", "অ", "ই"]


def test_numbers_word_makes_by_itself_are_missed_and_told():
    numbered = '<w:p><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>সভা</w:t></w:r></w:p>'
    (problem,) = read(table([f"<w:tc>{numbered}</w:tc>", *row("খ")[1:]])).problems
    assert (problem.code, problem.severity) == ("automatic_numbers", Severity.WARNING)


def test_a_document_without_a_table_is_its_lines():
    (sheet,) = read(paragraph("শুধু লেখা")).sheets
    assert texts(sheet) == {"A1": "শুধু লেখা"}
