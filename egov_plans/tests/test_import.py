"""Owns the proof that every value of the official e-governance form is stored as its cells print it."""

import re
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from cell_values.text import normalise
from cell_values.value import ValueState
from plans.models import Activity, Area, Indicator
from plans.tests.factories import LABOUR, workbook

DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")
NUMBERED = re.compile(r"\[([০-৯.]+)\]\s*(.*)", re.DOTALL)


def printed(content):
    """What a raw cell holds, as text."""
    return "" if content is None else normalise(str(content))


@pytest.fixture(scope="module")
def contents():
    sheet = openpyxl.load_workbook(workbook(LABOUR)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=8, max_row=20)]


def numbered(contents, column):
    """Printed number → title, for the numbered cells of a column."""
    found = (NUMBERED.match(str(row[column])) for row in contents if row[column])
    return {match[1].translate(DIGITS): printed(match[2]) for match in found}


def stored_rows(plan):
    rows = Indicator.objects.filter(activity__area__plan=plan).select_related("activity__area")
    return {row.number: row for row in rows.prefetch_related("graded_targets", "cells")}


def test_areas_activities_and_indicators_are_those_printed(labour, contents):
    areas, activities = Area.objects.filter(plan=labour), Activity.objects.filter(area__plan=labour)
    assert {area.number: area.title for area in areas} == numbered(contents, 1)
    assert {activity.number: activity.title for activity in activities} == numbered(contents, 3)
    assert {number: row.title for number, row in stored_rows(labour).items()} == numbered(contents, 4)
    assert len(stored_rows(labour)) == 13


def test_weights_of_areas_are_kept_as_printed_though_they_do_not_add_up(labour):
    assert [area.weight for area in labour.areas.all()] == [35, 15]
    sums = [sum(row.weight for row in Indicator.objects.filter(activity__area=area)) for area in labour.areas.all()]
    assert sums == [29, 21]


def test_every_value_is_kept_as_printed(labour, contents):
    rows = stored_rows(labour)
    for raw in contents:
        row = rows[NUMBERED.match(raw[4])[1].translate(DIGITS)]
        assert (row.unit_text, row.weight) == (printed(raw[5]), Decimal(str(raw[6])))
        ladder = {graded.percent: graded.target.text for graded in row.graded_targets.all()}
        assert ladder == {100: printed(raw[7]), 80: printed(raw[8]), 60: printed(raw[9])}
        cells = {cell.quarter: cell for cell in row.cells.all()}
        assert cells[1].achievement.text == printed(raw[10])
        assert all(cells[quarter].achievement.is_blank for quarter in (2, 3, 4))
        assert all(cell.target.is_blank for cell in cells.values())


@pytest.mark.parametrize(
    ("number", "state", "quantity", "dates"),
    [
        ("1.1.1", ValueState.NONE, None, ()),
        ("1.4.1", ValueState.GIVEN, None, (date(2021, 8, 25),)),
        ("1.5.1", ValueState.GIVEN, 90, ()),
        ("1.6.1", ValueState.GIVEN, 1, ()),
        ("2.1.1", ValueState.WORDS, None, ()),
        ("2.1.2", ValueState.WORDS, None, ()),
    ],
)
def test_the_first_quarter_is_understood_as_anybody_reads_it(labour, number, state, quantity, dates):
    (cell,) = (cell for cell in stored_rows(labour)[number].cells.all() if cell.quarter == 1)
    assert (cell.achievement.state, cell.achievement.quantity, cell.achievement.dates) == (state, quantity, dates)


def test_what_the_office_claims_stands_beside_the_quarter_it_reports(labour):
    claims = {report.quarter: report.claimed_obtained for report in labour.reports.all()}
    assert claims == {1: 17, 2: None, 3: None, 4: None}
    assert labour.reports.get(quarter=1).claimed_total == 50


def test_a_date_target_in_a_row_of_numbers_is_a_date_all_the_same(labour):
    row = stored_rows(labour)["2.2.5"]
    assert [graded.target.dates for graded in row.graded_targets.all()] == [
        (date(2022, 5, 30),),
        (date(2022, 6, 30),),
        (),
    ]
