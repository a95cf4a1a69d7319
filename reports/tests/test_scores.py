"""Owns the proof of the marks lost so far."""

from dataclasses import replace
from decimal import Decimal

import pytest

from cell_values.value import BLANK
from marking.scorecard import AreaScore, Mark, MarkStatus, Scorecard
from reports.left_out import lost

ZERO = Decimal(0)
MARK = Mark("1.1", Decimal(4), ZERO, None, ZERO, Decimal(4), ZERO, BLANK, MarkStatus.PARTIAL, ())


def mark(earned: str, possible_to_date: str) -> Mark:
    return replace(MARK, earned=Decimal(earned), possible_to_date=Decimal(possible_to_date))


@pytest.mark.parametrize(
    ("earned", "due", "expected"), [("0.75", "1", "0.25"), ("1", "1", "0"), ("2", "1", "0"), ("0", "0", "0")]
)
def test_a_mark_loses_what_was_due_and_not_earned(earned, due, expected):
    assert lost(mark(earned, due)) == Decimal(expected)


def test_work_done_ahead_does_not_hide_what_another_indicator_lost():
    marks = (mark("3", "1"), mark("0.25", "1"))
    area = AreaScore("1", "", Decimal(8), Decimal("3.25"), Decimal(8), Decimal(2), marks)
    card = Scorecard("", 1, Decimal("3.25"), Decimal("3.25"), Decimal(8), Decimal(2), (area,))
    assert lost(area) == lost(card) == Decimal("0.75")
