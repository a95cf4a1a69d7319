"""Owns the copy of the database for pages that are only read: who asks it, and what for."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model

ALIAS = "replica"
OLDEST = 9.0  # seconds: what is read there is no older
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
