"""Owns the proof that plans older than the telling of rows get a beginning, from which their ledger is replayed."""

import pytest
from django.core.management import call_command
from django.db import connection

from plans import guards
from plans.actions.achievements import record_achievement
from plans.actions.baselines import without_beginning, write_baselines
from plans.actions.ledger import digest_of, is_chain_whole
from plans.models import Event, QuarterCell
from plans.queries.replay import mismatches
from plans.tests.factories import cell_of

SINCE = {"indicator": None, "quarter": None, "rows": None, "seal": 1}


@pytest.fixture
def older(labour, charlie, unguarded):
    """A plan with an achievement, whose events are as they were made before: without indicator, quarter and rows."""
    record_achievement(cell=cell_of(labour, "1.6.1", 1), value="২", version=1, by=charlie)
    labour.events.exclude(verb__in=("import_plan", "record_achievement"))._raw_delete("default")
    sealed = ""
    for sequence, event in enumerate(labour.events.order_by("sequence"), start=1):
        for name, content in SINCE.items():
            setattr(event, name, content)
        event.sequence, event.previous_digest = sequence, sealed
        event.digest = sealed = digest_of(event)
        event.save()
    return labour


def test_a_plan_of_before_gets_one_beginning(older, charlie):
    assert is_chain_whole(older.pk)
    assert list(without_beginning()) == [older]
    assert write_baselines() == 1
    assert older.events.order_by("sequence").last().verb == "baseline"
    assert (is_chain_whole(older.pk), mismatches(older)) == (True, [])
    assert write_baselines() == 0
    record_achievement(cell=cell_of(older, "1.6.1", 1), value="৩", version=2, by=charlie)
    assert mismatches(older) == []


def test_what_changes_past_the_ledger_after_it_is_found(older):
    write_baselines()
    QuarterCell.objects.filter(pk=cell_of(older, "1.6.1", 1).pk).update(achievement_text="৯")
    (found,) = mismatches(older)
    assert (found.indicator, found.quarter, found.told, found.stored) == ("1.6.1", 1, "২", "৯")


def test_migrate_writes_it_and_makes_the_guards(older):
    call_command("migrate", verbosity=0)
    assert Event.objects.filter(plan=older, verb="baseline").count() == 1
    assert guards.missing(connection) <= set(guards.OF_EVENTS)  # switched off by the test itself
