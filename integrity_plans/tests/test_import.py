"""Owns the proof that every value of the official integrity form is stored as its cells print it."""

import re
from datetime import date
from decimal import Decimal
from itertools import pairwise

import openpyxl
import pytest

from cell_values.text import normalise
from cell_values.value import ValueState
from plans.models import Area, Indicator
from plans.tests.factories import INDUSTRIES, workbook

TARGETS = "লক্ষ্যমাত্রা"
FIRST_QUARTER = 8  # printed column, which here is the column of the sheet
DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")


def printed(content):
    """What a raw cell holds, as text."""
    return "" if content is None else normalise(str(content))


@pytest.fixture(scope="module")
def sheet():
    return openpyxl.load_workbook(workbook(INDUSTRIES)).active


@pytest.fixture(scope="module")
def rows(sheet):
    """Printed number of an activity → its two rows of raw contents, targets above achievements."""
    contents = [[cell.value for cell in row] for row in sheet.iter_rows()]
    pairs = pairwise(contents)
    return {number_of(upper[0]): (upper, lower) for upper, lower in pairs if upper[6] == TARGETS}


def number_of(content):
    return re.match(r"[০-৯.]+", str(content))[0].rstrip(".").translate(DIGITS)


def stored_rows(plan):
    rows = Indicator.objects.filter(activity__area__plan=plan).select_related("activity__area")
    return {row.number: row for row in rows.prefetch_related("graded_targets", "cells")}


def test_every_printed_row_is_stored_and_no_other(industries, rows):
    assert len(rows) == 37
    assert set(stored_rows(industries)) == set(rows)


def test_words_weights_and_posts_are_those_of_their_cells(industries, rows):
    for number, row in stored_rows(industries).items():
        upper, _ = rows[number]
        title = printed(upper[0]).split(" ", 1)[1]
        assert (row.activity.title, row.title) == (title, printed(upper[1]))
        assert row.weight == Decimal(str(upper[2]))
        assert (row.unit_text, row.responsible) == (printed(upper[3]), printed(upper[4]))
        assert row.remark == printed(upper[13])


def test_every_target_is_kept_as_printed(industries, rows):
    for number, row in stored_rows(industries).items():
        upper, lower = rows[number]
        assert row.annual.text == printed(upper[5]), number
        for cell in row.cells.all():
            column = FIRST_QUARTER - 2 + cell.quarter
            assert cell.target.text == printed(upper[column]), (number, cell.quarter)
            assert cell.achievement.text == printed(lower[column]), (number, cell.quarter)


def test_plain_numbers_and_dates_are_understood_as_anybody_reads_them(industries, rows):
    checked = 0
    for row in stored_rows(industries).values():
        for value in (row.annual, *(cell.target for cell in row.cells.all())):
            text = value.text.translate(DIGITS)
            if re.fullmatch(r"\d+(\.\d+)?%?", text):
                assert value.quantity == Decimal(text.rstrip("%"))
                checked += 1
            if re.fullmatch(r"\d{1,2}/\d{1,2}/\d{4}", text):
                day, month, year = map(int, text.split("/"))
                assert value.dates == (date(year, month, day),)
                checked += 1
    assert checked > 100


def test_nothing_printed_was_left_unread(industries):
    values = [cell.target for row in stored_rows(industries).values() for cell in row.cells.all()]
    assert {value.state for value in values} <= {ValueState.GIVEN, ValueState.BLANK, ValueState.NONE}


def test_areas_carry_the_weights_behind_their_dotted_leaders(industries, sheet):
    headings = [
        printed(row[0].value) for row in sheet.iter_rows(min_row=6) if re.search(r"[.…]{3,}", str(row[0].value))
    ]
    stored = [f"{area.number}:{area.weight:f}" for area in Area.objects.filter(plan=industries)]
    expected = [
        f"{number_of(text)}:{Decimal(re.search(r'[০-৯]+(?=[^০-৯]*$)', text)[0].translate(DIGITS)):.2f}"
        for text in headings
    ]
    assert stored == expected
    assert len(stored) == 13


def test_every_area_weighs_what_its_indicators_do(industries):
    for area in Area.objects.filter(plan=industries):
        rows = Indicator.objects.filter(activity__area=area)
        assert sum(row.weight for row in rows) == area.weight


def test_quarter_rules_follow_the_targets_not_the_unit(industries):
    rules = {number: row.quarter_rule for number, row in stored_rows(industries).items()}
    assert rules["8.5"] == "sum"  # 25 + 25 + 25 + 25 = 100 %
    assert rules["1.2"] == "average"  # 100 % in every quarter
    assert rules["2.3"] == "average"  # 120 in every quarter for a yearly 120
    assert rules["13.1"] == rules["9.1"] == "date"
