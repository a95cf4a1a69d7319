"""Owns the copy of the database for pages that are only read: who asks it, and whether it may be asked now."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.models import Model

from operations.kept import KeptAnswer

logger = logging.getLogger(__name__)
ALIAS = "replica"
KEPT = 3.0  # seconds between two looks at it, while somebody asks
OLDEST = 3 * KEPT  # seconds: what is read there is no older
OF_THE_REQUEST = {"sessions", "django_cache"}  # who asks, and how often: never a moment old
_is_asked: ContextVar[bool] = ContextVar("reads_from_replica", default=False)


class ReplicaRouter:
    """Reads inside ``reading_from_replica`` go there; everything else, and each write, to the database itself."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        return ALIAS if _is_asked.get() and model._meta.app_label not in OF_THE_REQUEST else DEFAULT_DB_ALIAS

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, first: Model, second: Model, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return False if db == ALIAS else None


@contextmanager
def reading_from_replica() -> Iterator[None]:
    """What is read inside is up to ``OLDEST`` seconds old."""
    before = _is_asked.set(True)
    try:
        yield
    finally:
        _is_asked.reset(before)


def has_replica() -> bool:
    return ALIAS in settings.DATABASES


class _Looks:
    """Looks whether the copy has what the database had at the look before, or has now where that is long ago."""

    def __init__(self) -> None:
        self._before: tuple[float, str] | None = None
        self._told = ""

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
            (written,) = _asked(DEFAULT_DB_ALIAS, "SELECT pg_current_wal_lsn()")
        except DatabaseError:
            return "the database does not answer"
        recent = self._before is not None and now - self._before[0] <= OLDEST - KEPT
        wanted = self._before[1] if recent and self._before else written
        self._before = (now, written)
        try:
            (has_it,) = _asked(ALIAS, "SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", wanted)
        except DatabaseError:
            connections[ALIAS].close()
            return "the replica does not answer"
        return "" if has_it else "the replica is behind"


def _asked(alias: str, statement: str, *values: str) -> tuple[Any, ...]:
    with connections[alias].cursor() as cursor:
        cursor.execute(statement, values)
        row: tuple[Any, ...] = cursor.fetchone()
    return row


_trouble: KeptAnswer[str] = KeptAnswer(_Looks(), seconds=KEPT)


def replica_trouble() -> str:
    """Why the replica may not be asked now; nothing where it may, or there is none."""
    return _trouble.get() if has_replica() else ""


def look_anew() -> None:
    """The next one who asks looks at the replica again."""
    _trouble.forget()
