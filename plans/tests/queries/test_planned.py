"""Owns the proof that a question PostgreSQL keeps for a connection answers as one that is asked anew."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from plans.models import Area, Indicator, Plan
from plans.queries import planned
from plans.queries.prepared import FEW, PreparedQuery
from plans.queries.scene import Scenes

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


@pytest.mark.parametrize("ask", [PreparedQuery.__call__, PreparedQuery.plain])
def test_after_an_error_it_is_told_anew(labour, ask):
    asked = PreparedQuery(divided, planned_once=True)
    for _ in range(2):
        with pytest.raises(DatabaseError, match="zero"), transaction.atomic():
            ask(asked, plan=labour.pk)


def test_rows_as_the_database_gives_them_are_asked_by_name_too(labour, industries):
    asked = PreparedQuery(lambda *, plan: Plan.objects.filter(pk=plan).values_list("pk", "kind"), planned_once=True)
    for verb, plan in (("PREPARE", labour), ("EXECUTE", industries)):
        rows, verbs = asked_for(asked.plain, plan=plan.pk)
        assert (rows, verbs) == ([(plan.pk, plan.kind)], [verb])


def test_the_scene_of_a_quarter_is_asked_by_its_name_and_tells_what_came_since(labour):
    def scene_asked():
        return asked_for(lambda: Scenes([labour], [1]).found)

    planned._known.pop(connection.connection, None)  # nobody looked at a scene in this connection
    before, first = scene_asked()
    Area.objects.create(plan=labour, number="99", title="ক", weight=0, position=99)
    after, then = scene_asked()
    assert (first, then) == (["PREPARE"], ["EXECUTE"])
    assert len(after["areas"]) == len(before.get("areas", ())) + 1


def test_a_table_changed_under_a_running_site_costs_one_answer(labour):
    asked = PreparedQuery(lambda *, plan: Plan.objects.filter(pk=plan).values_list("kind"), planned_once=True)
    assert asked.plain(plan=labour.pk) == [(labour.kind,)]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE plans_plan ALTER COLUMN kind TYPE text")
    with pytest.raises(DatabaseError), transaction.atomic():
        asked.plain(plan=labour.pk)
    assert asked.plain(plan=labour.pk) == [(labour.kind,)]


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
