"""Owns the proof that a question PostgreSQL keeps for a connection answers as one that is asked anew."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from plans.models import Indicator, Plan
from plans.queries import planned
from plans.queries.prepared import FEW, PreparedQuery

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite keeps no questions"),
]


def numbered(text, *, plan):
    """Rows of a plan by a text with signs that stand for places elsewhere."""
    return Indicator.objects.filter(activity__area__plan=plan).exclude(title=text).order_by("pk")


def divided(*, plan):
    return Plan.objects.filter(pk=plan).annotate(none=F("revision") / (F("pk") - F("pk")))


def asked_for(asked, *fixed, **numbers):
    with CaptureQueriesContext(connection) as queries:
        rows = asked(*fixed, **numbers)
    return rows, [query["sql"].split()[0] for query in queries]


def test_it_is_told_once_and_asked_by_its_name_from_then_on(labour, industries):
    asked = PreparedQuery(numbered, planned_once=True)
    for verb, plan in (("PREPARE", labour), ("EXECUTE", industries), ("EXECUTE", labour)):
        rows, verbs = asked_for(asked, "50% of $1 %s 'x'", plan=plan.pk)
        assert (rows, verbs) == (list(numbered("", plan=plan.pk)), [verb])


def test_after_an_error_it_is_told_anew(labour):
    asked = PreparedQuery(divided, planned_once=True)
    for _ in range(2):
        with pytest.raises(DatabaseError, match="zero"), transaction.atomic():
            asked(plan=labour.pk)


def test_behind_a_pooler_nothing_is_kept(labour, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    _, verbs = asked_for(PreparedQuery(numbered, planned_once=True), "", plan=labour.pk)
    assert verbs == ["SELECT"]


def test_a_new_connection_is_told_anew(labour):
    asked = PreparedQuery(numbered, planned_once=True)
    asked("", plan=labour.pk)
    planned._known.pop(connection.connection)  # as it is with a connection that is not known
    assert asked_for(asked, "", plan=labour.pk)[1] == ["PREPARE"]


def test_what_is_asked_about_many_is_not_kept(labour, industries):
    asked = PreparedQuery(lambda *, plans: Plan.objects.filter(pk__in=plans).order_by("pk"), planned_once=True)
    rows, verbs = asked_for(asked, plans=(labour.pk, industries.pk, *range(FEW)))
    assert ({each.pk for each in rows}, verbs) == ({labour.pk, industries.pk}, ["SELECT"])
    assert asked_for(asked, plans=(labour.pk,))[1] == ["PREPARE"]
