"""Owns the number of the request that is being worked for, in the request itself and in the jobs it asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

NOWHERE = "-"  # no request: a command, a chore
_current: ContextVar[str] = ContextVar("request_id", default=NOWHERE)


def current_request_id() -> str:
    """The number of the request this thread works for; "-" where there is none."""
    return _current.get()


@contextmanager
def worked_for(request_id: str) -> Iterator[None]:
    """What is done and logged inside belongs to this request."""
    token = _current.set(request_id or NOWHERE)
    try:
        yield
    finally:
        _current.reset(token)
