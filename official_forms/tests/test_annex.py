"""The annex of an exported form: written, read and laid over a draft."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook, load_workbook

from cell_values.value import Unit
from official_forms.annex import apply_annex, differences, is_annex
from plan_tree.terms import Direction, QuarterRule
from plan_tree.tree import Claimed
from plans.tests.drafting import draft, indicator
from sheets.annex_writing import SHEET, write_annex
from sheets.opening import open_workbook
from sheets.saving import as_bytes
from sheets.tests.building import sheet

READ = draft(indicator("1.1"), indicator("1.2"))
HEADINGS = ["নম্বর", "বিষয়", "ফরমে যা পড়া যায়", "যা ধরতে হবে"]


def changed(**fields):
    """READ with some fields of 1.2 otherwise."""
    return READ.with_indicators(lambda row: replace(row, **fields) if row.number == "1.2" else row)


def annexed(lines):
    """A sheet with these lines, as a workbook with an annex gives it."""
    return open_workbook(_bytes(lines)).sheets[-1]


def told(read):
    return [(problem.code, problem.sheet, problem.cell) for problem in read.problems]


def test_drafts_that_say_the_same_need_no_annex():
    assert differences(READ, changed(title=" সূচক\u00a0")) == ()


def test_every_difference_is_a_line_with_both_readings():
    meant = changed(title="=১+১", quarter_rule=QuarterRule.CUMULATIVE, direction=Direction.LOWER)
    assert [(line.number, line.label, line.form, line.text) for line in differences(READ, meant)] == [
        ("1.2", "কর্মসম্পাদন সূচক", "সূচক", "=১+১"),
        ("1.2", "গণনা পদ্ধতি", "সমষ্টি", "ক্রমপুঞ্জিভূত"),
        ("1.2", "কোনটি ভালো", "বেশি হলে ভালো", "কম হলে ভালো"),
    ]


def test_an_annex_laid_over_the_draft_gives_what_was_meant():
    meant = changed(remark="=মন্তব্য\nদুই", unit=Unit.OTHER, claimed_marks=Decimal("1.5"), weight=Decimal("2.25"))
    meant = replace(meant, claims={2: Claimed(Decimal(50), None)})
    sheet = annexed(differences(READ, meant))
    assert (sheet.name, is_annex(sheet)) == (SHEET, True)
    assert apply_annex(READ, sheet) == meant


def test_a_line_the_form_no_longer_agrees_with_is_told_and_not_taken():
    sheet = annexed(differences(READ, changed(title="আগের নাম")))
    edited = changed(title="ফরমে লেখা নতুন নাম")
    read = apply_annex(edited, sheet)
    assert read.areas == edited.areas
    assert told(read) == [("annex_outdated", SHEET, "A3")]


def test_lines_that_mean_nothing_are_told():
    lines = [
        ["1.2", "গণনা পদ্ধতি", "সমষ্টি", "কিছু একটা"],
        ["7.7", "মন্তব্য", "", "ক"],
        ["1.2", "রং", "", "লাল"],
        ["", "", "", "ক"],
    ]
    read = apply_annex(READ, sheet([["কথা"], HEADINGS, *lines]))
    assert read.areas == READ.areas
    assert [cell for _, _, cell in told(read)] == ["A3", "A4", "A5", "D6"]


def test_numbers_of_an_annex_may_be_in_bengali_digits():
    read = apply_annex(READ, sheet([["কথা"], HEADINGS, ["১.২", "সূচকের মান", "2", "৩"]]))
    assert [row.weight for row in read.indicators] == [2, 3]


def test_values_are_understood_in_the_unit_the_annex_names():
    lines = [["1.2", "এককের ধরন", "সংখ্যা", "লক্ষ টাকা"], ["1.2", "১ম কোয়ার্টারের অর্জন", "", "৫ লক্ষ টাকা"]]
    (_, row) = apply_annex(READ, sheet([["কথা"], HEADINGS, *lines])).indicators
    assert (row.unit, row.achievement(1).quantity) == (Unit.LAKH_TAKA, 5)


def test_only_a_sheet_with_its_headings_is_an_annex():
    assert is_annex(sheet([["কথা"], HEADINGS]))
    assert not is_annex(sheet([HEADINGS]))
    assert not is_annex(sheet([["কথা"], HEADINGS[:3]]))


def test_lines_are_written_as_text():
    book = load_workbook(BytesIO(_bytes(differences(READ, changed(title="=১+১")))))
    assert [(cell.value, cell.data_type) for cell in book[SHEET][3]][-1] == ("=১+১", "s")


def _bytes(lines):
    book = Workbook()
    write_annex(book, lines)
    return as_bytes(book)


def test_what_stands_beside_the_columns_of_an_annex_is_told():
    lines = differences(READ, changed(quarter_rule=QuarterRule.CUMULATIVE))
    annex = annexed(lines)
    beside = replace(annex.cells[3, 1], column=6, text="মন্তব্য দেখুন")
    read = apply_annex(READ, replace(annex, cells={**annex.cells, beside.position: beside}))
    assert told(read) == [("not_understood", annex.name, beside.address)]
    assert told(apply_annex(READ, annex)) == []


def test_figures_of_an_annex_are_written_in_bengali_digits_and_taken_in_either():
    lines = differences(READ, changed(weight=Decimal("2.25")))
    assert [(line.form, line.text) for line in lines] == [("২", "২.২৫")]
    written = load_workbook(BytesIO(_bytes(lines)))[SHEET]
    assert [cell.value for cell in written[3]] == ["১.২", "সূচকের মান", "২", "২.২৫"]
    before = apply_annex(READ, sheet([["কথা"], HEADINGS, ["1.2", "সূচকের মান", "2", "2.25"]]))
    assert before == apply_annex(READ, annexed(lines)) == changed(weight=Decimal("2.25"))
