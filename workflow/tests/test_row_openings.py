"""Owns the table of the rows of a returned quarter: which are open, what is asked for, what is answered."""

import pytest

from workflow.row_openings import (
    NOT_ASKED_TO_OPEN,
    ROW_ASKED_ALREADY,
    ROW_CLOSED,
    ROW_OPEN_ALREADY,
    check_asked,
    check_row_open,
    check_to_be_asked,
    is_row_open,
)
from workflow.transitions import Refusal


def refusal(check, *arguments, **named):
    try:
        check(*arguments, **named)
    except Refusal as refused:
        return refused.sentence
    return None


# (the rows that went back, the row) → whether it is written
OPEN = {
    (None, 1): True,  # the whole quarter went back
    (frozenset({1, 2}), 1): True,
    (frozenset({1, 2}), 3): False,
    (frozenset(), 1): False,
}


@pytest.mark.parametrize(("open_rows", "row"), list(OPEN))
def test_only_what_went_back_is_written(open_rows, row):
    assert is_row_open(row, open_rows) is OPEN[open_rows, row]
    assert refusal(check_row_open, row, open_rows) == (None if OPEN[open_rows, row] else ROW_CLOSED)


# (open, asked already) → the sentence against asking
ASKING = {
    (False, False): None,
    (False, True): ROW_ASKED_ALREADY,
    (True, False): ROW_OPEN_ALREADY,
    (True, True): ROW_OPEN_ALREADY,
}


@pytest.mark.parametrize(("is_open", "is_asked"), list(ASKING))
def test_a_closed_row_is_asked_for_once(is_open, is_asked):
    assert refusal(check_to_be_asked, is_open=is_open, is_asked=is_asked) == ASKING[is_open, is_asked]


def test_nothing_is_answered_that_nobody_asked():
    assert refusal(check_asked, is_asked=True) is None
    assert refusal(check_asked, is_asked=False) == NOT_ASKED_TO_OPEN


def test_every_sentence_is_in_both_languages():
    for sentence in (ROW_CLOSED, ROW_OPEN_ALREADY, ROW_ASKED_ALREADY, NOT_ASKED_TO_OPEN):
        assert sentence.bn.endswith("।")
        assert sentence.en.endswith(".")
