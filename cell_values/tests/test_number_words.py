"""Owns the proof that figures in words say the figure."""

from decimal import Decimal

import pytest

from cell_values.number_words import BENGALI, in_words


@pytest.mark.parametrize(
    ("number", "bn", "en"),
    [
        ("17.43", "সতেরো দশমিক চার তিন", "seventeen point four three"),
        ("17", "সতেরো", "seventeen"),
        ("17.00", "সতেরো", "seventeen"),
        ("0", "শূন্য", "zero"),
        ("0.05", "শূন্য দশমিক শূন্য পাঁচ", "zero point zero five"),
        ("42.50", "বিয়াল্লিশ দশমিক পাঁচ শূন্য", "forty-two point five zero"),
        ("100", "একশত", "one hundred"),
        ("205.10", "দুইশত পাঁচ দশমিক এক শূন্য", "two hundred five point one zero"),
        ("99", "নিরানব্বই", "ninety-nine"),
        ("1000", "1000", "1000"),
        ("-1", "-1", "-1"),
    ],
)
def test_a_figure_is_said_in_both_languages(number, bn, en):
    said = in_words(Decimal(number))
    assert (said.bn, said.en) == (bn, en)


def test_every_number_below_a_hundred_has_its_own_word():
    assert len(BENGALI) == len(set(BENGALI)) == 100
    assert len({in_words(Decimal(number)).en for number in range(1000)}) == 1000
