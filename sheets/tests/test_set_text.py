"""How a text is set changes what it says: raised, struck, hidden, changed, drawn as a symbol, in every format."""

import pytest

from plan_tree.problems import Severity
from plans.kinds import read_document
from sheets.opening import open_workbook
from sheets.pasted import read_pasted
from sheets.tests.golden import FIXTURES, by_number
from sheets.tests.hostile import open_document, word_document
from sheets.tests.raw import HEAD, cells, relations, workbook
from sheets.tests.test_open_document import table as ods_table
from sheets.tests.test_word import cell, paragraph, read, row, table

RAISED = '<w:vertAlign w:val="superscript"/>'
STRUCK = "<w:strike/>"


def told(book):
    return {(problem.cell, problem.code) for problem in book.problems}


def texts(book):
    return {each.address: each.text for sheet in book.sheets for each in sheet.cells.values()}


def word_cell(*runs):
    """What a cell of a Word table says that holds some runs."""
    inside = "".join(runs)
    book = read(table([f"<w:tc><w:p>{inside}</w:p></w:tc>", *row("খ")[1:]]))
    return texts(book).get("A1", ""), {code for _, code in told(book)}


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


# --- Excel -------------------------------------------------------------------------------------------------------


def rich(*runs):
    return "".join(f"<r>{look and f'<rPr>{look}</rPr>'}<t>{text}</t></r>" for text, look in runs)


EXCEL_RUNS = [
    ([("৪", "<b/>"), ("১", '<vertAlign val="superscript"/>')], "৪", "raised_text"),
    ([("৪", ""), ("[২]", '<vertAlign val="subscript"/>')], "৪", "raised_text"),
    ([("৬", ""), ("ক", '<vertAlign val="superscript"/>')], "৬", "raised_text"),
    ([("৪", "<strike/>"), ("৫", "<b/>")], "৫", "struck_text"),
    ([("৪", '<strike/><vertAlign val="superscript"/>'), ("৫", "")], "৫", "struck_text"),
    ([("৩০/০৯/২০২০", "<strike/>"), (" ৩১/১২/২০২০", "")], "৩১/১২/২০২০", "struck_text"),
    ([("১", '<vertAlign val="superscript"/>')], "১", "raised_text"),
]


@pytest.mark.parametrize(("runs", "taken", "code"), EXCEL_RUNS)
def test_shared_and_inline_texts_are_taken_as_they_are_set(runs, taken, code):
    shared = workbook(cells('<c r="A1" t="s"><v>0</v></c>'), strings=f"<si>{rich(*runs)}</si>")
    inline = workbook(cells(f'<c r="A1" t="inlineStr"><is>{rich(*runs)}</is></c>'))
    for content in (shared, inline):
        book = open_workbook(content)
        assert texts(book) == {"A1": taken}
        assert told(book) == {("A1", code)}


@pytest.mark.parametrize(("text", "end"), [("১", "ম"), ("২", "য়"), ("৪", "র্থ"), ("1", "st"), ("৮০", "%"), ("২", "টি")])
def test_the_raised_end_of_a_word_belongs_to_it(text, end):
    runs = rich((text, ""), (end, '<vertAlign val="superscript"/>'))
    book = open_workbook(workbook(cells(f'<c r="A1" t="inlineStr"><is>{runs}</is></c>')))
    assert [each.text for each in book.sheets[0].cells.values()] == [f"{text}{end}".replace("য়", "য\u09bc")]
    assert book.problems == ()


def test_the_font_of_a_cell_strikes_or_raises_it_and_a_run_may_say_otherwise():
    fonts = '<fonts><font/><font><strike/></font><font><vertAlign val="superscript"/></font></fonts>'
    used = "".join(f'<xf numFmtId="0" fontId="{n}"/>' for n in range(3))
    data = cells(
        '<c r="A1" s="1"><v>4</v></c>',
        '<c r="B1" s="2"><v>5</v></c>',
        '<c r="C1" s="1" t="inlineStr"><is><r><t>৪</t></r><r><rPr><b/></rPr><t>৫</t></r></is></c>',
        '<c r="D1" s="0"><v>6</v></c>',
    )
    book = open_workbook(workbook(data, styles=f"{fonts}<cellXfs>{used}</cellXfs>"))
    assert texts(book) == {"B1": "5", "C1": "৫", "D1": "6"}
    assert told(book) == {("A1", "struck_text"), ("B1", "raised_text"), ("C1", "struck_text")}


def test_a_doubt_says_what_was_seen_and_what_was_taken():
    runs = rich(("৪", "<strike/>"), ("৫", ""))
    (problem,) = open_workbook(workbook(cells(f'<c r="A1" t="inlineStr"><is>{runs}</is></c>'))).problems
    assert problem.severity is Severity.WARNING
    assert all(text in problem.sentence.bn for text in ("“৪৫”", "“৪”", "“৫”"))
    assert all(text in problem.sentence.en for text in ("“৪৫”", "“৪”", "“৫”"))


def test_cells_of_hidden_rows_and_columns_are_read_and_told():
    columns = '<cols><col min="2" max="3" hidden="1"/></cols>'
    hidden = '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row>'
    rows = f'{hidden}<row r="2"><c r="A2"><v>2</v></c><c r="C2"><v>3</v></c></row>'
    book = open_workbook(workbook(f"{columns}<sheetData>{rows}</sheetData>"))
    assert texts(book) == {"A1": "1", "A2": "2", "C2": "3"}
    assert told(book) == {("A1", "hidden_row"), ("C2", "hidden_column")}


def test_a_value_its_format_hides_is_read_and_told():
    xml = '<numFmts><numFmt numFmtId="200" formatCode=";;;"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs>'
    book = open_workbook(workbook(cells('<c r="A1" s="0"><v>4</v></c>'), styles=xml))
    assert texts(book) == {"A1": "4"}
    assert told(book) == {("A1", "hidden_by_format")}


# --- one document in all formats ---------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_the_same_document_reads_alike_from_every_format(ending):
    document = read_document(FIXTURES / "formats" / f"set-text.{ending}")
    rows = by_number(document.drafts[0])
    assert rows["1.6.1"].quarters[1].achievement.text == "১"
    assert rows["2.2.1"].annual.quantity == 5
    assert rows["2.2.3"].quarters[1].achievement.state == "words"
    assert rows["1.3.1"].weight == 5
    codes = {(problem.cell, problem.code) for problem in document.problems}
    assert codes >= {("K13", "raised_text"), ("H16", "struck_text"), ("K18", "symbol_text"), ("G20", "struck_text")}
    assert codes >= {("K10", "hidden_row"), ("E10", "hidden_row"), ("I9", "hidden_column"), ("I20", "hidden_column")}
    assert not {cell for cell, code in codes if code == "raised_text"} - {"K13"}


def test_spans_of_an_open_document_are_taken_as_their_styles_set_them():
    styles = "".join(
        f'<style:style style:name="{name}" style:family="text" {parent}><style:text-properties {look}/></style:style>'
        for name, parent, look in (
            ("T1", "", 'style:text-position="super 58%"'),
            ("T2", "", 'style:text-line-through-style="solid"'),
            ("T3", 'style:parent-style-name="T2"', 'fo:color="#000000"'),
            ("T4", "", 'text:display="none"'),
        )
    )

    def spans(*parts):
        inside = "".join(f'<text:span text:style-name="{style}">{text}</text:span>' for text, style in parts)
        return f'<table:table-cell office:value-type="string"><text:p>{inside}</text:p></table:table-cell>'

    cells_ = spans(("৪", "T0"), ("১", "T1")) + spans(("৪", "T3"), ("৫", "T0")) + spans(("গোপন", "T4"), ("৬", "T0"))
    body = f"<office:automatic-styles>{styles}</office:automatic-styles>{ods_table(cells_)}"
    book = open_workbook(open_document(body))
    assert texts(book) == {"A1": "৪", "B1": "৫", "C1": "৬"}
    assert told(book) == {("A1", "raised_text"), ("B1", "struck_text"), ("C1", "hidden_text")}


# --- Word --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("runs", "taken", "code"),
    [
        ([run("৪", STRUCK), run("৫")], "৫", "struck_text"),
        ([run("৪", "<w:dstrike/>"), run("৫")], "৫", "struck_text"),
        ([run("৪"), run("১", RAISED)], "৪", "raised_text"),
        ([run("৪"), run("১", '<w:position w:val="8"/>')], "৪", "raised_text"),
        ([run("৪"), run("১", "<w:vanish/>")], "৪", "hidden_text"),
        ([run("৪", "<w:strike/><w:vanish/>"), run("৫")], "৫", "struck_text"),
        (["<w:del><w:r><w:delText>৪</w:delText></w:r></w:del>", f"<w:ins>{run('৫')}</w:ins>"], "৫", "tracked_change"),
        ([run("১"), f"<w:ins>{run('২')}</w:ins>"], "১২", "tracked_change"),
        ([f"<w:moveFrom>{run('৪')}</w:moveFrom>", run("৫")], "৫", "tracked_change"),
        (['<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'], "টিক চিহ্ন ✓", "symbol_text"),
        (['<w:r><w:sym w:font="Wingdings 2" w:char="F04F"/></w:r>'], "ক্রস চিহ্ন ✗", "symbol_text"),
        ([run("ü", '<w:rFonts w:ascii="Wingdings"/>')], "টিক চিহ্ন ✓", "symbol_text"),
        ([run("\uf0fc")], "টিক চিহ্ন ✓", "symbol_text"),
        ([run("ü", '<w:rFonts w:ascii="Wingdings"/>'), run(" সম্পন্ন")], "✓ সম্পন্ন", "symbol_text"),
    ],
)
def test_runs_of_word_are_taken_as_they_are_set(runs, taken, code):
    assert word_cell(*runs) == (taken, {code})


@pytest.mark.parametrize(
    "off", ['<w:strike w:val="0"/>', '<w:vanish w:val="false"/>', '<w:vertAlign w:val="baseline"/>']
)
def test_what_is_switched_off_sets_nothing(off):
    assert word_cell(run("৪", off)) == ("৪", set())


def test_what_was_added_as_a_whole_is_no_doubt():
    assert word_cell(f"<w:ins>{run('৫')}</w:ins>") == ("৫", set())


def test_the_prompt_of_an_empty_field_is_no_value():
    field = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    assert word_cell(field.format("<w:showingPlcHdr/>", run("লেখার জন্য চাপুন"))) == ("", {"prompt_text"})
    assert word_cell(field.format("<w:showingPlcHdr/>", run("০"))) == ("", {"prompt_text"})
    assert word_cell(field.format("", run("৪"))) == ("৪", set())


def test_styles_of_word_set_texts_as_well():
    styles = (
        f'{HEAD}<w:styles xmlns:w="urn:w"><w:style w:styleId="Note"><w:rPr>{RAISED}</w:rPr></w:style>'
        f'<w:style w:styleId="Gone"><w:rPr>{STRUCK}</w:rPr></w:style>'
        '<w:style w:styleId="Also"><w:basedOn w:val="Gone"/></w:style></w:styles>'
    )
    others = {
        "word/_rels/document.xml.rels": relations({"rId1": ("styles", "styles.xml")}),
        "word/styles.xml": styles,
    }
    noted = "<w:tc><w:p>" + run("৪") + run("১", '<w:rStyle w:val="Note"/>') + "</w:p></w:tc>"
    body = table([noted, f"<w:tc>{paragraph('৪', style='Also')}{paragraph('৫')}</w:tc>", *map(cell, "খগঘঙ")])
    book = open_workbook(word_document(body, others=others))
    assert texts(book)["A1"] == "৪"
    assert texts(book)["B1"] == "৫"
    assert told(book) == {("A1", "raised_text"), ("B1", "struck_text")}


def test_a_hidden_row_of_a_word_table_is_read_and_told():
    hidden = f"<w:tr><w:trPr><w:hidden/></w:trPr>{''.join(map(cell, '১২৩৪৫৬'))}</w:tr>"
    book = read(table(row("ক")).replace("</w:tbl>", f"{hidden}</w:tbl>"))
    assert texts(book)["B2"] == "২"
    assert ("B2", "hidden_row") in told(book)


def test_a_table_that_only_places_the_form_gives_way_to_it():
    form = table(row("ক", "খ"), row("১", "২"))
    layout = table([f"<w:tc>{paragraph('শিল্প মন্ত্রণালয়')}{form}<w:p/></w:tc>"], [cell("স্বাক্ষর")])
    within = table([f"<w:tc>{layout}<w:p/></w:tc>"])
    for body in (layout, within):
        (sheet,) = read(body).sheets
        found = {each.address: each.text for each in sheet.cells.values()}
        assert found == {"A1": "শিল্প মন্ত্রণালয়", "A2": "ক", "B2": "খ", "A3": "১", "B3": "২", "A4": "স্বাক্ষর"}


# --- web pages ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "taken", "code"),
    [
        ("৪<sup>১</sup>", "৪", "raised_text"),
        ("৪ <sub>(১)</sub>", "৪", "raised_text"),
        ("<s>৪</s>৫", "৫", "struck_text"),
        ("<del>৪</del> <ins>৫</ins>", "৫", "struck_text"),
        ("~~৪~~ ৫", "৫", "struck_text"),
        ('<span style="text-decoration: line-through">৪</span>৫', "৫", "struck_text"),
        ('৫<span style="display: none">০</span>', "৫", "hidden_text"),
        ('৫<span style="vertical-align:super">২</span>', "৫", "raised_text"),
    ],
)
def test_tags_of_a_web_page_set_a_text(written, taken, code):
    book = read_pasted(f"ক\t{written}")
    found = texts(book)["B1"]
    assert found.replace("<ins>", "").replace("</ins>", "").strip() == taken
    assert told(book) == {("B1", code)}


def test_ordinary_tags_and_signs_set_nothing():
    assert read_pasted("<b>৪</b>\t৪ < ৫\t~ ৪").problems == ()
