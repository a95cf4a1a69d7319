"""Owns the proof of how numbers are spelled: read however they are typed, and no wrong letter passes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.paper_numbers import (
    CODE,
    LETTERS,
    OLDER_SEAL,
    SEAL,
    Misspelled,
    Number,
    check_letter,
    letters_of,
    read_number,
)

KEYED = st.builds(Number, st.integers(1, 10**9), st.text(LETTERS, min_size=SEAL, max_size=SEAL))
CODES = st.text(LETTERS, min_size=CODE, max_size=CODE)
OLDER = st.builds(Number, st.integers(1, 10**9), st.text(LETTERS, min_size=OLDER_SEAL, max_size=OLDER_SEAL))


@given(KEYED, CODES)
def test_a_number_reads_back_with_its_code(number, code):
    number = Number(number.key, number.seal, code)
    assert read_number(str(number)) == number
    assert not number.is_older


@given(OLDER)
def test_a_number_without_a_code_reads_back_as_an_older_one(number):
    assert read_number(str(number)) == number
    assert number.is_older


@pytest.mark.parametrize(
    ("typed", "letters"),
    [
        ("2k-7qxw", "2K7QXW"),
        ("2K 7QXW", "2K7QXW"),
        (" 2K – 7QXW ", "2K7QXW"),
        ("2K—7Q‑XW", "2K7QXW"),
        ("2K.7Q/XW", "2K7QXW"),
        ("২K-৭QXW", "2K7QXW"),
        ("２Ｋ－７ＱＸＷ", "2K7QXW"),
        ("२K-७QXW", "2K7QXW"),
        ("2K\u200b-7Q\u00a0XW", "2K7QXW"),
        ("IL-U", "11V"),
        ("il-u", "11V"),
        ("2K0-O", "2K0O"),
    ],
)
def test_letters_are_read_as_people_type_them(typed, letters):
    assert letters_of(typed) == letters


@pytest.mark.parametrize("typed", ["", "-", "1", "ABCD", "9" * 9 + "১", "Z" * 400, "০১২৩", "no such number", "কখ" * 9])
def test_what_is_no_number_is_misspelled(typed):
    with pytest.raises(Misspelled):
        read_number(typed)


@given(st.text(LETTERS, min_size=1, max_size=24), st.data())
def test_the_check_letter_differs_where_one_letter_does(body, data):
    place = data.draw(st.integers(0, len(body) - 1))
    other = data.draw(st.sampled_from(LETTERS).filter(lambda letter: letter != body[place]))
    assert check_letter(body) != check_letter(body[:place] + other + body[place + 1 :])


@given(KEYED, CODES)
def test_a_letter_left_out_or_put_in_makes_no_older_number_of_a_keyed_one(number, code):
    letters = letters_of(str(Number(number.key, number.seal, code)))
    assert len(letters) - 1 > 1 + OLDER_SEAL + 1
