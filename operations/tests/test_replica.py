"""Owns the proof of what is read from a replica; with a real one it is in config/tests/test_one_machine.py."""

import pytest
from django.contrib.sessions.models import Session
from django.db import ProgrammingError, connection, connections
from django.http import Http404, HttpResponse
from django.urls import get_resolver

from operations.replica import ALIAS, ReplicaRouter, reading_from_replica
from operations.replica_looks import replica_trouble
from operations.replica_pages import PAGES, ReplicaMiddleware, _is_only_read, _read_there
from plans.models import Plan

router = ReplicaRouter()


def names_of(resolver, room=""):
    """Every view as others name it."""
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            within = f"{room}{pattern.namespace}:" if pattern.namespace else room
            yield from names_of(pattern, within)
        elif pattern.name:
            yield f"{room}{pattern.name}"


def test_every_page_that_is_read_there_exists():
    assert set(names_of(get_resolver())) >= PAGES


def test_reads_go_there_only_inside_and_writes_and_sessions_never():
    assert router.db_for_read(Plan) == "default"
    with reading_from_replica():
        assert (router.db_for_read(Plan), router.db_for_write(Plan)) == (ALIAS, "default")
        assert router.db_for_read(Session) == "default"
    assert router.db_for_read(Plan) == "default"
    assert router.allow_migrate(ALIAS, "plans") is False


@pytest.mark.parametrize(
    ("name", "method", "cookies", "is_read_there"),
    [
        ("public:list", "get", {}, True),
        ("public:list", "get", {"wrote": "1"}, False),
        ("public:list", "post", {}, False),
        ("entry:entry", "get", {}, False),
    ],
)
def test_nothing_is_read_there_by_who_just_wrote_or_before_a_write(rf, name, method, cookies, is_read_there):
    request = getattr(rf, method)("/")
    request.COOKIES.update(cookies)
    request.resolver_match = type("Match", (), {"view_name": name})()
    assert _is_only_read(request) is is_read_there


def test_without_a_replica_nothing_is_asked_and_no_cookie_is_given(rf, settings):
    request = rf.post("/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    assert not ReplicaMiddleware(lambda _: HttpResponse())(request).cookies
    assert replica_trouble() == ""


@pytest.fixture
def replica(db):
    """A second connection to the database; nothing is asked through it here."""
    connections[ALIAS] = connection.copy()
    yield
    del connections[ALIAS]


def raises(error):
    raise error


@pytest.mark.django_db
@pytest.mark.parametrize(
    "view",
    [
        lambda request: raises(Http404()),
        lambda request: HttpResponse(status=404),
        lambda request: raises(ProgrammingError("no such table")),
    ],
    ids=["raised", "answered", "other tables"],
)
def test_what_is_not_found_there_or_stands_in_other_tables_is_asked_of_the_database_itself(rf, replica, view):
    assert _read_there(view, rf.get("/")) is None


@pytest.mark.django_db
def test_what_is_found_there_is_answered(rf, replica):
    found = HttpResponse()
    assert _read_there(lambda request: found, rf.get("/")) is found
