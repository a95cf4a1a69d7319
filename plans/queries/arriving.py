"""Owns who a request comes from: the person, what they are today and how many notices they have not read."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from notices.queries import with_unread
from offices.models import Person
from offices.queries.rights import Standing, standing_held, with_memberships
from plans.queries.access import standing_today
from plans.queries.prepared import PreparedQuery


def person_arriving(key: int) -> Person | None:
    """The person with ``unread`` and what they are today. One query, for whatever else the request asks."""
    found = _PEOPLE(timezone.localdate(), person=key)
    if not found:
        return None
    person: Person = found[0]
    person.arrived_as = standing_held(found)  # type: ignore[attr-defined]
    return person


def standing_on_arrival(person: Person) -> Standing:
    """What somebody was when their request began; nothing is asked where they came with it.

    For what is shown and offered. Steps ask again, under the lock; a save takes what somebody was when it arrived.
    """
    known: Standing | None = getattr(person, "arrived_as", None)
    return standing_today(person) if known is None else known


def _people(on: date, *, person: int) -> QuerySet[Person]:
    return with_memberships(with_unread(Person.objects.filter(pk=person)), on=on)


_PEOPLE = PreparedQuery(_people, planned_once=True)
