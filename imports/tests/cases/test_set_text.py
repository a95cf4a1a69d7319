"""Kept documents whose text is raised, struck, hidden or a symbol: each read as it is meant, each with its doubt."""

from imports.tests.cases.formats import CASES, achieved
from plans.kinds import read_document
from sheets.tests.golden import by_number


def kept(case):
    document = read_document(CASES / case)
    return by_number(document.drafts[0]), {(problem.cell, problem.code) for problem in document.problems}


def test_raised_digits_are_footnotes_and_no_part_of_a_figure():
    rows, told = kept("xlsx-superscript-footnote-egov/input.xlsx")
    assert (rows["1.6.1"].annual.quantity, achieved(rows["1.6.1"]), rows["1.5.1"].weight) == (4, {1: "১"}, 6)
    assert told == {("H13", "raised_text"), ("K13", "raised_text"), ("G12", "raised_text")}


def test_a_target_struck_out_is_withdrawn():
    rows, told = kept("docx-struck-target/input.docx")
    assert rows["1.1"].annual.quantity == 5
    assert told == {("F6", "struck_text")}


def test_ticks_set_as_symbols_are_reported_in_words():
    rows, told = kept("docx-symbol-tick/input.docx")
    states = [str(rows["1.1"].quarters[quarter].achievement.state) for quarter in (1, 2, 3)]
    assert states == ["words", "words", ""]
    assert told == {("H7", "symbol_text"), ("I7", "symbol_text")}


def test_an_indicator_in_hidden_rows_is_read_and_told_at_its_cells():
    rows, told = kept("hidden-rows-hold-an-indicator/input.xlsx")
    assert "1.1" in rows
    assert {code for _, code in told} == {"hidden_row"}
    assert {cell[1:] for cell, _ in told} == {"7", "8"}
