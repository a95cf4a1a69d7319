"""What nobody sees for its colour or its sheet's settings is read as far as it stands alone, and always told."""

import pytest

from plan_tree.problems import Severity
from sheets.opening import open_workbook
from sheets.tests.golden import FIXTURES
from sheets.tests.hostile import open_document
from sheets.tests.raw import cells, workbook
from sheets.tests.test_open_document import text

PAPER = '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
HIDDEN, SEEN = "hidden_by_colour", ""


def look(colour, fill=""):
    """The styles of a workbook whose style 1 has a font of a colour on a fill."""
    fonts = f"<fonts><font/><font><color {colour}/></font></fonts>"
    ground = f"<fill>{fill}</fill>" if fill else PAPER
    used = '<xf numFmtId="0" fontId="0" fillId="0"/><xf numFmtId="0" fontId="1" fillId="2"/>'
    return f"{fonts}<fills>{PAPER}{ground}</fills><cellXfs>{used}</cellXfs>"


def solid(colour):
    return f'<patternFill patternType="solid"><fgColor {colour}/><bgColor indexed="64"/></patternFill>'


def found_in(content):
    book = open_workbook(content)
    texts = {each.address: each.text for sheet in book.sheets for each in sheet.cells.values()}
    return texts, {(problem.cell, problem.code) for problem in book.problems}


COLOURS = [
    ('rgb="FFFFFFFF"', "", HIDDEN),
    ('rgb="00FFFFFF"', "", HIDDEN),
    ('rgb="FFFDFDFD"', "", HIDDEN),
    ('theme="0"', "", HIDDEN),
    ('indexed="9"', "", HIDDEN),
    ('theme="0"', solid('theme="0"'), HIDDEN),
    ('rgb="FFFFFFFF"', solid('rgb="FFFFFFFF"'), HIDDEN),
    ('rgb="FF1F497D"', solid('rgb="FF1F497D"'), HIDDEN),
    ('theme="4" tint="0.5"', solid('theme="4" tint="0.5"'), HIDDEN),
    ('auto="1"', solid('rgb="FF000000"'), HIDDEN),
    ('rgb="FFFFFFFF"', solid('rgb="FF1F497D"'), SEEN),
    ('theme="0"', solid('theme="4"'), SEEN),
    ('theme="0" tint="-0.5"', "", SEEN),
    ('theme="4"', solid('theme="4" tint="0.8"'), SEEN),
    ('rgb="FFFFFFFF"', '<gradientFill><stop position="0"><color rgb="FF000000"/></stop></gradientFill>', SEEN),
    ('rgb="FFFFFFFF"', '<patternFill patternType="darkGrid"><fgColor rgb="FF000000"/></patternFill>', SEEN),
    ('rgb="FFFF0000"', "", SEEN),
    ('auto="1"', "", SEEN),
]


@pytest.mark.parametrize(("colour", "fill", "code"), COLOURS)
def test_a_cell_in_the_colour_behind_it_is_read_and_told(colour, fill, code):
    data = cells('<c r="A1" s="1"><v>4</v></c>', '<c r="B1" s="1" t="inlineStr"><is><t>২টি</t></is></c>')
    texts, told = found_in(workbook(data, styles=look(colour, fill)))
    assert texts == {"A1": "4", "B1": "২টি"}
    assert told == ({("A1", code), ("B1", code)} if code else set())


def test_a_white_stretch_beside_others_is_left_out_and_told():
    runs = '<r><t>৪</t></r><r><rPr><color rgb="FFFFFFFF"/></rPr><t>১</t></r>'
    shared = workbook(cells('<c r="A1" t="s"><v>0</v></c>'), strings=f"<si>{runs}</si>")
    inline = workbook(cells(f'<c r="A1" t="inlineStr"><is>{runs}</is></c>'))
    for content in (shared, inline):
        assert found_in(content) == ({"A1": "৪"}, {("A1", HIDDEN)})


def test_a_white_stretch_on_a_coloured_ground_is_seen():
    runs = '<r><rPr><color theme="0"/></rPr><t>একক</t></r>'
    data = cells(f'<c r="A1" s="1" t="inlineStr"><is>{runs}</is></c>')
    content = workbook(data, styles=look('rgb="FF000000"', solid('rgb="FF1F497D"')))
    assert found_in(content) == ({"A1": "একক"}, set())


def test_the_doubt_is_a_warning_that_says_what_was_read():
    data = cells('<c r="A1" s="1"><v>4</v></c>')
    (problem,) = open_workbook(workbook(data, styles=look('rgb="FFFFFFFF"'))).problems
    assert problem.severity is Severity.WARNING
    assert "“4”" in problem.sentence.bn
    assert "“4” was taken" in problem.sentence.en


ROWS = '<row r="1" {}><c r="A1"><v>1</v></c></row><row r="2" {}><c r="A2"><v>2</v></c></row>'


@pytest.mark.parametrize(
    ("settings", "first", "second", "hidden"),
    [
        ('zeroHeight="1"', 'ht="15"', "", {"A2"}),
        ('zeroHeight="1"', "", 'ht="15" customHeight="1"', {"A1"}),
        ('zeroHeight="1"', 'hidden="0"', "", {"A2"}),
        ('zeroHeight="1"', "", "", set()),  # as programs write whose unused rows are hidden
        ('zeroHeight="1"', "", 'hidden="1"', {"A2"}),
        ('defaultRowHeight="15"', 'ht="15"', "", set()),
        ('defaultRowHeight="15"', 'ht="0.0"', "", {"A1"}),
    ],
)
def test_rows_a_sheet_hides_unless_they_say_otherwise_are_read_and_told(settings, first, second, hidden):
    rows = ROWS.format(first, second)
    texts, told = found_in(workbook(f"<sheetFormatPr {settings}/><sheetData>{rows}</sheetData>"))
    assert texts == {"A1": "1", "A2": "2"}
    assert told == {(cell, "hidden_row") for cell in hidden}


# --- OpenDocument ------------------------------------------------------------------------------------------------

STYLES = """
<style:style style:name="white" style:family="table-cell"><style:text-properties fo:color="#ffffff"/></style:style>
<style:style style:name="dark" style:family="table-cell"><style:table-cell-properties fo:background-color="#1f497d"/>
<style:text-properties fo:color="#ffffff"/></style:style>
<style:style style:name="gone" style:family="table-cell">
<style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="T1" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>
"""


STYLED = 'table:style-name="{}"'.format


def ods(rows, columns=""):
    """What stands in a table of an OpenDocument spreadsheet, and what is told."""
    body = f'<table:table table:name="পাতা">{columns}{rows}</table:table>'
    return found_in(open_document(f"<office:automatic-styles>{STYLES}</office:automatic-styles>{body}"))


def row(*cells_, more=""):
    return f"<table:table-row {more}>{''.join(cells_)}</table:table-row>"


def test_a_cell_of_an_open_document_in_white_is_told_where_nothing_dark_lies_behind_it():
    cells_ = (text("২টি", STYLED("white")), text("একক", STYLED("dark")), text("৪"))
    assert ods(row(*cells_)) == ({"A1": "২টি", "B1": "একক", "C1": "৪"}, {("A1", HIDDEN)})


@pytest.mark.parametrize(("style", "taken", "told"), [("plain", "৪", {("A1", HIDDEN)}), ("dark", "১৪", set())])
def test_a_white_span_is_told_by_what_lies_behind_it(style, taken, told):
    span = text('<text:span text:style-name="T1">১</text:span>৪', STYLED(style))
    assert ods(row(span)) == ({"A1": taken}, told)


def test_cells_without_a_style_have_that_of_their_row_or_else_of_their_column():
    columns = (
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:default-cell-style-name="white"/>'
        '<table:table-column table:default-cell-style-name="gone"/>'
    )
    plain = row(text("১"), text("২"), text("৩"), text("৪"), text("৫"))
    struck = row(text("৬"), text("৭", STYLED("dark")), more='table:default-cell-style-name="gone"')
    texts, told = ods(plain + struck, columns)
    assert texts == {"A1": "১", "B1": "২", "C1": "৩", "E1": "৫", "B2": "৭"}
    assert told == {("C1", HIDDEN), ("D1", "struck_text"), ("A2", "struck_text")}


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_the_same_workbook_tells_alike_from_every_format(ending):
    texts, told = found_in(FIXTURES / "formats" / f"unseen-text.{ending}")
    assert [texts[cell] for cell in ("A1", "B1", "C1", "D1", "F1", "G1")] == [
        "white",
        "4",
        "on dark",
        "৪",
        "blue on blue",
        "৪১",
    ]
    assert told == {(cell, HIDDEN) for cell in ("A1", "B1", "D1", "F1")}
