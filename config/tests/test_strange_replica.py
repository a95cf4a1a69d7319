"""Owns the proof that what only passes for a replica holds nobody up and is not read."""

import pytest
from django.db import DatabaseError, connection, connections
from django.urls import reverse

from config.tests import silent_postgres
from deploy.programs import LOOPBACK
from operations.readiness import readiness
from operations.replica import ALIAS
from operations.replica_looks import UNANSWERED, WRITTEN, look_anew, replica_trouble
from operations.silent_lines import cut_after

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has replicas"),
]


@pytest.fixture
def replica_at(monkeypatch):
    """Names it in the settings; Django lets tests connect to what is not listed, and makes no database there."""

    monkeypatch.setitem(connections.databases, ALIAS, connections.databases["default"])

    def named(port):
        there = {"HOST": LOOPBACK, "PORT": port, "NAME": "postgres", "USER": "postgres"}
        monkeypatch.setitem(connections.databases, ALIAS, connections.databases["default"] | there)
        look_anew(), readiness.forget()

    monkeypatch.setattr(type(connections), "__iter__", lambda self: iter(["default"]))
    yield named
    connections[ALIAS].close()
    del connections[ALIAS]
    look_anew(), readiness.forget()


@pytest.fixture
def silent(replica_at):
    with silent_postgres.silent() as port:
        replica_at(port)
        yield


def trouble_of_one_that_answers():
    """A busy machine may need longer than it is waited for."""
    looks = (replica_trouble() for _ in range(60) if look_anew() is None)
    return next((trouble for trouble in looks if trouble != UNANSWERED), UNANSWERED)


def test_pages_go_on_and_it_is_named_where_it_says_nothing(silent, client):
    assert replica_trouble() == "the replica does not answer"
    assert client.get(reverse("public:list")).status_code == 200
    answer = client.get("/readyz")
    told = answer.json()["checks"]["replica"]
    assert (answer.status_code, told["ok"], told["why"]) == (200, False, "the replica does not answer")


def test_a_page_that_waits_for_it_is_given_up(silent):
    with pytest.raises(DatabaseError), cut_after(0.2, ALIAS), connections[ALIAS].cursor() as cursor:
        cursor.execute("SELECT 1")


def test_the_copy_of_another_database_is_not_read_however_far_it_is(replica_at):
    with silent_postgres.of_another_database() as port:
        replica_at(port)
        with connections[ALIAS].cursor() as cursor:
            cursor.execute("SELECT pg_is_in_recovery(), pg_last_wal_replay_lsn() > '1000/0'")
            assert cursor.fetchone() == (True, True)
        assert trouble_of_one_that_answers() == "the replica is another database"


def test_the_database_itself_passes_for_no_replica(replica_at, monkeypatch):
    replica_at(0)
    monkeypatch.setitem(connections.databases, ALIAS, connections.databases["default"])
    assert trouble_of_one_that_answers() == "the replica is another database"


def test_two_databases_of_one_cluster_are_told_apart(replica_at, monkeypatch):
    """Restoring fills a new one beside the old."""
    monkeypatch.setitem(connections.databases, ALIAS, connections.databases["default"] | {"NAME": "postgres"})
    told = []
    for alias in ("default", ALIAS):
        with connections[alias].cursor() as cursor:
            cursor.execute(WRITTEN)
            told.append(cursor.fetchone()[1:])
    (one, other) = told
    assert (one[:2] == other[:2], one == other) == (True, False)
