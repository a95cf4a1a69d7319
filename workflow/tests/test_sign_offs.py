"""Owns the table of the signature of a head of office: who gives it when, and when it holds."""

from itertools import product

import pytest

from workflow.sign_offs import (
    CHANGED_SINCE_SIGNED,
    NOT_SIGNED_OFF,
    NOT_THE_HEAD,
    NOT_WANTED,
    check_may_sign,
    why_not_signed_off,
)
from workflow.transitions import NOT_NOW, OPEN, Refusal, ReportState


def _sentence(**facts):
    try:
        check_may_sign(**facts)
    except Refusal as refused:
        return refused.sentence
    return None


@pytest.mark.parametrize(("is_head", "is_wanted", "state"), list(product([True, False], [True, False], ReportState)))
def test_the_head_signs_what_is_being_written_where_the_office_wants_it(is_head, is_wanted, state):
    wanted = None if state in OPEN else NOT_NOW[state]
    expected = NOT_THE_HEAD if not is_head else wanted if is_wanted else NOT_WANTED
    assert _sentence(is_head=is_head, is_wanted=is_wanted, state=state) == expected


# (wanted, what was signed, what stands) → the sentence against handing in
HANDING_IN = {
    (False, None, "a"): None,
    (False, "b", "a"): None,
    (True, "a", "a"): None,
    (True, None, "a"): NOT_SIGNED_OFF,
    (True, "b", "a"): CHANGED_SINCE_SIGNED,
}


@pytest.mark.parametrize(("is_wanted", "signed", "stands"), list(HANDING_IN))
def test_a_signature_holds_as_long_as_nothing_changes(is_wanted, signed, stands):
    found = why_not_signed_off(is_wanted=is_wanted, signed=signed, stands=stands)
    assert found == HANDING_IN[is_wanted, signed, stands]
