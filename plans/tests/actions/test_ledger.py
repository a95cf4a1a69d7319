"""Owns the proof that the ledger is whole, that meddling is found, and that the database refuses it."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction
from django.utils import timezone

from offices.models import Person
from plans.actions.achievements import StaleVersionError, record_achievement
from plans.actions.ledger import digest_of, is_chain_whole, lock_plan, write_event
from plans.models import Event, Plan
from plans.tests.factories import cell_of

on_postgresql = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="only PostgreSQL has TRUNCATE and writes at the same time"
)


@pytest.fixture
def plan(plan_of_size, alice):
    """A plan with four events: its making and three entries."""
    made = plan_of_size(3)
    for number in ("1.1", "1.2", "1.3"):
        record_achievement(cell=cell_of(made, number, 1), value="১", version=0, by=alice)
    return made


def test_events_are_numbered_and_sealed_one_upon_the_other(plan):
    events = list(plan.events.order_by("sequence"))
    assert [event.sequence for event in events] == [1, 2, 3, 4]
    assert [event.previous_digest for event in events] == ["", *(event.digest for event in events[:-1])]
    assert all(len(event.digest) == 64 for event in events)
    assert len({event.digest for event in events}) == 4
    assert is_chain_whole(plan.pk)


def test_every_plan_has_a_chain_of_its_own(plan, plan_of_size):
    other = plan_of_size(1)
    assert other.events.get().sequence == 1
    assert is_chain_whole(other.pk)


@pytest.mark.parametrize(
    "meddled",
    [
        lambda event: {"after": {"text": "৯", "quantity": "9", "dates": [], "state": "given"}},
        lambda event: {"before": {}},
        lambda event: {"verb": "submit_report"},
        lambda event: {"subject": "1.3 q1"},
        lambda event: {"by_id": None},
        lambda event: {"at": event.at + timedelta(seconds=1)},
        lambda event: {"indicator_id": None},
        lambda event: {"quarter": 2},
        lambda event: {"rows": {}},
        lambda event: {"seal": 1},
        lambda event: {"previous_digest": ""},
        lambda event: {"digest": "0" * 64},
    ],
)
def test_a_changed_event_breaks_its_seal(plan, unguarded, meddled):
    event = plan.events.get(sequence=2)
    sealed = digest_of(event)
    assert sealed == event.digest
    changes = meddled(event)
    for name, content in changes.items():
        setattr(event, name, content)
    assert digest_of(event) != event.digest
    Event.objects.filter(pk=event.pk).update(**changes)
    assert not is_chain_whole(plan.pk)


def test_an_event_says_which_cell_it_changed(plan):
    row = cell_of(plan, "1.2", 1).indicator
    assert [(e.subject, e.quarter) for e in Event.objects.filter(indicator=row)] == [("1.2 q1", 1)]


# --- events from before events had columns for indicator and quarter --------------------------------------------


GONE = 10**6  # the number of a plan that is not there any more


def sealed_before(sequence, previous, **columns):
    """An event as it was made before, with the digest of then."""
    told = Event(plan_id=GONE, sequence=sequence, at=timezone.now(), verb="edit_plan", subject="1.1 q1", **columns)
    told.previous_digest = previous
    content = [previous, GONE, sequence, told.at.isoformat(), None, told.verb, told.subject, None, None]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    told.digest = hashlib.sha256(text.encode()).hexdigest()
    told.save(force_insert=True)
    return told


def test_events_made_before_keep_their_seal_and_new_ones_follow_them(db):
    first = sealed_before(1, "")
    last = sealed_before(2, first.digest)
    assert (first.seal, digest_of(first)) == (1, first.digest)
    write_event(plan=Plan(pk=GONE), verb="edit_plan", subject="", by=None)
    assert Event.objects.get(plan_id=GONE, sequence=3).previous_digest == last.digest
    assert is_chain_whole(GONE)


def test_an_earlier_seal_after_a_later_one_breaks_the_chain(db):
    later = write_event(plan=Plan(pk=GONE), verb="edit_plan", subject="", by=None)
    assert is_chain_whole(GONE)
    sealed_before(2, later.digest)
    assert not is_chain_whole(GONE)


@pytest.mark.parametrize("columns", [{"quarter": 1}, {"indicator_id": 1}, {"rows": {}}])
def test_an_earlier_seal_vouches_for_no_later_column(db, columns):
    sealed_before(1, "", **columns)
    assert not is_chain_whole(GONE)


@pytest.mark.parametrize("sequence", [1, 2, 3])
def test_a_removed_event_is_missed(plan, unguarded, sequence):
    Event.objects.filter(plan=plan, sequence=sequence).delete()
    assert not is_chain_whole(plan.pk)


def test_a_resealed_event_breaks_the_chain_behind_it(plan, unguarded):
    event = plan.events.get(sequence=2)
    event.after = {"text": "৯"}
    Event.objects.filter(pk=event.pk).update(after=event.after, digest=digest_of(event))
    assert not is_chain_whole(plan.pk)


def test_an_event_is_never_deleted_through_its_model(plan):
    with pytest.raises(TypeError):
        plan.events.first().delete()


def test_a_sequence_number_is_given_once(plan):
    event = plan.events.get(sequence=2)
    event.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        event.save(force_insert=True)


def test_an_event_of_a_change_that_fails_is_not_written(plan, alice):
    before = plan.events.count()
    with transaction.atomic():
        write_event(plan=lock_plan(plan.pk), verb="edit_plan", subject="", by=alice)
        transaction.set_rollback(True)
    assert plan.events.count() == before


def test_an_event_outlives_its_plan(plan):
    number = plan.pk
    plan.delete()
    assert Event.objects.filter(plan_id=number).count() == 4
    assert is_chain_whole(number)


# --- what the database itself does -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE plans_event SET verb = 'x'",
        "UPDATE plans_event SET at = at WHERE sequence = 1",
        "DELETE FROM plans_event",
    ],
)
def test_the_database_refuses_to_change_events(plan, statement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert plan.events.count() == 4


@on_postgresql
def test_the_database_refuses_to_truncate_events(plan):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute("TRUNCATE plans_event")
    assert plan.events.count() == 4


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_people_writing_at_once_share_no_sequence_number(plan_of_size, alice, bob):
    plan = plan_of_size(12)
    numbers = [row.number for area in plan.areas.all() for row in area.activities.all()]

    def enter(number: str, by: Person) -> None:
        try:
            record_achievement(cell=cell_of(plan, number, 1), value="১", version=0, by=by)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=6) as people:
        list(people.map(enter, numbers, [alice, bob] * (len(numbers) // 2)))

    assert [event.sequence for event in plan.events.order_by("sequence")] == list(range(1, len(numbers) + 2))
    assert is_chain_whole(plan.pk)
    assert plan.reports.get(quarter=1).earned == 3


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_who_write_one_cell_at_once_only_one_overwrites_nothing(plan_of_size, alice, bob):
    cell = cell_of(plan_of_size(1), "1.1", 1)

    def enter(typed: tuple[str, Person]) -> bool:
        value, by = typed
        try:
            record_achievement(cell=cell_of(plan_of(cell), "1.1", 1), value=value, version=0, by=by)
        except StaleVersionError as stale:
            return stale.cell.achievement.text == value
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(max_workers=2) as people:
        written = list(people.map(enter, [("১", alice), ("২", bob)]))
    assert sorted(written) == [False, True]
    assert cell_of(plan_of(cell), "1.1", 1).version == 1


def plan_of(cell):
    return cell.indicator.activity.area.plan
