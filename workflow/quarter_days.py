"""Owns the days of a quarter for one office: from when it is written, by when due, until when taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from cell_values.sentence import Sentence


class SetDays(NamedTuple):
    """What is set for a year, a quarter and a tier; of a day nobody set, None."""

    due: date
    opens: date | None = None
    grace: date | None = None
    locks: date | None = None

    def moved(self, days: timedelta) -> "SetDays":
        """All of them later by so much."""
        return SetDays(self.due + days, *(each and each + days for each in self[1:]))

    def why_not(self) -> Sentence | None:
        """Why days cannot stand so; None: they can."""
        if self.opens is not None and self.opens > self.due:
            return OPENS_AFTER_DUE
        if self.grace is not None and self.grace < self.due:
            return GRACE_BEFORE_DUE
        if self.locks is not None and self.locks < (self.grace or self.due):
            return LOCKS_EARLY
        return None


OPENS_AFTER_DUE = Sentence(
    "লেখা শুরুর দিন জমার শেষ দিনের পরে হতে পারে না।", "A quarter opens on the day it is due at the latest."
)
GRACE_BEFORE_DUE = Sentence("ছাড়ের শেষ দিন জমার শেষ দিনের আগে হতে পারে না।", "Grace ends on the day it is due or later.")
LOCKS_EARLY = Sentence(
    "সময়মতো জমা দেওয়ার শেষ দিনের আগে কোয়ার্টার বন্ধ হতে পারে না।",
    "A quarter locks when nothing of it is in time any more, not before.",
)


class MoreDays(NamedTuple):
    """More time for one office."""

    until: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class QuarterDays:
    """The days as they count for an office, more time included.

    It is written from ``opens``; handed in by ``due``, or by ``in_time_until`` where there is grace, it is in time;
    until ``locks_after`` it is taken late (None: it is always taken). ``judged_in`` is the quarter whose report tells
    it: a later one where the office reports by half-years.
    """

    starts: date
    opens: date
    judged_in: int
    due: date | None = None
    in_time_until: date | None = None
    locks_after: date | None = None
    more: MoreDays | None = None

    @property
    def has_grace(self) -> bool:
        """Whether it is in time later than the day it is due."""
        return self.in_time_until != self.due

    def has_begun(self, today: date) -> bool:
        return today >= self.opens

    def is_locked(self, today: date) -> bool:
        return self.locks_after is not None and today > self.locks_after

    def days_late(self, day: date) -> int | None:
        """How many days after the day it was due; 0 in time, also by grace; None where no day is set."""
        if self.due is None or self.in_time_until is None:
            return None
        return 0 if day <= self.in_time_until else (day - self.due).days


def days_of_quarters(
    starts: Mapping[int, date], stored: Mapping[int, SetDays], more: Mapping[int, MoreDays]
) -> dict[int, QuarterDays]:
    """Quarter → its days, from what is set for the tier and what one office was given beside.

    A quarter without a deadline has no report of its own where a later one has: it locks with that one.
    """
    own = {
        quarter: _own_days(quarter, first, stored.get(quarter), more.get(quarter)) for quarter, first in starts.items()
    }
    for quarter in starts:
        judged_in = min((each for each in stored if each > quarter), default=None)
        if quarter not in stored and judged_in is not None:
            last = own[judged_in]
            own[quarter] = QuarterDays(
                starts[quarter], starts[quarter], judged_in, locks_after=last.locks_after, more=last.more
            )
    return own


def _own_days(quarter: int, starts: date, stored: SetDays | None, more: MoreDays | None) -> QuarterDays:
    if stored is None:
        return QuarterDays(starts, starts, quarter)
    more = more if more and more.until > stored.due else None
    until = more.until if more else stored.due
    locks = max(stored.locks, until) if stored.locks else None
    due, grace = max(stored.due, until), max(stored.grace or stored.due, until)
    return QuarterDays(starts, max(starts, stored.opens or starts), quarter, due, grace, locks, more)
