"""Owns questions that PostgreSQL keeps for a connection: planning one of ten tables takes ten times its answering.

Where a pooler gives a connection for one transaction only (``DATABASE_POOLING``) nothing is kept.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from django.db.backends.base.base import BaseDatabaseWrapper

PLACE = re.compile("%s|%%")
Asked = tuple[str, tuple[Any, ...]]  # the text of a statement, and what stands at its places
_known: WeakKeyDictionary[Any, dict[int, str]] = WeakKeyDictionary()  # connection → number of a question → its name
_names = count(1)


class Question(NamedTuple):
    """A question by its number in this process; ``about`` names it in logs."""

    number: int
    about: str


def keeps(connection: BaseDatabaseWrapper) -> bool:
    """Whether the server of a connection keeps questions for it."""
    return connection.vendor == "postgresql" and not connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS")


def asked_by_name(connection: BaseDatabaseWrapper, question: Question, asked: Asked, own: Mapping[int, Any]) -> Asked:
    """A question by the name it was given in this connection; the first time with its text before, in one statement.

    ``own``: the places of its numbers, which differ from one time to another.
    """
    connection.ensure_connection()
    known, numbers = _known.setdefault(connection.connection, {}), tuple(asked[1][place] for place in sorted(own))
    call = 'EXECUTE "{}" (' + ", ".join(["%s"] * len(numbers)) + ")"
    if name := known.get(question.number):
        return call.format(name), numbers
    known[question.number] = name = f"{question.about}:{next(_names)}"
    text = _text(connection, *asked, own).replace("%", "%%")
    return f'PREPARE "{name}" AS {text}; ' + call.format(name), numbers


def forget(connection: BaseDatabaseWrapper, question: Question) -> None:
    """After an error nobody knows whether the server keeps it: it gets another name."""
    if connection.connection is not None:  # else it is gone with all it kept
        _known.get(connection.connection, {}).pop(question.number, None)


def _text(connection: BaseDatabaseWrapper, sql: str, params: Sequence[Any], own: Mapping[int, Any]) -> str:
    """The question with $1, $2 … for its numbers and everything else written out."""
    places, numbers = count(), count(1)

    def named(found: re.Match[str]) -> str:
        return found[0] if found[0] == "%%" or next(places) not in own else f"${next(numbers)}"

    others = [each for place, each in enumerate(params) if place not in own]
    with connection.cursor() as cursor:
        told: bytes = cursor.mogrify(PLACE.sub(named, sql), others)
    return told.decode()
