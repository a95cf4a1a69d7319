"""Owns two deeds on one plan at the same moment: begun together, or queued before the held plan in a chosen order.

Queued, both have read what stands before either writes: on PostgreSQL the plan is held until both wait for it, and who
waits first is served first. SQLite lets one write at a time and tells nobody who waits, so that there both just begin.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from time import sleep
from typing import Any

import pytest
from django.db import connection, connections, transaction

from plans.actions.ledger import lock_plan
from plans.models import Plan
from plans.tests.commands.shell import run

FEW, MANY = 6, int(os.environ.get("ROUNDS", "51"))
TOGETHER, FIRST, SECOND = "together", "first", "second"
ORDERS = (FIRST, SECOND, TOGETHER)
PRESENT = """SELECT count(DISTINCT pid) FROM pg_locks AS waiting WHERE NOT granted AND EXISTS (
    SELECT FROM pg_locks AS held JOIN pg_database ON oid = held.database
    WHERE held.pid = waiting.pid AND datname = current_database())"""  # tests beside these have databases of their own
MOMENT = 0.002  # between two looks, in seconds

Deed = Callable[[], Any]


@dataclass(frozen=True)
class Round:
    """One of the rounds of a race: its number, and how its deeds begin."""

    number: int
    order: str

    def race(self, plan: Plan, *deeds: Deed) -> list[Any]:
        """What each deed answered."""
        if self.order == TOGETHER or connection.vendor == "sqlite":
            return together(*deeds)
        return queued(plan, deeds if self.order == FIRST else deeds[::-1])[:: 1 if self.order == FIRST else -1]

    def check_winner(self, won: Sequence[bool]) -> None:
        """Exactly one won; where they queued, who came first."""
        assert sorted(won) == [False] * (len(won) - 1) + [True], (self, won)
        if self.order != TOGETHER and connection.vendor == "postgresql":
            assert won[0 if self.order == FIRST else -1], (self, won)


@pytest.fixture(params=[pytest.param(FEW, id="few"), pytest.param(MANY, id="many", marks=pytest.mark.long)])
def rounds(request: pytest.FixtureRequest, transactional_db: None) -> Iterator[list[Round]]:
    """The rounds of a race, each order in turn; after them every ledger is whole and every scorecard is right."""
    yield [Round(number, ORDERS[number % len(ORDERS)]) for number in range(request.param)]
    for command in ("verify_events", "verify_scorecards"):
        ended = run(command)
        assert ended.code == 0, ended.out + ended.err


def together(*deeds: Deed) -> list[Any]:
    """All begun at the same moment, on connections of their own."""
    start = Barrier(len(deeds))

    def act(deed: Deed) -> Any:
        start.wait()
        return apart(deed)

    with ThreadPoolExecutor(len(deeds)) as people:
        return list(people.map(act, deeds))


def queued(plan: Plan, deeds: Sequence[Deed]) -> list[Any]:
    """One after another waits for the plan; then it is theirs, in that order."""
    with ThreadPoolExecutor(len(deeds)) as people:
        with transaction.atomic():
            lock_plan(plan.pk)
            begun: list[Future[Any]] = []
            for deed in deeds:
                begun.append(people.submit(apart, deed))
                _until_waiting(begun)
        return [each.result() for each in begun]


def apart(deed: Deed) -> Any:
    try:
        return deed()
    finally:
        connections.close_all()


def _until_waiting(begun: Sequence[Future[Any]]) -> None:
    """Until all that have not ended wait for a lock."""
    while _waiting() < sum(not each.done() for each in begun):
        sleep(MOMENT)


def _waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute(PRESENT)
        (number,) = cursor.fetchone()
    return int(number)
