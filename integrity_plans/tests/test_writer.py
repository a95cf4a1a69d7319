"""Writing the integrity form: what a ministry sees when it opens the workbook."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from cell_values.text import normalise
from integrity_plans.kind import INTEGRITY
from plans.models import Plan
from plans.queries.scorecards import stored_scorecard
from sheets.form_writing import write_official_form
from sheets.tests.golden import FIXTURES, sheet_of

NAME = "industries-nis-2020-21"


@pytest.fixture(scope="module")
def draft():
    official = sheet_of(NAME)
    return INTEGRITY.read(official, INTEGRITY.recognise(official))


@pytest.fixture(scope="module")
def sheet(draft):
    return load_workbook(BytesIO(write_official_form(INTEGRITY.form, draft, None, 4))).active


@pytest.fixture(scope="module")
def official():
    return load_workbook(FIXTURES / f"{NAME}.xlsx").active


def texts(sheet, rows):
    """The text cells of some rows, address -> text."""
    cells = (cell for row in sheet.iter_rows(min_row=rows.start, max_row=rows.stop - 1) for cell in row)
    return {cell.coordinate: normalise(cell.value) for cell in cells if isinstance(cell.value, str)}


def test_titles_header_and_numbered_row_are_those_of_the_official_workbook(sheet, official):
    assert texts(sheet, range(1, 6)) == texts(official, range(1, 6))


def test_every_text_stands_where_the_official_workbook_has_it(sheet, official):
    ours, theirs = texts(sheet, range(6, 93)), texts(official, range(6, 93))
    assert {at: text for at, text in ours.items() if theirs.get(at) != text} == {}
    plain = set(theirs) - set(ours)  # dates and numbers the official workbook keeps as text
    assert all(sheet[at].value is not None for at in plain)


def test_cells_are_merged_as_in_the_official_workbook(sheet, official):
    assert set(map(str, sheet.merged_cells.ranges)) == set(map(str, official.merged_cells.ranges))


def test_columns_are_as_wide_as_a_ministry_makes_them(sheet, official):
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDEFGHIJKLMN"]
    assert all(
        width >= official.column_dimensions[letter].width
        for width, letter in zip(widths, "ABCDEFGHIJKLMN", strict=True)
    )


def test_numbers_stay_numbers(sheet):
    assert (sheet["C7"].value, sheet["F7"].value, sheet["H7"].value) == (2, 4, 1)
    assert sheet["H7"].number_format == "[$-5000845]0"


def test_header_is_frozen_and_printed_on_every_page(sheet):
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("B6", "$3:$5")


def test_without_a_scorecard_the_office_s_own_claims_stand_in_columns_12_and_13(draft):
    claiming = draft.with_indicators(lambda row: replace(row, claimed_total="৩টি", claimed_marks=Decimal("1.5")))
    sheet = load_workbook(BytesIO(write_official_form(INTEGRITY.form, claiming, None, 4))).active
    assert (sheet["L8"].value, sheet["M8"].value) == ("৩টি", 1.5)
    assert sheet.max_row == 92


def test_achievements_after_the_quarter_are_left_out(draft):
    reported = draft.with_indicators(
        lambda row: replace(
            row, quarters={q: replace(each, achievement=each.target) for q, each in row.quarters.items()}
        )
    )
    sheet = load_workbook(BytesIO(write_official_form(INTEGRITY.form, reported, None, 2))).active
    assert [sheet[f"{column}8"].value for column in "HIJK"] == [1, 1, None, None]
    assert [sheet[f"{column}7"].value for column in "HIJK"] == [1, 1, 1, 1]


@pytest.mark.django_db
def test_marks_of_the_scorecard_stand_in_columns_12_and_13_and_a_line_says_so(industries: Plan, draft):
    scorecard = stored_scorecard(industries.reports.get(quarter=1))
    sheet = load_workbook(BytesIO(write_official_form(INTEGRITY.form, draft, scorecard, 1))).active
    assert (sheet["M8"].value, sheet["M8"].number_format) == (0, "[$-5000845]0.00")
    assert sheet["M22"].value is None  # 3.1 is due in the fourth quarter
    assert sheet["A94"].value.startswith("হিসাবকৃত নম্বর · নীতি: শুদ্ধাচার ২০২০-২১ · ১ম কোয়ার্টার")
    assert all(cell.value is None for cell in sheet[93])  # what touches the table would belong to its last row
