"""Owns whether the replica may be asked now: it answers at once, is the same database, and has what that has."""

import logging
import threading
import time
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, ProgrammingError, connections

from operations.kept import UnwaitedAnswer
from operations.replica import ALIAS, OLDEST, has_replica
from operations.silent_lines import cut_after

logger = logging.getLogger(__name__)
KEPT = 3.0  # seconds between two looks at it, while somebody asks
PATIENCE = 1.0  # seconds in which it answers, or is thought to be gone
RECENT = OLDEST - KEPT - 2 * PATIENCE  # seconds between two looks, of which the second asks for what the first noted
UNANSWERED = "the replica does not answer"
# Which cluster it is, which of its histories, and which database there: a restore makes another of each kind.
WRITTEN = """
SELECT pg_current_wal_lsn()::text, system_identifier::text,
       ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int, oid::text
  FROM pg_control_system(), pg_database WHERE datname = current_database()
"""
REPLAYED = """
SELECT pg_is_in_recovery() AND (system_identifier::text, timeline_id, oid::text) = (%s, %s, %s),
       pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= %s::pg_lsn
  FROM pg_control_system(), pg_control_checkpoint(), pg_database WHERE datname = current_database()
"""


class _Looks:
    """Looks whether the copy has what the database had at the look before, or has now where that is long ago."""

    def __init__(self) -> None:
        self._before: tuple[float, str] | None = None
        self._told = ""
        self._asking: threading.Thread | None = None

    def __call__(self) -> str:
        """Why it may not be asked now; nothing where it may. Told to the log when that changes."""
        trouble = self._trouble()
        if trouble and trouble != self._told:
            logger.warning("%s: pages are read from the database itself", trouble)
        if self._told and not trouble:
            logger.warning("the replica answers, and is not behind: pages are read from it again")
        self._told = trouble
        return trouble

    def _trouble(self) -> str:
        now = time.monotonic()
        try:
            written, *which = asked(WRITTEN)
        except ProgrammingError:
            return "the site's role may not ask which database it is"
        except (DatabaseError, InterfaceError):
            return "the database does not answer"
        recent = self._before is not None and now - self._before[0] <= RECENT
        wanted = self._before[1] if recent and self._before else written
        self._before = (now, written)
        return self._answer_in_time(*which, wanted)

    def _answer_in_time(self, *wanted: Any) -> str:
        """Asked in a thread of its own, for what hangs there must hang nobody; one at a time."""
        if self._asking is not None and self._asking.is_alive():
            return UNANSWERED
        found: list[str] = []
        self._asking = threading.Thread(target=lambda: found.append(_compared(*wanted)), daemon=True)
        self._asking.start()
        self._asking.join(PATIENCE)
        return found[0] if found else UNANSWERED


def _compared(*wanted: Any) -> str:
    try:
        with cut_after(PATIENCE, ALIAS):
            is_the_same, has_it = asked(REPLAYED, *wanted, alias=ALIAS)
    except (DatabaseError, InterfaceError):
        return UNANSWERED
    finally:
        connections[ALIAS].close()
    if not is_the_same:
        return "the replica is another database"
    return "" if has_it else "the replica is behind"


def asked(statement: str, *values: Any, alias: str = DEFAULT_DB_ALIAS) -> tuple[Any, ...]:
    """The one row a database answers with."""
    with connections[alias].cursor() as cursor:
        cursor.execute(statement, values)
        row: tuple[Any, ...] = cursor.fetchone()
    return row


_trouble: UnwaitedAnswer[str] = UnwaitedAnswer(
    _Looks(), seconds=KEPT, late=PATIENCE, unknown="the replica is being looked at"
)


def replica_trouble() -> str:
    """Why the replica may not be asked now; nothing where it may, or there is none. Waits a second at most for it."""
    return _trouble.get() if has_replica() else ""


def look_anew() -> None:
    """The next one who asks looks at the replica again."""
    _trouble.forget()
