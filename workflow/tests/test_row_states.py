"""Owns the table of what stands of a row: what was said last, in which round, and whether the row changed since."""

import pytest

from workflow.row_states import GIVEN, ROW_SHAPES, ROW_STATE_NAMES, RowState, RowVerdict, state_of_row

SEEN, QUESTION, ACCEPTED = RowState.SEEN, RowState.QUESTION, RowState.ACCEPTED
# (what was said, rounds ago, the row changed since) → what stands in this round
TABLE = {
    (SEEN, 0, False): SEEN,
    (QUESTION, 0, False): QUESTION,
    (ACCEPTED, 0, False): ACCEPTED,
    (SEEN, 1, False): SEEN,
    (QUESTION, 1, False): QUESTION,  # not mended: it is asked still
    (ACCEPTED, 1, False): ACCEPTED,
    (SEEN, 1, True): RowState.UNSEEN,
    (QUESTION, 1, True): RowState.MENDED,
    (ACCEPTED, 1, True): RowState.UNSEEN,  # accepted was another row
    (QUESTION, 3, True): RowState.MENDED,
    (ACCEPTED, 3, False): ACCEPTED,
}


@pytest.mark.parametrize(("said", "ago", "has_changed"), list(TABLE))
def test_what_was_said_of_a_row_holds_as_long_as_the_row_is_the_same(said, ago, has_changed):
    verdict = RowVerdict(said, 5 - ago)
    assert state_of_row(verdict, in_round=5, has_changed=has_changed) is TABLE[said, ago, has_changed]


@pytest.mark.parametrize("has_changed", [False, True])
def test_a_row_nobody_spoke_of_is_unseen(has_changed):
    assert state_of_row(None, in_round=1, has_changed=has_changed) is RowState.UNSEEN


def test_every_state_has_a_word_and_a_shape_of_its_own():
    assert set(ROW_STATE_NAMES) == set(ROW_SHAPES) == set(RowState)
    assert len(set(ROW_SHAPES.values())) == len(RowState)
    assert {SEEN, QUESTION, ACCEPTED} == GIVEN
