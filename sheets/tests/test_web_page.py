"""Web pages, also those called .xls: what a browser shows becomes the grid, with its doubts."""

from random import Random

import pytest

from official_forms.grid import Span
from plan_tree.problems import Severity
from sheets.opening import open_workbook

PIECES = [
    *(f"<{name}>".encode() for name in ("table", "/table", "tr", "td colspan=0 rowspan=x", "/td", "select", "/select")),
    *(b"<!--", b"<option selected>", b"<style>", b"<tr hidden>", b"<tbody>", b"&#x110000;", b"<![CDATA[", b"\xff", b""),
]
SIX = "<td>ক<td>খ<td>গ<td>ঘ<td>ঙ<td>চ"


def opened(body, *, head="<meta charset='utf-8'>", name="form.html", charset="utf-8"):
    return open_workbook(f"<html><head>{head}</head><body>{body}</body></html>".encode(charset), name)


def texts(book):
    (sheet,) = book.sheets
    return {cell.address: cell.text for cell in sheet.cells.values()}


def row_of(book, number):
    return [text for address, text in texts(book).items() if address.lstrip("ABCDEFGHIJ") == str(number)]


def told(book):
    return [(problem.code, problem.cell) for problem in book.problems]


@pytest.mark.parametrize("name", ["form.html", "form.xls", "form.xlsx", ""])
def test_a_table_is_a_sheet_whatever_the_file_is_called(name):
    book = opened(f"<table><tr>{SIX}<tr><td>১<td>২</table>", name=name)
    assert row_of(book, 1) == ["ক", "খ", "গ", "ঘ", "ঙ", "চ"]
    assert row_of(book, 2) == ["১", "২"]
    assert book.problems == ()


def test_lines_before_and_after_a_table_are_rows_of_their_own():
    book = opened(
        f"<h1>শিরোনাম</h1><p>মন্ত্রণালয়:\n শিল্প<br>২০২০-২১</p><table><caption>ছক</caption><tr>{SIX}</table>মোট <b>৫০</b>"
    )
    assert [texts(book)[f"A{row}"] for row in range(1, 7)] == [
        "শিরোনাম",
        "মন্ত্রণালয়: শিল্প",
        "২০২০-২১",
        "ছক",
        "ক",
        "মোট ৫০",
    ]


def test_cells_that_span_rows_and_columns_are_merged():
    book = opened(
        "<table><tr><td rowspan=2>ক<td colspan=2>খ<td rowspan=3>গ<td>ঘ<td>ঙ<td>চ<tr><td>১<td>২<td>৩<td>৪<td>৫"
        "<tr><td>৬<td>৭<td>৮<td>৯<td>১০<td>১১</table>"
    )
    assert set(book.sheets[0].merged) == {Span(1, 1, 2, 1), Span(1, 2, 1, 3), Span(1, 4, 3, 4)}
    found = texts(book)
    assert [found[cell] for cell in ("B2", "C2", "E2", "A3", "C3", "E3")] == ["১", "২", "৩", "৬", "৮", "৯"]


def test_a_span_ends_with_its_group_of_rows():
    book = opened(f"<table><thead><tr>{SIX}<td rowspan=9>ছ</thead><tbody><tr><td>১{'<td>২' * 6}</tbody></table>")
    assert texts(book)["G2"] == "২"


@pytest.mark.parametrize(
    ("cell", "taken", "code"),
    [
        ("4<sup>1</sup>", "4", "raised_text"),
        ("<s>4</s>5", "5", "struck_text"),
        ("<span style='text-decoration: line-through'>4</span>5", "5", "struck_text"),
        ("<font class=font7>4</font>5", "5", "struck_text"),
        ("<span style='display:none'>4</span>5", "5", "hidden_text"),
        ("<span style='mso-hide:all'>4</span>5", "5", "hidden_text"),
        ("<span hidden>4</span>5", "5", "hidden_text"),
        ("<span style='font-family:Wingdings'>ü</span>", "টিক চিহ্ন ✓", "symbol_text"),
    ],
)
def test_how_text_is_set_counts(cell, taken, code):
    head = "<meta charset='utf-8'><style>.font7 {color:red; text-decoration:line-through}</style>"
    book = opened(f"<table><tr><td>{cell}</td>{SIX}</table>", head=head)
    assert (texts(book)["A1"], told(book)) == (taken, [(code, "A1")])


@pytest.mark.parametrize("rule", [".gone", "td.gone", "TD.gone", "#it", "td#it", "table tr > td.gone", "b, .gone"])
def test_a_rule_strikes_out_what_it_names(rule):
    head = f"<meta charset='utf-8'><style>{rule} {{text-decoration: line-through}}</style>"
    book = opened(f"<table><tr>{SIX}<td class='a gone' id=it>৪</table>", head=head)
    assert told(book) == [("struck_text", "G1")]


@pytest.mark.parametrize("rule", ["td:hover", "td[x]", "nav td", "@media print {td {display:none}} td.x", ".none td"])
def test_rules_for_other_times_and_places_hide_nothing(rule):
    head = f"<meta charset='utf-8'><style>{rule} {{display:none}}</style>"
    assert told(opened(f"<table><tr>{SIX}</table>", head=head)) == []


def test_a_font_of_bijoy_in_a_style_turns_its_text():
    head = "<meta charset='utf-8'><style>.b {font-family:SutonnyMJ}</style>"
    book = opened(f"<table><tr class=b><td>Kvh©µg</td>{SIX}</table>", head=head)
    assert (texts(book)["A1"], told(book)) == ("কার্যক্রম", [("bijoy_converted", "A1")])


def test_a_cell_that_is_not_shown_takes_no_place_and_is_told():
    book = opened(f"<table><tr>{SIX}<tr><td>১<td style='display:none'>৯<td>২<td>৩</table>")
    assert row_of(book, 2) == ["১", "২", "৩"]
    assert told(book) == [("hidden_text", "A2")]


def test_a_row_that_is_not_shown_is_read_with_a_doubt():
    book = opened(f"<table><tr>{SIX}<tr style='display:none'><td>১<td>২</table>")
    assert row_of(book, 2) == ["১", "২"]
    assert told(book) == [("hidden_row", "A2"), ("hidden_row", "B2")]


def test_fields_show_what_stands_in_them_and_what_was_chosen():
    choice = "<select><option>১<option selected>২<option>৩</select>"
    first = "<select><option>৭<option>৮</select>"
    book = opened(
        f"<table><tr>{SIX}<tr><td>{choice}<td>{first}<td><input value='৫'><td><textarea>৬</textarea>"
        "<td><input type=checkbox checked><td><input type=hidden value=9></table>"
    )
    assert row_of(book, 2) == ["২", "৭", "৫", "৬", "✓"]


def test_what_no_browser_shows_is_not_read():
    book = opened(f"<script>var a = '<td>'</script><!-- ক --><table><tr>{SIX}</table><noscript>খ</noscript>")
    assert len(texts(book)) == 6


def test_a_form_within_a_table_that_only_lays_out_is_found():
    book = opened(f"<table><tr><td>মেনু<td><p>শিরোনাম</p><table><tr>{SIX}</table></table>")
    assert [texts(book)[cell] for cell in ("A1", "A2", "A3", "B3")] == ["মেনু", "শিরোনাম", "ক", "খ"]


def test_numbers_browsers_make_in_a_table_are_told():
    book = opened(f"<table><tr><td><ol><li>সভা<li>সেবা</ol></td>{SIX}</table>")
    assert [(each.code, each.severity) for each in book.problems] == [("automatic_numbers", Severity.WARNING)]


@pytest.mark.parametrize(
    ("charset", "head"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("utf-16-le", ""),
        ("utf-8", "<meta http-equiv='Content-Type' content='text/html; charset=utf-8'>"),
        ("utf-8", "<meta charset=utf-8>"),
        ("utf-8", "<meta charset=idna>"),
    ],
)
def test_letters_are_read_in_their_character_set(charset, head):
    book = opened(f"<table><tr>{SIX}</table>", head=head, charset=charset)
    assert (row_of(book, 1), told(book)) == (["ক", "খ", "গ", "ঘ", "ঙ", "চ"], [])


def test_letters_of_a_character_set_nobody_names_are_doubted():
    page = b"<table><tr><td>caf\xe9<td>1<td>2<td>3<td>4<td>5</table>"
    book = open_workbook(page, "form.html")
    assert (texts(book)["A1"], told(book)) == ("café", [("encoding_assumed", "")])
    named = open_workbook(b"<meta charset=windows-1252>" + page, "form.html")
    assert (texts(named)["A1"], told(named)) == ("café", [])


def test_a_style_sheet_too_long_to_be_read_is_told():
    page = f"<table><tr>{SIX}</table>"
    styles = "<meta charset='utf-8'><style>.gone {{ display: none }} {}</style>"
    assert told(opened(page, head=styles.format(".a { color: red } " * 20_000))) == [("page_styles_unread", "")]
    assert told(opened(page, head=styles.format(".a { color: red } " * 1_000))) == []


def test_a_page_of_a_program_that_leaves_things_out_is_doubted_as_a_whole():
    head = "<meta charset='utf-8'><meta name='generator' content='{}'>"
    page = f"<table><tr>{SIX}</table>"
    assert told(opened(page, head=head.format("LibreOffice 7.4.7.2 (Linux)"))) == [("page_leaves_out", "")]
    assert told(opened(page, head=head.format("Microsoft Excel 15"))) == []


def test_a_page_that_shows_others_in_frames_is_refused_by_name():
    book = open_workbook(b"<html><frameset><frame src='plan_files/sheet001.htm'></frameset></html>", "plan.htm")
    (problem,) = book.problems
    assert problem.code == "not_a_workbook"
    assert "sheet001.htm" in problem.sentence.en


def test_whatever_stands_in_a_page_it_is_read_or_refused_in_words():
    rng = Random(1)
    page = (
        f"<html><style>.a{{color:red}}</style><table><tr>{SIX}<tr><td rowspan=2>১<td>২<tr><td>৩</table></html>".encode()
    )
    for _ in range(300):
        broken = bytearray(page)
        for _ in range(rng.randint(1, 8)):
            place = rng.randrange(len(broken) + 1)
            broken[place : place + rng.randint(0, 9)] = rng.choice(PIECES)
        book = open_workbook(bytes(broken), "form.html")
        assert book.sheets or all(problem.sentence.bn for problem in book.problems)
