"""Owns the proof that what an import says of storing is so: a notice claims no more than the tables hold."""

from dataclasses import replace

import pytest

from cell_values.value import Value, ValueState
from imports.actions.importing import store_plan
from offices.models import FiscalYear
from plan_tree.terms import OtherYearSort
from plan_tree.tree import OtherYear
from plans.queries.trees import load_tree, with_reports
from plans.tests.factories import draft_of_size, typed


@pytest.fixture
def stored(industries_office):
    """Stores a made draft whose one indicator has these parts, and gives it as it is kept."""

    def store(**parts):
        draft = draft_of_size(1).with_indicators(lambda row: replace(row, **parts))
        year = FiscalYear.objects.get(start_year=2022)
        plan = store_plan(draft=draft, office=industries_office, year=year, by=None).plan
        (row,) = with_reports(load_tree(plan), plan).indicators
        return row

    return store


def test_what_is_said_of_other_years_is_stored_as_printed(stored):
    years = (
        OtherYear(OtherYearSort.BASELINE, "", Value("ভিত্তি৮৭৬৫", ValueState.WORDS)),
        OtherYear(OtherYearSort.ACTUAL, "2018-19", typed("৩")),
        OtherYear(OtherYearSort.PROJECTION, "2023-24", typed("৫")),
    )
    assert stored(other_years=years).other_years == years


@pytest.mark.parametrize(
    ("part", "content"),
    [("remark", "ঐ"), ("responsible", "উপসচিব"), ("claimed_total", "৩টি"), ("unit_text", "সংখ্যা")],
)
def test_what_no_notice_excepts_is_stored_as_printed(stored, part, content):
    assert getattr(stored(**{part: content}), part) == content


def test_a_value_that_could_not_be_read_is_stored_as_typed(stored):
    assert stored(annual=typed("৩১/০২/২০২০")).annual.text == "৩১/০২/২০২০"
