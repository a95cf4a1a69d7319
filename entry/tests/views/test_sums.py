"""Owns the proof that what stands over a total on a page adds up to it."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from cell_values.digits import to_ascii
from plans.actions.achievements import record_achievement
from plans.tests.factories import cell_of

PAIR = re.compile(r"([0-9.,]+) / ([0-9.,]+)")


def submission(plan, client, quarter):
    """The pairs of marks earned and possible over the total of the submission page, and the total itself."""
    page = client.get(reverse("entry:submit", kwargs={"plan_id": plan.pk, "quarter": quarter})).text
    table = to_ascii(re.search(r"<table.*?</table>", page, re.DOTALL)[0])
    pairs = [tuple(map(Decimal, pair)) for pair in PAIR.findall(re.sub(r"<[^>]+>", "", table))]
    return page, pairs[:-1], pairs[-1]


@pytest.mark.parametrize("quarter", [1, 2])
def test_the_marks_of_the_submission_page_add_up_to_its_total(industries, alice, client_of, quarter):
    for number, text in {"1.1": "১", "1.2": "৮০", "2.3": "১২০", "4.1": "৩০/০৯/২০২০"}.items():
        record_achievement(cell=cell_of(industries, number, 1), value=text, version=0, by=alice)
    _page, parts, total = submission(industries, client_of(alice), quarter)
    assert total[1] == 100
    assert (sum(earned for earned, _ in parts), sum(possible for _, possible in parts)) == total


def test_what_was_filled_in_though_nothing_is_due_is_shown_before_it_is_submitted(industries, alice, client_of):
    cell = next(cell for cell in _not_due(industries) if cell.indicator.unit == "date")
    record_achievement(cell=cell, value="২৫/০৯/২০২০", version=0, by=alice)
    page, _parts, _total = submission(industries, client_of(alice), 1)
    assert "২৫/০৯/২০২০" in page


def _not_due(plan):
    cells = (cell_of(plan, number, 1) for number in ("5.1", "13.2", "4.3"))
    return [cell for cell in cells if cell.target.is_blank]
