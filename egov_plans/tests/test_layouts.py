"""The labour plan in other layouts: whatever columns it has, what they hold is read the same."""

from dataclasses import replace

import pytest

from egov_plans.kind import EGOV
from plan_tree.problems import Severity
from sheets.tests.facts import differences, facts
from sheets.tests.golden import sheet_of
from sheets.tests.marking import lost_marks, with_marks
from sheets.tests.relaying import Extra, filled_down, moved, relaid, rewritten, without_rows

NAME = "labour-egov-2021-22-q1"
HEADER, BODY = range(4, 7), 8
SERIAL, AREA, AREA_WEIGHT, ACTIVITY, INDICATOR, UNIT, WEIGHT, FULL, GOOD, FAIR, PROGRESS = ALL = tuple(range(1, 12))
VERY_GOOD = Extra("অতি উত্তম ৯০%", FULL, lambda cell: "" if cell.row > 20 else "৩")
LOWEST = Extra("চলতি মানের নিম্নে", FAIR, lambda cell: "" if cell.row > 20 else "১")
SECOND = Extra("২য় ত্রৈমাসিক অগ্রগতি", PROGRESS, lambda cell: "২" if cell.row == 13 else "")
REMARK = Extra("মন্তব্য", INDICATOR, lambda cell: f"প্রমাণক {cell.row}")


@pytest.fixture(scope="module")
def plan():
    return read_sheet(sheet_of(NAME))


def read_sheet(sheet):
    form = EGOV.recognise(sheet)
    assert form is not None
    return EGOV.read(sheet, form)


def laid_out(order, **options):
    return relaid(sheet_of(NAME), order, header=HEADER, body=BODY, **options)


def kinds(differing):
    return {fact[1:] for fact in differing}


@pytest.mark.parametrize("numbered", [True, False])
@pytest.mark.parametrize(
    ("order", "missing"),
    [
        (ALL, set()),
        ((SERIAL, AREA, ACTIVITY, INDICATOR, UNIT, WEIGHT, FULL, GOOD, FAIR, PROGRESS), {("weight",)}),
        ((*ALL[:10], SECOND, PROGRESS), {("q2", "achievement")}),
        ((*ALL, REMARK), {("remark",)}),
        (ALL[:10], {("q1", "achievement"), ("obtained",), ("total",)}),
        ((SERIAL, ACTIVITY, INDICATOR, AREA, AREA_WEIGHT, WEIGHT, UNIT, PROGRESS, FAIR, GOOD, FULL), set()),
    ],
    ids=["11", "no area weight", "two quarters", "remarks", "no progress", "another order"],
)
def test_every_column_a_layout_has_is_read_as_in_the_official_one(plan, order, missing, numbered):
    found = read_sheet(laid_out(order, numbered=numbered))
    assert kinds(differences(plan, found)) == missing


@pytest.mark.parametrize(
    "order",
    [ALL, (*ALL, REMARK), (*ALL[:10], SECOND, PROGRESS), (*ALL[:8], VERY_GOOD, *ALL[8:10], LOWEST, PROGRESS), ALL[:10]],
    ids=["11", "12", "two quarters", "five grades", "no progress"],
)
def test_nothing_of_any_layout_is_lost(order):
    """A word added to any cell below the header turns up in the draft or in a problem at that cell."""
    marked = with_marks(laid_out(order), lambda cell: cell.row >= BODY)
    assert lost_marks(marked, read_sheet(marked.sheet)) == []


def test_a_form_without_serials_is_read_the_same(plan):
    """The labels of the totals stand in the column of serials, so these rows are left out."""
    found = read_sheet(without_rows(laid_out(ALL[1:]), 21, 22))
    assert kinds(differences(plan, found)) == {("obtained",), ("total",)}


def test_five_grades_have_the_percents_of_their_ladder():
    sheet = without_rows(laid_out((*ALL[:8], VERY_GOOD, *ALL[8:10], LOWEST, PROGRESS)), 6)
    found = read_sheet(sheet)
    assert {tuple(grade.percent for grade in row.grades) for row in found.indicators} == {(100, 90, 80, 70, 60)}
    assert found.indicators[5].grades[1].target.quantity == 3


def test_one_target_without_grades_is_that_of_full_marks(plan):
    order = (*ALL[:7], Extra("লক্ষ্যমাত্রা ২০২১-২২", FULL, lambda cell: cell.text if cell.row < 21 else ""), PROGRESS)
    found = read_sheet(without_rows(laid_out(order), 5, 6))
    assert [row.annual for row in found.indicators] == [row.annual for row in plan.indicators]
    assert {tuple(grade.percent for grade in row.grades) for row in found.indicators} == {(100,)}


def test_remarks_posts_marks_and_baselines_come_along():
    columns = [
        Extra("মন্তব্য", INDICATOR, lambda cell: "ঐ"),
        Extra("অর্জিত নম্বর", INDICATOR, lambda cell: "২.৫"),
        Extra("দায়িত্বপ্রাপ্ত কর্মকর্তা", INDICATOR, lambda cell: "সিস্টেম এনালিস্ট"),
        Extra("ভিত্তিবছর ২০২০-২১", INDICATOR, lambda cell: "৩"),
    ]
    found = read_sheet(laid_out((*ALL, *columns)))
    row = found.indicators[0]
    (baseline,) = row.other_years
    assert (row.remark, str(row.claimed_marks), baseline.value.text) == ("ঐ", "2.5", "৩")
    assert row.responsible == "সিস্টেম এনালিস্ট"


@pytest.mark.parametrize(
    ("heading", "quarter"),
    [
        ("বাস্তবায়ন অগ্রগতি (জুলাই ২০২১-ডিসেম্বর ২০২১)", 2),
        ("৩য় ত্রৈমাসিক পর্যন্ত ক্রমপুঞ্জিত অগ্রগতি", 3),
        ("প্রকৃত অর্জন ৩০ জুন ২০২২ পর্যন্ত", 4),
    ],
)
def test_progress_to_date_is_the_latest_quarters(plan, heading, quarter):
    found = read_sheet(rewritten(sheet_of(NAME), {"K4": heading, "A3": "ই-গভর্ন্যান্স ও উদ্ভাবন কর্মপরিকল্পনা ২০২১-২২"}))
    assert found.reported_quarter == quarter
    expected = [row.achievement(1) for row in plan.indicators]
    assert [row.achievement(quarter) for row in found.indicators] == expected
    assert ("year_to_date", "K4") in [(problem.code, problem.cell) for problem in found.problems]


@pytest.mark.parametrize(("rows", "columns"), [(3, 0), (0, 2), (7, 3)])
def test_empty_rows_and_columns_before_the_form_change_nothing(plan, rows, columns):
    assert differences(plan, read_sheet(moved(sheet_of(NAME), rows, columns))) == {}


@pytest.mark.parametrize("row", [5, 6, 7])
def test_a_header_that_lost_a_row_is_still_read(plan, row):
    assert differences(plan, read_sheet(without_rows(sheet_of(NAME), row))) == {}


def test_a_header_that_lost_its_first_row_asks_for_the_quarter_and_reads_the_rest():
    sheet = without_rows(rewritten(sheet_of(NAME), {"A3": "কর্মপরিকল্পনা ২০২১-২২"}), 4)
    found = read_sheet(sheet)
    assert ("quarter_unknown", "K7") in [(problem.code, problem.cell) for problem in found.problems]
    assert len(found.indicators) == 13


@pytest.mark.parametrize("address", ["A4", "B4", "C4", "D4", "E4", "F4", "G4", "H5", "I5", "J5"])
def test_a_damaged_heading_is_read_by_its_place_and_told(plan, address):
    found = read_sheet(rewritten(sheet_of(NAME), {address: "xxxx"}))
    assert differences(plan, found) == {}
    assert ("heading_by_place", address) in [(problem.code, problem.cell) for problem in found.problems]


SPELLED = {
    "A4": "ক্রমিক নং",
    "B4": "কর্মসম্পাদন ক্ষেত্র (Area)",
    "D4": "কার্যত্রম",
    "E4": "কর্মসম্পাদন সুচক",
    "G4": "কর্মসম্পাদন সুচকের মান",
    "H5": "অসাধারন",
    "J5": "চলতিমান",
    "K4": "১ম কোয়াটারের অগ্রগতি",
}


@pytest.mark.parametrize("numbered", [True, False])
def test_headings_in_other_spellings_are_read_the_same(plan, numbered):
    spelled = rewritten(sheet_of(NAME), SPELLED)
    found = read_sheet(spelled if numbered else without_rows(spelled, 7))
    assert differences(plan, found) == {}


def test_cells_filled_down_instead_of_merged_are_read_once(plan):
    assert differences(plan, read_sheet(filled_down(sheet_of(NAME), BODY))) == {}


def test_unmerged_cells_are_read_the_same(plan):
    assert differences(plan, read_sheet(replace(sheet_of(NAME), merged=()))) == {}


def test_without_any_number_the_places_give_the_same_ones(plan):
    """Every inferred number is told at its cell."""
    sheet = sheet_of(NAME)
    bare = {cell.address: cell.text.partition("] ")[2] for cell in sheet.cells.values() if cell.text.startswith("[")}
    found = read_sheet(rewritten(sheet, bare))
    assert set(facts(found)) == set(facts(plan))
    assert differences(plan, found) == {}
    told = {problem.cell for problem in found.problems if problem.code == "number_inferred"}
    assert told == {address for address in bare if address[0] != "B"}


def test_without_a_column_of_areas_they_are_told_by_their_activities():
    found = read_sheet(laid_out(tuple(column for column in ALL if column not in (AREA, AREA_WEIGHT))))
    assert [(area.number, area.title, len(area.indicators)) for area in found.areas] == [("1", "", 6), ("2", "", 7)]
    assert [problem.code for problem in found.problems if problem.severity is Severity.WARNING].count(
        "area_missing"
    ) == 2
