"""Kept documents whose text is raised, struck, hidden or a symbol: each read as it is meant, each with its doubt."""

import pytest

from egov_plans.tests import forms as egov
from imports.tests.cases.formats import CASES, achieved, targets
from imports.tests.cases.setting import (
    HIDDEN,
    PLAIN,
    RAISED,
    SET_FORMATS,
    STRUCK,
    WINGDINGS,
    in_open_document,
    in_web_page,
    in_word,
)
from integrity_plans.tests import forms as integrity
from plans.kinds import read_document
from sheets.tests.golden import by_number

EVERY = pytest.mark.parametrize("written", SET_FORMATS, ids=lambda each: each.__name__)
LINES = [*integrity.TITLES, integrity.WORDS, integrity.NUMBERS, integrity.AREA]
GRADED = [*egov.TITLES, *egov.HEADER, egov.NUMBERS]


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


# --- the same kinds in other columns, forms and formats ----------------------------------------------------------


def lines(written, *, target=(), achieved=(), hidden=()):
    """The row of an integrity plan and what was told, with some of its cells set otherwise, by their columns."""
    first, second = list(integrity.TARGETS), list(integrity.ACHIEVED)
    for row, cells in ((first, target), (second, achieved)):
        for column, cell in dict(cells).items():
            row[column - 1] = cell
    document = read_document(*written([*LINES, first, second], hidden=hidden))
    (draft,) = document.drafts
    return draft.indicators[0], {(problem.cell, problem.code) for problem in document.problems}


def graded(written, **cells):
    """The row of an e-governance plan, read with some of its columns set otherwise."""
    row = [cells.get(f"c{column}", text) for column, text in enumerate(egov.ROW, start=1)]
    document = read_document(*written([*GRADED, row]))
    (draft,) = document.drafts
    return draft.indicators[0], {(problem.cell, problem.code) for problem in document.problems}


@EVERY
def test_raised_marks_are_no_part_of_a_weight_a_target_or_a_remark(written):
    row, told = lines(
        written,
        target={3: [("২", PLAIN), ("১", RAISED)], 8: [("১", PLAIN), ("*", RAISED)]},
        achieved={10: [("২টি", PLAIN), ("৩", RAISED)], 14: [("ঐ", PLAIN), ("ক", RAISED)]},
    )
    assert (row.weight, targets(row)[1], achieved(row)[3], row.remark) == (2, "১", "২টি", "ঐ")
    assert told == {(cell, "raised_text") for cell in ("C6", "H6", "J7", "N7")}


@EVERY
def test_raised_marks_are_no_part_of_a_graded_target_or_of_progress(written):
    row, told = graded(written, c8=[("৪", PLAIN), ("২", RAISED)], c11=[("১", PLAIN), ("[১]", RAISED)])
    assert (row.grades[0].target.text, achieved(row)) == ("৪", {1: "১"})
    assert told == {("H6", "raised_text"), ("K6", "raised_text")}


@EVERY
def test_what_is_struck_out_is_withdrawn_wherever_it_stands(written):
    row, told = lines(
        written,
        target={9: [("১", STRUCK), ("৩", PLAIN)], 11: [("৪", STRUCK)]},
        achieved={8: [("৫", STRUCK), (" ১", PLAIN)]},
    )
    assert (targets(row), achieved(row)[1]) == ({1: "১", 2: "৩", 3: "১"}, "১")
    assert told == {(cell, "struck_text") for cell in ("I6", "K6", "H7")}


@EVERY
def test_a_struck_weight_is_not_added_to_the_new_one(written):
    row, told = graded(written, c7=[("৪", STRUCK), ("৫", PLAIN)])
    assert (row.weight, {code for _, code in told}) == (5, {"struck_text"})


@EVERY
def test_symbols_in_any_quarter_are_reported_in_words(written):
    row, told = lines(written, achieved={9: [("\u00fc", WINGDINGS)], 11: [("\u00fb", WINGDINGS)]})
    assert [str(row.quarters[quarter].achievement.state) for quarter in (2, 4)] == ["words", "words"]
    assert "টিক চিহ্ন" in achieved(row)[2]
    assert told == {("I7", "symbol_text"), ("K7", "symbol_text")}


@EVERY
@pytest.mark.parametrize("hidden", [6, 7])
def test_a_hidden_line_is_read_and_told_at_its_cells(written, hidden):
    row, told = lines(written, hidden=[hidden])
    assert (targets(row)[1], achieved(row)[1]) == ("১", "১")
    assert {code for _, code in told} == {"hidden_row"}
    assert {cell[1:] for cell, _ in told} == {str(hidden)}


@pytest.mark.parametrize("written", [in_open_document, in_word, in_web_page])
def test_hidden_text_is_left_out_where_a_format_has_it(written):
    row, told = lines(written, achieved={8: [("১", PLAIN), ("৯", HIDDEN)]})
    assert (achieved(row)[1], told) == ("১", {("H7", "hidden_text")})
