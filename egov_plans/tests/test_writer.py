"""Writing the e-governance form: what a ministry sees when it opens the workbook."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from cell_values.text import normalise
from cell_values.value import Unit
from egov_plans.kind import EGOV
from plan_tree.tree import Claimed, GradeNode, QuarterNode
from plans.queries.scorecards import stored_scorecard
from plans.tests.factories import typed
from sheets.form_writing import write_official_form
from sheets.tests.golden import FIXTURES, sheet_of

NAME = "labour-egov-2021-22-q1"


@pytest.fixture(scope="module")
def draft():
    official = sheet_of(NAME)
    return EGOV.read(official, EGOV.recognise(official))


@pytest.fixture(scope="module")
def official():
    return load_workbook(FIXTURES / f"{NAME}.xlsx").active


def sheet_of_form(draft, scorecard=None, through=1):
    return load_workbook(BytesIO(write_official_form(EGOV.form, draft, scorecard, through))).active


def texts(sheet, first, last):
    cells = (cell for row in sheet.iter_rows(min_row=first, max_row=last) for cell in row)
    return {cell.coordinate: normalise(cell.value) for cell in cells if isinstance(cell.value, str)}


def header(sheet):
    return [[cell.value for cell in row if cell.value] for row in sheet.iter_rows(min_row=4, max_row=7)]


def test_header_and_numbered_row_are_those_of_the_official_workbook(draft, official):
    ours, theirs = texts(sheet_of_form(draft), 4, 7), texts(official, 4, 7)
    assert ours | {"H4": theirs["H4"]} == theirs
    assert (ours["H4"], theirs["H4"]) == ("লক্ষ্যমাত্রা ২০২১-২০২২",) * 2


def test_rows_stand_where_the_official_workbook_has_them(draft, official):
    ours, theirs = texts(sheet_of_form(draft), 8, 22), texts(official, 8, 22)
    assert {at: text for at, text in ours.items() if theirs.get(at) != text} == {}


def test_cells_are_merged_as_in_the_official_workbook(draft, official):
    ours, theirs = (set(map(str, sheet.merged_cells.ranges)) for sheet in (sheet_of_form(draft), official))
    assert ours - theirs == {"A21:J21", "A22:J22"}
    assert theirs - ours == set()


def test_percents_and_dates_are_real(draft):
    sheet = sheet_of_form(draft)
    assert (sheet["H12"].value, sheet["H12"].number_format) == (0.8, "[$-5000845]0%")
    assert sheet["H8"].is_date


def test_every_reported_quarter_has_its_column(draft):
    def with_third(row):
        return replace(row, quarters={**row.quarters, 3: QuarterNode(achievement=typed("২", row.unit))})

    sheet = sheet_of_form(draft.with_indicators(with_third), through=4)
    assert header(sheet)[0][-2:] == [f"{name} ত্রৈমাসিক বাস্তবায়ন অগ্রগতি (প্রযোজ্য ক্ষেত্রে)" for name in ("১ম", "৩য়")]
    assert len(header(sheet)[3]) == 12
    assert len(header(sheet_of_form(draft.with_indicators(with_third), through=2))[3]) == 11


def test_a_plan_nobody_reported_on_has_the_column_of_its_quarter(draft):
    empty = draft.with_indicators(lambda row: replace(row, quarters={}))
    assert header(sheet_of_form(empty, through=2))[0][-1].startswith("২য় ত্রৈমাসিক")


@pytest.mark.parametrize(
    ("percents", "names", "shown"),
    [
        ((100,), ["অসাধারণ"], ["১০০%"]),
        (
            (100, 90, 80, 70, 60),
            ["অসাধারণ", "অতি উত্তম", "উত্তম", "চলতি মান", "চলতি মানের নিম্নে"],
            ["১০০%", "৯০%", "৮০%", "৭০%", "৬০%"],
        ),
        ((100, 75), ["গ্রেড ১", "গ্রেড ২"], ["১০০%", "৭৫%"]),
    ],
)
def test_grades_are_named_on_the_ladders_the_form_knows(draft, percents, names, shown):
    grades = tuple(GradeNode(Decimal(percent), typed("৪", Unit.NUMBER)) for percent in percents)
    sheet = sheet_of_form(draft.with_indicators(lambda row: replace(row, grades=grades)))
    assert header(sheet)[1:3] == [names, shown]


def test_without_a_scorecard_the_office_s_own_totals_stand_below(draft):
    sheet = sheet_of_form(draft)
    assert [(sheet[f"A{row}"].value, sheet[f"K{row}"].value) for row in (21, 22)] == [
        ("মোট নম্বর:", 50),
        ("প্রাপ্ত নম্বর:", 17),
    ]
    assert sheet_of_form(replace(draft, claimed=Claimed())).max_row == 20


@pytest.mark.django_db
def test_totals_of_the_scorecard_stand_below_and_a_line_says_so(labour, draft):
    sheet = sheet_of_form(draft, stored_scorecard(labour.reports.get(quarter=1)))
    assert (sheet["K21"].value, sheet["K22"].value) == (50, 11)
    assert sheet["A24"].value == "হিসাবকৃত নম্বর · নীতি: ই-গভর্ন্যান্স ২০২১-২২ · ১ম কোয়ার্টার পর্যন্ত ৫০-এর মধ্যে ১১.০০"
