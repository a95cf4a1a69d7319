"""Cells turned from Bijoy in the grid, with the texts before and after."""

import pytest

from plan_tree.problems import Severity
from sheets.opening import open_workbook
from sheets.pasted import read_pasted
from sheets.tests.raw import cells, styles, workbook

RICH = (
    '<si><r><rPr><rFont val="SutonnyMJ"/></rPr><t xml:space="preserve">AskxRb </t></r>'
    '<r><rPr><rFont val="Arial"/></rPr><t>(stakeholders)</t></r></si>'
)


def inline(*texts):
    return cells(*(f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>' for text in texts))


def shown(book):
    return [cell.text for cell in book.sheets[0].cells.values()]


def told(book):
    return [(problem.code, problem.cell) for problem in book.problems]


def test_a_cell_in_a_bijoy_font_is_in_unicode_and_keeps_what_was_stored():
    book = open_workbook(workbook(inline("gš¿Yvjq"), styles=styles(font="SutonnyMJ")))
    (cell,) = book.sheets[0].cells.values()
    assert (cell.text, cell.original, cell.font) == ("মন্ত্রণালয়", "gš¿Yvjq", "SutonnyMJ")
    (problem,) = book.problems
    assert (problem.code, problem.severity, problem.sheet, problem.cell) == (
        "bijoy_converted", Severity.NOTICE, "পাতা", "A1",
    )  # fmt: skip
    for sentence in (problem.sentence.bn, problem.sentence.en):
        assert "gš¿Yvjq" in sentence
        assert "মন্ত্রণালয়" in sentence


def test_numbers_in_a_bijoy_font_are_numbers():
    book = open_workbook(workbook(cells("<c><v>4</v></c>"), styles=styles(font="SutonnyMJ")))
    assert shown(book) == ["4"]
    assert book.problems == ()


def test_english_in_a_font_of_its_own_survives_in_a_bijoy_cell():
    book = open_workbook(workbook(cells('<c t="s"><v>0</v></c>'), strings=RICH))
    assert shown(book) == ["অংশীজন (stakeholders)"]
    assert told(book) == [("bijoy_converted", "A1")]


def test_english_without_a_font_of_its_own_is_kept_with_a_warning():
    book = open_workbook(workbook(inline("ICT kvLv"), styles=styles(font="SutonnyMJ")))
    assert shown(book) == ["ICT শাখা"]
    assert told(book) == [("bijoy_doubtful", "A1"), ("bijoy_converted", "A1")]
    assert book.problems[0].severity is Severity.WARNING
    assert "ICT" in book.problems[0].sentence.bn


def test_residue_inside_unicode_words_is_mended_and_told():
    book = open_workbook(workbook(inline("অজ©ন", "অর্জন")))
    assert shown(book) == ["অর্জন", "অর্জন"]
    assert told(book) == [("bijoy_converted", "A1")]


LOST = ("Kvh©µ‡gi bvg", "Kg©m¤úv`b m~PK", "gvb", "GKK", "2020-2021 A_©eQ‡ii j¶¨gvÎv", "ICT", "4")


def test_a_sheet_whose_fonts_were_lost_is_read_with_a_warning_where_a_cell_alone_proves_nothing():
    book = open_workbook(workbook(inline(*LOST)))
    assert shown(book) == [
        "কার্যক্রমের নাম", "কর্মসম্পাদন সূচক", "মান", "একক", "২০২০-২০২১ অর্থবছরের লক্ষ্যমাত্রা", "ICT", "4",
    ]  # fmt: skip
    assert told(book) == [
        ("bijoy_converted", "A1"),
        ("bijoy_converted", "B1"),
        ("bijoy_guessed", "C1"),
        ("bijoy_guessed", "D1"),
        ("bijoy_converted", "E1"),
    ]
    assert book.problems[2].severity is Severity.WARNING


def test_pasted_bijoy_is_read_as_well():
    assert shown(read_pasted("\t".join(LOST))) == shown(open_workbook(workbook(inline(*LOST))))


def test_one_stray_bijoy_cell_makes_no_others_bijoy():
    book = open_workbook(workbook(inline("Kg©m¤úv`b m~PK", "gvb", "অর্জন", "লক্ষ্যমাত্রা")))
    assert shown(book) == ["কর্মসম্পাদন সূচক", "gvb", "অর্জন", "লক্ষ্যমাত্রা"]


def test_in_a_sheet_with_bijoy_fonts_other_fonts_are_believed():
    strings = "".join(
        f'<si><r><rPr><rFont val="{font}"/></rPr><t>{text}</t></r></si>'
        for font, text in (("SutonnyMJ", "Kg©m¤úv`b"), ("SutonnyMJ", "m~PK"), ("SutonnyMJ", "j¶¨"), ("Arial", "mfv"))
    )
    book = open_workbook(workbook(cells(*(f'<c t="s"><v>{n}</v></c>' for n in range(4))), strings=strings))
    assert shown(book) == ["কর্মসম্পাদন", "সূচক", "লক্ষ্য", "mfv"]


@pytest.mark.parametrize("font", ["SutonnyOMJ", "Nikosh", "Calibri"])
def test_unicode_in_any_font_tells_nothing(font):
    book = open_workbook(workbook(inline("অর্জন", "Number", "e-GP"), styles=styles(font=font)))
    assert shown(book) == ["অর্জন", "Number", "e-GP"]
    assert book.problems == ()
