"""The record of a sheet being read."""

from decimal import Decimal

from cell_values.text import normalise
from cell_values.value import Unit, ValueState
from official_forms.grid import Cell, CellKind, Sheet
from official_forms.sheet_reading import SheetReading
from plan_tree.problems import Severity
from sheets.tests.building import sheet


def told(reading):
    return [(problem.severity.value, problem.code, problem.cell) for problem in reading.problems()]


def test_cells_nobody_took_are_told_with_their_text():
    reading = SheetReading(sheet([["নেওয়া", "না নেওয়া"]]))
    assert reading.take(reading.sheet.cells[1, 1]) == normalise("নেওয়া")
    (problem,) = reading.problems()
    assert (problem.code, problem.cell, problem.sheet, problem.severity) == (
        "not_understood",
        "B1",
        "পাতা",
        Severity.NOTICE,
    )
    assert normalise("না নেওয়া") in problem.sentence.bn


def test_a_long_leftover_is_quoted_in_part():
    (problem,) = SheetReading(sheet([["ক" * 500]])).problems()
    assert len(problem.sentence.bn) < 200


def test_no_cell_has_no_text():
    assert SheetReading(sheet([["ক"]])).take(None) == ""


def test_a_spoilt_date_nobody_took_is_told_as_such():
    """The sign-off of the industries plan is dated 31 February."""
    reading = SheetReading(sheet([["৩১/০২/২০২০", "তারিখ: ৩০/০৬/২০২", "৩০/০৬/২০২১"]]))
    assert told(reading) == [
        ("warning", "impossible_date", "A1"),
        ("warning", "year_digits", "B1"),
        ("notice", "not_understood", "C1"),
    ]


def test_a_value_is_read_in_its_unit_and_its_doubts_stand_at_its_cell():
    reading = SheetReading(sheet([["৩০/০৯/২০২০", "৩১/০২/২০২০"]]))
    good, bad = (reading.value([reading.sheet.cells[1, column]], Unit.NUMBER) for column in (1, 2))
    assert good.dates[0].isoformat() == "2020-09-30"
    assert (bad.state, bad.text) == (ValueState.UNREADABLE, "৩১/০২/২০২০")
    assert told(reading) == [("warning", "unit_differs", "A1"), ("warning", "impossible_date", "B1")]


def test_a_value_continued_in_a_second_cell_is_read_as_one_and_told():
    reading = SheetReading(sheet([["২৫/০৩/২০২১,"], ["১০/০৬/২০২১"]]))
    value = reading.value(list(reading.sheet.cells.values()), Unit.DATE)
    assert len(value.dates) == 2
    assert told(reading) == [("notice", "cell_continued", "A2")]
    (problem,) = reading.problems()
    assert "A1 “২৫/০৩/২০২১,” + A2 “১০/০৬/২০২১”" in problem.sentence.bn


def test_words_that_only_repeat_the_cell_above_are_taken_once():
    reading = SheetReading(sheet([["সভা"], ["সভা"], ["ও সভা"]]))
    cells = list(reading.sheet.cells.values())
    assert reading.text(reading.unrepeated(cells)) == "সভা ও সভা"
    assert told(reading) == [("notice", "cell_continued", "A3")]


def test_the_continuation_of_a_title_is_what_stands_below_it():
    reading = SheetReading(sheet([["১.১ সভা"], ["১.১ সভা"], ["আয়োজন"]]))
    first, *others = reading.sheet.cells.values()
    reading.take(first)
    assert reading.continuation(first, others) == normalise("আয়োজন")
    assert told(reading) == [("notice", "cell_continued", "A3")]


def test_no_cells_make_a_blank_value():
    assert SheetReading(sheet([])).value([], Unit.NUMBER).is_blank


def test_a_number_is_read_or_told_at_its_cell():
    reading = SheetReading(sheet([]))
    assert reading.number("৬.৫", "C7", "weight_unreadable", Severity.ERROR) == Decimal("6.5")
    assert reading.number("", "C8", "weight_unreadable", Severity.ERROR) is None
    assert reading.number("ছয়", "C9", "weight_unreadable", Severity.ERROR) is None
    assert told(reading) == [("error", "weight_unreadable", "C9")]


def test_a_footnotes_digit_glued_to_a_number_is_left_out_with_a_warning():
    reading = SheetReading(sheet([]))
    assert reading.number("৬.০০2", "C9", "weight_unreadable", Severity.ERROR) == 6
    assert told(reading) == [("warning", "footnote_digit", "C9")]


def test_a_broken_formula_is_told_once_even_where_it_was_read_as_a_value():
    cells = {
        (1, 1): Cell(1, 1, "#REF!", CellKind.ERROR),
        (1, 2): Cell(1, 2, "", CellKind.FORMULA, formula="=SUM(C1)"),
        (1, 3): Cell(1, 3, "#N/A", CellKind.ERROR),
    }
    reading = SheetReading(Sheet("পাতা", cells))
    reading.value([cells[1, 1]], Unit.NUMBER)
    reading.take(cells[1, 3])
    assert told(reading) == [("warning", "spreadsheet_error", address) for address in ("A1", "B1", "C1")]
