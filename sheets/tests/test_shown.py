"""What a stored cell shows."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from official_forms.grid import CellKind
from sheets.shown import shown


@pytest.mark.parametrize(
    ("value", "number_format", "text", "kind"),
    [
        (4, "General", "4", CellKind.NUMBER),
        (4.0, "General", "4", CellKind.NUMBER),
        (1.25, "General", "1.25", CellKind.NUMBER),
        (0.1 + 0.2, "General", "0.3", CellKind.NUMBER),
        (1e21, "General", "1000000000000000000000", CellKind.NUMBER),
        (-3, "0;-0", "-3", CellKind.NUMBER),
        (5, "[$-5000445]0.00", "5", CellKind.NUMBER),
        (0.9, "0%", "90%", CellKind.PERCENT),
        (0.07, "0%", "7%", CellKind.PERCENT),
        (1, "0.00%", "100%", CellKind.PERCENT),
        (0.905, "0%", "90.5%", CellKind.PERCENT),
        (0.9, "[$-5000445]0%", "90%", CellKind.PERCENT),
        (90, '0"%"', "90%", CellKind.PERCENT),
        (90, "0\\%", "90%", CellKind.PERCENT),
        (True, "General", "TRUE", CellKind.BOOLEAN),
        (datetime(2020, 9, 30), "dd/mm/yyyy", "30/09/2020", CellKind.DATE),  # noqa: DTZ001
        (date(2021, 6, 1), "d-mmm-yy", "01/06/2021", CellKind.DATE),
        (datetime(2020, 9, 30, 14, 5), "dd/mm/yyyy hh:mm", "30/09/2020 14:05", CellKind.DATE),  # noqa: DTZ001
        (time(9, 30), "hh:mm", "09:30", CellKind.DATE),
        (None, "General", "", CellKind.TEXT),
        ("  ৩০/০৬/২০২১\u00a0 ", "@", "৩০/০৬/২০২১", CellKind.TEXT),
    ],
)
def test_a_cell_shows_what_excel_shows_without_cutting_figures(value, number_format, text, kind):
    assert shown(value, number_format) == (text, kind)


def test_an_error_of_the_spreadsheet_is_told_apart_from_text():
    assert shown("#REF!", is_error=True) == ("#REF!", CellKind.ERROR)
    assert shown("#REF!") == ("#REF!", CellKind.TEXT)


@given(st.integers(-(10**14), 10**14))
def test_whole_numbers_show_themselves(number):
    assert shown(number)[0] == str(number)
    assert shown(float(number))[0] == str(number)


@given(st.decimals(min_value=0, max_value=1000, places=4))
def test_every_percentage_with_up_to_two_decimals_is_exact(share):
    text, kind = shown(float(share), "0.00%")
    assert kind is CellKind.PERCENT
    assert float(text.removesuffix("%")) == pytest.approx(float(share) * 100, abs=1e-9)
    assert len(text.removesuffix("%").partition(".")[2]) <= 2
