"""Owns the proof that no file of ours starts a formula nobody wrote, and that every text comes back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets.guarding import guarded, is_like_a_formula, unguarded

SIGNS = "=+-@＝＋－＠"


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", ["", " ", "\n", "\r\n", "\t", "\u00a0", "\u3000"])
def test_every_sign_a_spreadsheet_computes_is_guarded_behind_any_white_space(before, sign):
    text = f"{before}{sign}1+1"
    assert is_like_a_formula(text)
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["\nশিল্প", "\tশিল্প", "\r"])
def test_a_text_never_begins_a_new_line_of_its_own(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["--", "-", "- -", "১.১", "শিল্প", "'শিল্প", "a=b", ""])
def test_dashes_and_words_are_left_alone(text):
    assert guarded(text) == text


@given(st.text() | st.text(alphabet=f"'{SIGNS} \n1"))
def test_the_guard_is_taken_off_exactly(text):
    assert unguarded(guarded(text)) == text
    assert not is_like_a_formula(guarded(text))
