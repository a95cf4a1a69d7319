"""Cells as Excel, LibreOffice and Google Sheets keep them in .xlsx."""

import pytest

from official_forms.grid import CellKind, Span
from plan_tree.problems import Severity
from sheets.opening import open_workbook
from sheets.tests.raw import HEAD, MAIN, ROLES, SHEET, cells, parts, relations, styles, workbook, zipped


def read(data):
    """The one sheet of a workbook that is not refused."""
    book = open_workbook(data)
    assert not book.is_refused, book.problems
    (sheet,) = book.sheets
    return sheet


def shown(data):
    """Address -> text and kind."""
    return {cell.address: (cell.text, cell.kind) for cell in read(data).cells.values()}


def told(data):
    """Code, severity and cell of every problem."""
    return [(problem.code, problem.severity, problem.cell) for problem in open_workbook(data).problems]


def test_numbers_percents_dates_and_errors_show_as_in_excel():
    formats = styles("0%", "dd/mm/yyyy", "[$-5000845]0.00", "[$-5000445]dd/mm/yyyy", "0.0")
    row = cells(
        '<c r="A1" s="1"><v>0.9</v></c>',
        '<c r="B1" s="2"><v>44104</v></c>',
        '<c r="C1" s="3"><v>1.25</v></c>',
        '<c r="D1" s="4"><v>44377</v></c>',
        '<c r="E1" s="5"><v>4.0</v></c>',
        '<c r="F1" t="e"><v>#REF!</v></c>',
        '<c r="G1" t="b"><v>1</v></c>',
        '<c r="H1"><v>44104</v></c>',
    )
    assert shown(workbook(row, styles=formats)) == {
        "A1": ("90%", CellKind.PERCENT),
        "B1": ("30/09/2020", CellKind.DATE),
        "C1": ("1.25", CellKind.NUMBER),
        "D1": ("30/06/2021", CellKind.DATE),
        "E1": ("4", CellKind.NUMBER),
        "F1": ("#REF!", CellKind.ERROR),
        "G1": ("TRUE", CellKind.BOOLEAN),
        "H1": ("44104", CellKind.NUMBER),
    }


def test_built_in_formats_are_known_by_their_numbers():
    numbered = "".join(f'<xf numFmtId="{number}"/>' for number in (0, 9, 14, 10, 2))
    row = cells(
        *(f'<c s="{style}"><v>{value}</v></c>' for style, value in ((1, 0.5), (2, 44104), (3, 0.125), (4, 3.5)))
    )
    assert [text for text, _ in shown(workbook(row, styles=f"<cellXfs>{numbered}</cellXfs>")).values()] == [
        "50%",
        "30/09/2020",
        "12.5%",
        "3.5",
    ]


def test_a_workbook_that_counts_from_1904_keeps_its_days():
    data = workbook(cells('<c s="1"><v>42642</v></c>'), styles=styles("dd/mm/yyyy"), book='<workbookPr date1904="1"/>')
    assert shown(data)["A1"] == ("30/09/2020", CellKind.DATE)


@pytest.mark.parametrize("serial", ["-5", "60", "99999999", "1e300"])
def test_a_number_that_is_no_day_stays_a_number_under_a_date_format(serial):
    (text, kind) = shown(workbook(cells(f'<c s="1"><v>{serial}</v></c>'), styles=styles("dd/mm/yyyy")))["A1"]
    assert kind is CellKind.NUMBER
    assert float(text) == float(serial)


@pytest.mark.parametrize(
    ("number_format", "text"), [("dd/mm/yyyy", "30/09/2020"), ("dd/mm/yyyy hh:mm", "30/09/2020 14:05")]
)
def test_a_time_of_day_shows_only_where_the_format_has_one(number_format, text):
    data = workbook(cells('<c s="1"><v>44104.5868055556</v></c>'), styles=styles(number_format))
    assert shown(data)["A1"][0] == text


def test_midnight_is_no_time():
    data = workbook(cells('<c s="1"><v>44104</v></c>'), styles=styles("dd/mm/yyyy hh:mm"))
    assert shown(data)["A1"][0] == "30/09/2020"


def test_what_excel_computed_is_rounded_to_the_places_kept_and_told():
    data = workbook(
        cells(
            '<c r="A1" s="1"><f>5/6</f><v>0.833333333333333</v></c>',
            '<c r="B1"><v>3.14159</v></c>',
            '<c r="C1"><v>0.1234</v></c>',
        ),
        styles=styles("0%"),
    )
    assert [text for text, _ in shown(data).values()] == ["83.3333%", "3.1416", "0.1234"]
    first, second = open_workbook(data).problems
    assert (first.code, first.severity, first.cell) == ("number_rounded", Severity.NOTICE, "A1")
    assert "৮৩.৩৩৩৩৩৩৩৩৩৩৩৩৩%" in first.sentence.bn
    assert "83.3333%" in first.sentence.en
    assert second.cell == "B1"


def test_formulas_give_their_stored_results_and_those_without_one_are_kept_as_formulas():
    row = cells(
        '<c r="A1"><f>SUM(B1:C1)</f><v>50</v></c>',
        '<c r="B1" t="str"><f>"অর্জন"&amp;1</f><v>অর্জন1</v></c>',
        '<c r="C1"><f>NOW()</f></c>',
        '<c r="D1"><f>NOW()</f><v></v></c>',
        '<c r="E1" t="str"><f>IF(A1,"","")</f><v></v></c>',
        '<c r="F1"><f t="shared" si="0"/><v>7</v></c>',
        '<c r="G1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    )
    sheet = read(workbook(row))
    assert [(c.address, c.text, c.kind, c.formula) for c in sheet.cells.values()] == [
        ("A1", "50", CellKind.NUMBER, "=SUM(B1:C1)"),
        ("B1", "অর্জন1", CellKind.TEXT, '="অর্জন"&1'),
        ("C1", "", CellKind.FORMULA, "=NOW()"),
        ("D1", "", CellKind.FORMULA, "=NOW()"),
        ("F1", "7", CellKind.NUMBER, "="),
        ("G1", "#DIV/0!", CellKind.ERROR, "=1/0"),
    ]


def test_texts_come_shared_inline_rich_and_without_the_readings_above_them():
    strings = (
        "<si><t>সভা</t></si>"
        '<si><r><t xml:space="preserve">নৈতিকতা </t></r><r><rPr><b/><rFont val="Nikosh"/></rPr><t>কমিটি</t></r></si>'
        '<si><t>বাংলা</t><rPh sb="0" eb="1"><t>উচ্চারণ</t></rPh><phoneticPr fontId="1"/></si>'
    )
    row = cells(
        '<c t="s"><v>0</v></c>',
        '<c t="s"><v>1</v></c>',
        '<c t="s"><v>2</v></c>',
        '<c t="inlineStr"><is><t>এক_x000D_\nদুই _x005F_x000A_ _x0041_</t></is></c>',
        '<c t="inlineStr"><is><r><t>তিন</t></r><r><t>চার</t></r></is></c>',
        '<c t="s"><v></v></c>',
    )
    texts = [text for text, _ in shown(workbook(row, strings=strings)).values()]
    assert texts == ["সভা", "নৈতিকতা কমিটি", "বাংলা", "এক\nদুই _x000A_ _x0041_", "তিনচার"]


def test_a_text_number_that_does_not_exist_is_damage():
    assert open_workbook(workbook(cells('<c t="s"><v>3</v></c>'))).problems[0].code == "damaged_file"


def test_a_value_that_is_no_number_is_kept_as_text():
    assert shown(workbook(cells("<c><v>nan</v></c>", "<c><v>4 টি</v></c>"))) == {
        "A1": ("nan", CellKind.TEXT),
        "B1": ("4 টি", CellKind.TEXT),
    }


def test_dates_written_as_text_of_the_standard_are_days():
    assert shown(workbook(cells('<c t="d"><v>2020-09-30T00:00:00Z</v></c>')))["A1"] == ("30/09/2020", CellKind.DATE)


def test_merged_ranges_are_unfolded_and_single_cells_are_none():
    data = workbook(
        cells("<c><v>1</v></c>"), after='<mergeCells><mergeCell ref="A1:C2"/><mergeCell ref="E5"/></mergeCells>'
    )
    assert read(data).merged == (Span(1, 1, 2, 3),)


def test_cells_and_rows_without_addresses_follow_one_another():
    data = workbook("<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row></sheetData>")
    assert list(shown(data)) == ["A1", "B1", "A2"]


def test_formulas_of_extensions_are_no_cells():
    extension = '<extLst><ext><x14:cf xmlns:x14="x"><xm:f xmlns:xm="y">Z99</xm:f></x14:cf></ext></extLst>'
    assert list(shown(workbook(cells("<c><v>1</v></c>"), after=extension))) == ["A1"]


def test_names_with_prefixes_absolute_targets_and_other_cases_are_found():
    made = parts()
    made["_rels/.rels"] = relations({"r1": ("officeDocument", "/XL/Book.xml")})
    made["xl/book.xml"] = (
        f'{HEAD}<x:workbook xmlns:x="{MAIN}" xmlns:rel="{ROLES}">'
        '<x:sheets><x:sheet name="ক" rel:id="a"/></x:sheets></x:workbook>'
    )
    made["xl/_rels/book.xml.rels"] = relations({"a": ("worksheet", "/xl/worksheets/Sheet1.xml")})
    made[SHEET] = (
        f'{HEAD}<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row><x:c><x:v>7</x:v></x:c></x:row></x:sheetData>'
        "</x:worksheet>"
    )
    del made["xl/workbook.xml"], made["xl/_rels/workbook.xml.rels"]
    assert shown(zipped(made)) == {"A1": ("7", CellKind.NUMBER)}


def test_backslashes_in_the_names_of_parts_are_understood():
    made = {name.replace("/", "\\"): content for name, content in parts(cells("<c><v>7</v></c>")).items()}
    assert list(shown(zipped(made))) == ["A1"]


def test_the_strict_dialect_of_the_standard_is_read():
    strict = {
        name: str(content)
        .replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"
        )
        .replace(ROLES, "http://purl.oclc.org/ooxml/officeDocument/relationships")
        for name, content in parts(cells("<c><v>7</v></c>")).items()
    }
    assert list(shown(zipped(strict))) == ["A1"]


def test_malformed_styles_count_as_plain():
    broken = '<cellXfs><xf numFmtId="x" fontId="-1"/><xf numFmtId="9" fontId="99"/></cellXfs>'
    data = workbook(cells('<c s="0"><v>1</v></c>', '<c s="1"><v>1</v></c>', '<c s="7"><v>1</v></c>'), styles=broken)
    assert [text for text, _ in shown(data).values()] == ["1", "100%", "1"]


def test_charts_are_no_sheets():
    made = parts(cells("<c><v>7</v></c>"))
    made["xl/workbook.xml"] = str(made["xl/workbook.xml"]).replace(
        "<sheets>", '<sheets><sheet name="লেখচিত্র" sheetId="2" r:id="rId9"/>'
    )
    made["xl/_rels/workbook.xml.rels"] = relations(
        {"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId9": ("chartsheet", "chartsheets/sheet1.xml")}
    )
    assert list(shown(zipped(made))) == ["A1"]


def test_macros_are_left_alone_and_told():
    data = zipped({**parts(cells("<c><v>7</v></c>")), "xl/vbaProject.bin": b"program"})
    assert shown(data)["A1"][0] == "7"
    assert told(data) == [("macros_ignored", Severity.NOTICE, "")]


@pytest.mark.parametrize("number_format", ["mmm-yy", "d-mmm", "[$-5000445]mmmm\\ yyyy"])
def test_a_date_of_which_excel_shows_a_part_is_doubted(number_format):
    data = workbook(cells('<c s="1"><v>44348</v></c>'), styles=styles(number_format))
    assert shown(data)["A1"][0] == "01/06/2021"
    assert told(data) == [("date_shown_in_part", Severity.WARNING, "A1")]


def test_day_and_month_may_be_swapped_where_other_dates_were_not_understood():
    strings = "<si><t>30/09/2020</t></si><si><t>সভা</t></si>"
    dates = (
        '<c s="1"><v>44475</v></c>',
        '<c s="1"><v>44362</v></c>',
        '<c s="1"><v>44324</v></c>',
    )  # 6 Oct, 15 Jun, 8 May
    data = workbook(cells('<c t="s"><v>0</v></c>', *dates), strings=strings, styles=styles("m/d/yyyy"))
    (problem, other) = open_workbook(data).problems
    assert (problem.code, problem.cell, other.cell) == ("date_may_be_swapped", "B1", "D1")
    assert "10/06/2021" in problem.sentence.en
    assert told(workbook(cells('<c t="s"><v>1</v></c>', *dates), strings=strings, styles=styles("m/d/yyyy"))) == []
    assert told(workbook(cells('<c t="s"><v>0</v></c>', *dates), strings=strings, styles=styles("dd/mm/yyyy"))) == []
