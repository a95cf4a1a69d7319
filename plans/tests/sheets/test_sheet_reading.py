"""The record of a sheet being read."""

from decimal import Decimal

from plans.problems import Severity
from plans.sheets.grid import Cell, CellKind, Sheet
from plans.sheets.sheet_reading import SheetReading
from plans.sheets.table import find_table
from plans.tests.sheets.building import sheet
from plans.values.value import State, Unit

NUMBERED = [str(number) for number in range(1, 9)]


def told(reading):
    return [(problem.severity.value, problem.code, problem.cell) for problem in reading.problems()]


def test_cells_nobody_took_are_told_with_their_text():
    reading = SheetReading(sheet([["নেওয়া", "না নেওয়া"]]))
    assert reading.take_at(1, 1).text == "নেওয়া"
    (problem,) = reading.problems()
    assert (problem.code, problem.cell, problem.sheet, problem.severity) == (
        "not_understood",
        "B1",
        "পাতা",
        Severity.NOTICE,
    )
    assert "না নেওয়া" in problem.sentence.bn


def test_a_long_leftover_is_quoted_in_part():
    (problem,) = SheetReading(sheet([["ক" * 500]])).problems()
    assert len(problem.sentence.bn) < 200


def test_nothing_stands_at_an_empty_position_or_in_a_missing_column():
    reading = SheetReading(sheet([["ক"]]))
    assert reading.take_at(1, 2) is None
    assert reading.take_at(1, None) is None
    assert reading.take(None) == ""


def test_the_frame_of_a_form_is_understood():
    form = sheet([["ক"] * 8, NUMBERED, ["১.১ সভা"], [], ["৩"], [], ["ক"] * 8, NUMBERED])
    reading = SheetReading(form)
    reading.take_frame(find_table(form))
    assert told(reading) == [("notice", "not_understood", "A3")]


def test_a_value_is_read_in_its_unit_and_its_doubts_stand_at_its_cell():
    reading = SheetReading(sheet([["৩০/০৯/২০২০", "৩১/০২/২০২০"]]))
    good, bad = (reading.value([reading.sheet.cells[1, column]], Unit.NUMBER) for column in (1, 2))
    assert (good.cell, good.value.dates[0].isoformat()) == ("A1", "2020-09-30")
    assert (bad.cell, bad.value.state, bad.value.text) == ("B1", State.UNREADABLE, "৩১/০২/২০২০")
    assert told(reading) == [("warning", "unit_differs", "A1"), ("warning", "impossible_date", "B1")]


def test_a_value_continued_in_a_second_cell_is_read_as_one():
    reading = SheetReading(sheet([["২৫/০৩/২০২১,"], ["১০/০৬/২০২১"]]))
    placed = reading.value(reading.sheet.cells.values(), Unit.DATE)
    assert (placed.cell, len(placed.value.dates), told(reading)) == ("A1", 2, [])


def test_no_cells_make_a_blank_value_without_a_place():
    placed = SheetReading(sheet([])).value([], Unit.NUMBER)
    assert (placed.value.is_blank, placed.cell) == (True, "")


def test_a_number_is_read_or_told_at_its_cell():
    reading = SheetReading(sheet([]))
    assert reading.number("৬.৫", "C7", "weight_unreadable", Severity.ERROR) == Decimal("6.5")
    assert reading.number("", "C8", "weight_unreadable", Severity.ERROR) is None
    assert reading.number("৬.০০2", "C9", "weight_unreadable", Severity.ERROR) is None
    assert told(reading) == [("error", "weight_unreadable", "C9")]


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
