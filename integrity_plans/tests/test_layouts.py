"""The industries plan in other layouts: whatever columns it has, what they hold is read the same."""

from dataclasses import replace

import pytest

from integrity_plans.kind import INTEGRITY
from official_forms.grid import Cell
from plan_tree.problems import Severity
from plan_tree.terms import OtherYearSort
from sheets.tests.facts import differences
from sheets.tests.golden import sheet_of
from sheets.tests.marking import lost_marks, with_marks
from sheets.tests.relaying import Extra, filled_down, moved, relaid, rewritten, without_rows

NAME = "industries-nis-2020-21"
HEADER, BODY = range(3, 5), 6
ACTIVITY, INDICATOR, WEIGHT, UNIT, POST, ANNUAL, LINE, Q1, Q2, Q3, Q4, TOTAL, MARKS, REMARK = range(1, 15)
ALL = tuple(range(1, 15))
BASELINE = Extra("ভিত্তি বছর ২০১৯-২০২০", ANNUAL, lambda cell: f"{cell.row}")


@pytest.fixture(scope="module")
def plan():
    return read_sheet(sheet_of(NAME))


def read_sheet(sheet):
    form = INTEGRITY.recognise(sheet)
    assert form is not None
    return INTEGRITY.read(sheet, form)


def laid_out(order, **options):
    return relaid(sheet_of(NAME), order, header=HEADER, body=BODY, **options)


def kinds(differing):
    """What differs, whatever the indicator."""
    return {fact[1:] for fact in differing}


@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize(
    ("order", "missing"),
    [
        (ALL, set()),
        ((*ALL[:5], BASELINE, *ALL[5:]), set()),
        ((ACTIVITY, INDICATOR, UNIT, POST, BASELINE, ANNUAL, LINE, Q1, Q2, Q3, Q4, REMARK), {("weight",)}),
        (
            (ACTIVITY, INDICATOR, UNIT, POST, BASELINE, ANNUAL, LINE, Q1, Q2, Q3, Q4, TOTAL, MARKS, REMARK),
            {("weight",)},
        ),
        (ALL[:13], {("remark",)}),
        (tuple(column for column in ALL if column not in (TOTAL, MARKS)), set()),
        (tuple(column for column in ALL if column not in (LINE, TOTAL, MARKS)), set()),
        ((ACTIVITY, INDICATOR, WEIGHT, UNIT, Q1, Q2, Q3, Q4), {("responsible",), ("annual",), ("remark",)}),
        ((ACTIVITY, INDICATOR, UNIT, POST, ANNUAL, WEIGHT, LINE, Q4, Q3, Q2, Q1, REMARK, MARKS, TOTAL), set()),
    ],
    ids=["14", "15", "12 as 2017-18", "14 with a baseline", "13", "12", "11", "8", "14 in another order"],
)
def test_every_column_a_layout_has_is_read_as_in_the_official_one(plan, order, missing, numbered):
    found = read_sheet(laid_out(order, numbered=numbered))
    assert kinds(differences(plan, found)) == missing
    assert not any(problem.severity is Severity.ERROR for problem in found.problems)


@pytest.mark.parametrize(
    "order",
    [
        ALL,
        (*ALL[:5], BASELINE, *ALL[5:]),
        (ACTIVITY, INDICATOR, WEIGHT, UNIT, Q1, Q2, Q3, Q4),
        (*ALL, Extra("প্রমাণক", INDICATOR, lambda cell: "ছবি")),
    ],
    ids=["14", "15", "8", "with a column of evidence"],
)
def test_nothing_of_any_layout_is_lost(order):
    """A word added to any cell below the header turns up in the draft or in a problem at that cell."""
    marked = with_marks(laid_out(order), lambda cell: cell.row >= BODY)
    assert lost_marks(marked, read_sheet(marked.sheet)) == []


def test_a_baseline_is_read_as_a_value_of_another_year(plan):
    found = read_sheet(laid_out((*ALL[:5], BASELINE, *ALL[5:])))
    baselines = [year for row in found.indicators for year in row.other_years]
    assert [year.value.text for year in baselines] == [row.cell("annual")[1:] for row in plan.indicators]
    assert {(year.sort, year.cell[0]) for year in baselines} == {(OtherYearSort.BASELINE, "F")}
    assert [problem.code for problem in found.problems] == [problem.code for problem in plan.problems]


def test_a_form_without_weights_says_so_once():
    found = read_sheet(laid_out(tuple(column for column in ALL if column != WEIGHT)))
    codes = [problem.code for problem in found.problems]
    assert codes.count("no_weights") == 1
    assert "weight_missing" not in codes


def test_a_weight_left_out_is_told_at_the_empty_cell(plan):
    found = read_sheet(rewritten(sheet_of(NAME), {"C9": ""}))
    assert [(problem.code, problem.cell) for problem in found.problems if "weight" in problem.code] == [
        ("weight_missing", "C9")
    ]
    assert kinds(differences(plan, found)) == {("weight",)}


def test_an_unknown_column_is_told_with_its_heading_and_each_of_its_cells():
    found = read_sheet(laid_out((*ALL, Extra("প্রমাণক", INDICATOR, lambda cell: "ছবি"))))
    told = [problem for problem in found.problems if problem.cell.startswith("O")]
    assert [problem.code for problem in told] == ["column_unknown", *["not_understood"] * 37]


@pytest.mark.parametrize(("rows", "columns"), [(3, 0), (0, 2), (7, 3)])
def test_empty_rows_and_columns_before_the_form_change_nothing(plan, rows, columns):
    assert differences(plan, read_sheet(moved(sheet_of(NAME), rows, columns))) == {}


@pytest.mark.parametrize("row", [3, 4, 5])
def test_a_header_that_lost_a_row_is_still_read(plan, row):
    assert differences(plan, read_sheet(without_rows(sheet_of(NAME), row))) == {}


@pytest.mark.parametrize("address", [f"{column}5" for column in "ACGKN"])
def test_a_damaged_number_shifts_no_column_and_is_told(plan, address):
    found = read_sheet(rewritten(sheet_of(NAME), {address: "xx"}))
    assert differences(plan, found) == {}
    assert ("not_understood", address) in [(problem.code, problem.cell) for problem in found.problems]


@pytest.mark.parametrize("address", ["A3", "B3", "C3", "D3", "E3", "F3", "G4", "H4", "K4", "L4", "M4", "N3"])
def test_a_damaged_heading_is_read_by_its_place_and_told(plan, address):
    found = read_sheet(rewritten(sheet_of(NAME), {address: "xxxx"}))
    assert differences(plan, found) == {}
    assert ("heading_by_place", address) in [(problem.code, problem.cell) for problem in found.problems]


SPELLED = {
    "A3": "কার্যত্রমের নাম",
    "B3": "কর্মসম্পাদন সুচক",
    "C3": "সুচকএর মান",
    "E3": "বাস্তবায়নেদায়িত্বপ্রাপ্ত ব্যাক্তি/পদ",
    "F3": "২০২০-২০২১ অর্থবছরের লক্ষমাত্রা",
    "G4": "লক্ষমাত্রা/ প্রকৃত অর্জন",
    "H4": "১ম কোয়াটার জুলাই২০- সেপ্টেম্বর২০",
    "I4": "২য় ত্রৈমাসিক",
    "J4": "জানুয়ারি-মার্চ",
    "K4": "চতুর্থ কোয়াটার",
    "N3": "মন্তব",
}


@pytest.mark.parametrize("numbered", [True, False])
def test_headings_in_other_spellings_are_read_the_same(plan, numbered):
    spelled = rewritten(sheet_of(NAME), SPELLED)
    found = read_sheet(spelled if numbered else without_rows(spelled, 5))
    assert differences(plan, found) == {}


def test_numbers_of_2018_19_which_skip_13_shift_no_column(plan):
    assert differences(plan, read_sheet(rewritten(sheet_of(NAME), {"M5": "১৪", "N5": "১৫"}))) == {}


def test_cells_filled_down_instead_of_merged_are_read_once(plan):
    assert differences(plan, read_sheet(filled_down(sheet_of(NAME), BODY))) == {}


def test_unmerged_cells_are_read_the_same(plan):
    assert differences(plan, read_sheet(replace(sheet_of(NAME), merged=()))) == {}


def test_a_column_of_quarters_may_be_two_one_for_each_line(plan):
    """লক্ষ্যমাত্রা and অর্জন as columns under every quarter, one row for an indicator."""
    official = sheet_of(NAME)
    cells = {}
    for cell in official.cells.values():
        if cell.column < LINE or cell.row < HEADER.start:
            cells[cell.position] = cell
        elif cell.row >= BODY and Q1 <= cell.column <= Q4:
            is_target = official.cells.get((cell.row, LINE), cell).text == "লক্ষ্যমাত্রা"
            row, column = (cell.row, 2 * cell.column - 9) if is_target else (cell.row - 1, 2 * cell.column - 8)
            cells[row, column] = replace(cell, row=row, column=column)
    for quarter, name in enumerate(("১ম কোয়ার্টার", "২য় কোয়ার্টার", "৩য় কোয়ার্টার", "৪র্থ কোয়ার্টার")):
        cells[3, 7 + 2 * quarter] = Cell(3, 7 + 2 * quarter, name)
        cells[4, 7 + 2 * quarter] = Cell(4, 7 + 2 * quarter, "লক্ষ্যমাত্রা")
        cells[4, 8 + 2 * quarter] = Cell(4, 8 + 2 * quarter, "অর্জন")
    merged = tuple(
        replace(official.merged[0], first_row=3, last_row=3, first_column=column, last_column=column + 1)
        for column in (7, 9, 11, 13)
    )
    cells = {position: cell for position, cell in cells.items() if position[0] != 5}
    found = read_sheet(replace(official, cells=cells, merged=merged))
    assert kinds(differences(plan, found)) == {("remark",)}
