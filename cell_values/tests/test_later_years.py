"""Owns the proof of days moved some years on."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cell_values.later_years import years_later


@pytest.mark.parametrize(
    ("day", "years", "moved"),
    [
        (date(2020, 10, 15), 1, date(2021, 10, 15)),
        (date(2020, 2, 29), 1, date(2021, 2, 28)),
        (date(2023, 2, 28), 1, date(2024, 2, 29)),
        (date(2020, 2, 29), 4, date(2024, 2, 29)),
        (date(2024, 2, 28), 1, date(2025, 2, 28)),
        (date(2021, 6, 30), 1, date(2022, 6, 30)),
    ],
)
def test_a_day_keeps_its_place_in_the_year_and_a_last_day_stays_the_last(day, years, moved):
    assert years_later(day, years) == moved


@given(st.dates(date(2001, 1, 1), date(2080, 12, 31)), st.integers(1, 9))
def test_a_moved_day_is_in_the_same_month_and_last_days_are_last_days(day, years):
    moved = years_later(day, years)
    assert (moved.year, moved.month) == (day.year + years, day.month)
    if (day + timedelta(1)).month != day.month:
        assert (moved + timedelta(1)).month != moved.month
    else:
        assert moved.day == day.day
