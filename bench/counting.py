"""Owns counting what a request or a query asks of the database: queries, rows, and the seconds they take."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Any

from django.core.management import call_command
from django.db.backends.utils import CursorWrapper

if TYPE_CHECKING:
    from django.test import Client

    from offices.models import Person


@dataclass
class Fetched:
    """What one request asked of the database: queries, rows, and the seconds of execute and fetch."""

    queries: int = 0
    rows: int = 0
    seconds: float = 0.0


class CountingCursor(CursorWrapper):
    """A cursor of Django's that counts. Not an execute wrapper: on SQLite most of the work is done while fetching."""

    def __init__(self, cursor: Any, database: Any, fetched: Fetched) -> None:
        super().__init__(cursor, database)
        self.fetched = fetched

    def execute(self, sql: Any, params: Any = None) -> Any:
        self.fetched.queries += 1
        return self._clocked(lambda: super(CountingCursor, self).execute(sql, params))

    def fetchone(self) -> Any:
        row = self._clocked(self.cursor.fetchone)
        self.fetched.rows += row is not None
        return row

    def fetchmany(self, *size: int) -> Any:
        rows = self._clocked(lambda: self.cursor.fetchmany(*size))
        self.fetched.rows += len(rows)
        return rows

    def _clocked(self, work: Callable[[], Any]) -> Any:
        started = perf_counter()
        answer = work()
        self.fetched.seconds += perf_counter() - started
        return answer


@contextmanager
def counted(fetched: Fetched) -> Iterator[None]:
    """Counts anew what the default connection does meanwhile."""
    from django.db import connection

    fetched.queries, fetched.rows, fetched.seconds = 0, 0, 0.0
    connection.make_cursor = lambda cursor: CountingCursor(cursor, connection, fetched)  # type: ignore[method-assign]
    try:
        yield
    finally:
        del connection.make_cursor


def logged_in(person: "Person") -> "Client":
    from django.test import Client

    call_command("collectstatic", interactive=False, verbosity=0)  # pages name static files by their hashes
    client = Client(headers={"host": "localhost"})
    client.force_login(person)
    return client
