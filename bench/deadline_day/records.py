"""Owns what the load generator notes: how long each kind of request took, what failed, and every accepted save."""

import time
from collections import Counter, defaultdict
from typing import Any

TURNED_AWAY = {429, 503}  # what the limits answer to who is no officer


class Records:
    """Notes of one run; times only while it is being measured, failures and saves from the first request on."""

    def __init__(self) -> None:
        self.is_measuring = self.are_all_in = False
        self.ready = 0  # how many are in of those who stay
        self.times: dict[str, list[float]] = defaultdict(list)
        self.turned_away: Counter[str] = Counter()
        self.errors: Counter[str] = Counter()
        self.saved: list[tuple[int, str]] = []
        self.unknown: list[tuple[int, str]] = []  # saves nobody answered: they may be there, or not
        self._began = self._ended = self._spent = 0.0

    def begin(self) -> None:
        self.is_measuring, self._began, self._spent = True, time.monotonic(), time.process_time()

    def end(self) -> None:
        self.is_measuring, self._ended = False, time.monotonic()
        self._spent = time.process_time() - self._spent

    def note(self, kind: str, seconds: float) -> None:
        if self.is_measuring:
            self.times[kind].append(seconds)

    def note_turned_away(self, kind: str) -> None:
        if self.is_measuring:
            self.turned_away[kind] += 1

    def fail(self, kind: str, what: str) -> None:
        self.errors[f"{kind}: {what}"] += 1

    def as_json(self) -> dict[str, Any]:
        return {
            "seconds": self._ended - self._began,
            "processor": self._spent,
            "times": self.times,
            "turned_away": self.turned_away,
            "errors": self.errors,
            "saved": self.saved,
            "unknown": self.unknown,
        }
