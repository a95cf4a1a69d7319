"""Owns hearing the statements that are asked of the database, as they are asked.

Django's own list of them writes each out with its values, which on SQLite is a question of its own for every one.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is asked inside, in its order; beginning and ending a transaction is nothing asked."""
    heard: list[str] = []

    def hear(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        heard.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(hear):
        yield heard
