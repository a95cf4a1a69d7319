"""Owns the proof that what is stored goes along when the tables change."""

from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps

from plans.models import LeagueEntry


def test_the_league_is_filled_with_what_was_due_from_the_stored_scorecards(labour):
    """As it stood before: percentages of the whole year, and nothing about what was due."""
    expected = list(LeagueEntry.objects.order_by("quarter").values("due", "percent", "ranked_by", "shares"))
    assert expected[0]["percent"] == Decimal("37.93")
    LeagueEntry.objects.update(due=0, percent=22, ranked_by=None, shares={"area-1": 38, "area-2": 0})
    import_module("plans.migrations.0013_fill_what_was_due").fill(apps, None)
    assert list(LeagueEntry.objects.order_by("quarter").values("due", "percent", "ranked_by", "shares")) == expected


@pytest.mark.parametrize(
    ("state", "ranked"), [("draft", False), ("submitted", True), ("returned", False), ("approved", True)]
)
def test_only_what_was_handed_in_is_ranked_when_the_league_is_filled(labour, state, ranked):
    LeagueEntry.objects.update(due=0, percent=22, ranked_by=None, state=state)
    import_module("plans.migrations.0013_fill_what_was_due").fill(apps, None)
    entry = LeagueEntry.objects.get(quarter=1)
    assert entry.ranked_by == (entry.percent if ranked else None)
