from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marking.figures import add, canonical, exact, round_half_up, show, show_percent

fractions = st.fractions(min_value=0, max_value=10**6, max_denominator=10**6)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (Fraction(1, 8), "0.13"),
        (Fraction(1, 3), "0.33"),
        (Fraction(2, 3), "0.67"),
        (Fraction(5, 1000), "0.01"),
        (Fraction(4999, 1000000), "0.00"),
        (Fraction(4), "4.00"),
    ],
)
def test_halves_are_rounded_upwards(number, expected):
    assert str(round_half_up(number, 2)) == expected


@given(st.decimals(0, 10**6, places=5), st.integers(0, 4))
def test_rounding_agrees_with_decimal_arithmetic(number, places):
    expected = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assert str(round_half_up(Fraction(number), places)) == str(expected)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(54), "54"),
        (Fraction(5, 4), "1.25"),
        (Fraction(10, 3), "3.3333…"),
        (Fraction(1, 3000), "0.0003…"),
        (Fraction(-5, 2), "-2.5"),
        (Fraction(0), "0"),
    ],
)
def test_a_figure_without_end_says_so(number, text):
    assert show(number) == text


@given(fractions)
def test_a_shown_figure_is_cut_never_rounded(number):
    """So that rounding what is shown gives what rounding the figure gives."""
    shown = Fraction(show(number).rstrip("…"))
    assert shown <= number < shown + Fraction(1, 10**4)
    assert round_half_up(shown, 2) == round_half_up(number, 2)


def test_a_share_is_shown_in_percent():
    assert show_percent(Fraction(3, 4)) == "75%"


@pytest.mark.parametrize("text", ["NaN", "sNaN", "Infinity", "-Infinity", "1E+999999", "1E-999999"])
def test_a_number_that_cannot_be_reckoned_with_is_none(text):
    assert exact(Decimal(text)) is None
    assert exact(None) is None


def test_sums_of_printed_figures_keep_their_places():
    assert str(add([Decimal("0.50"), Decimal("1.20")])) == "1.70"
    assert add([]) == 0


@pytest.mark.parametrize(("number", "text"), [(Fraction(54), "54"), (Fraction(5, 4), "1.25"), (Fraction(1, 3), "0.33")])
def test_a_canonical_quantity_has_no_zeros_at_its_end(number, text):
    assert str(canonical(number, 2)) == text
