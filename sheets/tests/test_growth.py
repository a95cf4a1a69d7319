"""The work of understanding a sheet grows with its size and no faster, whatever the sheet repeats."""

import sys
from collections.abc import Callable

import pytest

from official_forms.plan_checks import check_draft
from official_forms.plans_in_sheets import find_plans
from official_forms.storable import check_storable
from plans.kinds import plan_kinds
from sheets.tests.growing import SHAPES

SIZE = 25
MOST_GROWTH = 2.3  # of a sheet twice the size; what grows by the square would grow four times


def understand(sheet):
    for draft in find_plans([sheet], list(plan_kinds().values())).drafts:
        check_draft(draft)
        list(check_storable(draft))


def calls_of(work: Callable[[], None]) -> int:
    """How many functions are called: work without a clock, the same on every machine."""
    count = 0

    def note(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", SHAPES)
def test_understanding_grows_no_faster_than_the_sheet(name):
    make = SHAPES[name]
    small, large = make(SIZE), make(2 * SIZE)
    understand(large)  # what is remembered of words counts for neither
    assert calls_of(lambda: understand(large)) < MOST_GROWTH * calls_of(lambda: understand(small))
