"""The day numbers of spreadsheets."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cell_values.doubt import Severity
from cell_values.reading import read_value
from cell_values.serials import date_as_number, day_of, moment
from cell_values.value import Unit


@pytest.mark.parametrize(
    ("serial", "expected"),
    [
        (44104, datetime(2020, 9, 30)),  # noqa: DTZ001
        (44104.5, datetime(2020, 9, 30, 12)),  # noqa: DTZ001
        (44104.999999, datetime(2020, 10, 1)),  # noqa: DTZ001
        (1, datetime(1900, 1, 1)),  # noqa: DTZ001
        (59, datetime(1900, 2, 28)),  # noqa: DTZ001
        (60, None),
        (61, datetime(1900, 3, 1)),  # noqa: DTZ001
        (0.5, time(12)),
        (2_958_465, datetime(9999, 12, 31)),  # noqa: DTZ001
        (2_958_466, None),
        (-1, None),
    ],
)
def test_a_serial_number_is_the_moment_excel_shows(serial, expected):
    assert moment(serial) == expected


def test_a_workbook_may_count_from_1904():
    assert moment(42642, from_1904=True) == datetime(2020, 9, 30)  # noqa: DTZ001
    assert moment(0, from_1904=True) == datetime(1904, 1, 1)  # noqa: DTZ001


@given(st.dates(date(2000, 1, 1), date(2049, 12, 31)))
def test_a_day_of_our_time_may_stand_as_a_bare_number(day):
    serial = (day - date(1899, 12, 30)).days
    assert day_of(Decimal(serial)) == day == moment(serial).date()


@pytest.mark.parametrize("number", ["120", "36525", "54790", "44104.5", "100000"])
def test_other_numbers_stand_for_no_day(number):
    assert day_of(Decimal(number)) is None


def test_the_doubt_names_the_date_excel_would_show():
    doubt = date_as_number("44104", date(2020, 9, 30))
    assert (doubt.code, doubt.severity) == ("date_as_number", Severity.WARNING)
    assert "৩০/০৯/২০২০" in doubt.sentence.bn
    assert "30/09/2020" in doubt.sentence.en


def test_a_day_number_among_dates_stays_a_number_and_is_doubted():
    reading = read_value("44104", Unit.DATE)
    assert (reading.value.quantity, reading.value.dates) == (Decimal(44104), ())
    assert [doubt.code for doubt in reading.doubts] == ["date_as_number"]


@pytest.mark.parametrize(("text", "unit"), [("120", Unit.DATE), ("44104", Unit.NUMBER), ("44104%", Unit.DATE)])
def test_other_numbers_are_not_taken_for_day_numbers(text, unit):
    assert "date_as_number" not in [doubt.code for doubt in read_value(text, unit).doubts]


@given(st.floats(61, 100_000))
def test_a_moment_is_exact_to_the_second(serial):
    expected = datetime(1899, 12, 30) + timedelta(days=serial)  # noqa: DTZ001
    assert abs(moment(serial) - expected) <= timedelta(seconds=0.51)
