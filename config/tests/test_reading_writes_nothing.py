"""Owns the proof that looking changes nothing: no page that is got writes to the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.tests.test_access import DATA, GET, people, places, put_away, scene  # noqa: F401 - fixtures

WRITES = ("INSERT", "UPDATE", "DELETE")
OWN_BOOKS = ("django_session", '"cache"')  # of the session and of counted requests


@pytest.mark.parametrize("method", ["get", "head"])
def test_no_address_writes_when_it_is_only_looked_at(people, places, client_of, method):  # noqa: F811
    for person in people.values():
        ask = getattr(client_of(person), method)
        for name in GET:
            connection.queries_log.clear()  # it holds no more than a few thousand
            with CaptureQueriesContext(connection) as queries:
                put_away(ask(places[name], DATA.get(name, {})))
            written = [query["sql"] for query in queries if query["sql"].lstrip().startswith(WRITES)]
            assert not [sql for sql in written if not any(table in sql for table in OWN_BOOKS)], (name, person)
