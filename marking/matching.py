"""Owns the matching of achieved dates to dated targets."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from marking.assigning import assign
from marking.goals import DatedTarget


class Judged(NamedTuple):
    """A dated target and the achieved date that stands for it; none where nothing was done."""

    target: DatedTarget
    done: date | None

    @property
    def in_time(self) -> bool:
        return self.done is not None and self.done <= self.target.day

    @property
    def late(self) -> bool:
        return self.done is not None and self.done > self.target.day

    @property
    def late_by(self) -> int:
        """Days after the target; 0 for one in time or not done."""
        return max((self.done - self.target.day).days, 0) if self.done else 0


def match_dates(targets: Sequence[DatedTarget], cells: Mapping[int, Sequence[date]]) -> list[Judged]:
    """Judges every dated target by one achieved date, in the order of the targets' days.

    A target is met by a date of its own quarter's cell. What a cell has beyond its targets stands in for targets
    not met: the earliest that is in time. A late date is spent on the target of its own cell.
    """
    met: dict[int, date] = {}  # by place in the list of targets
    spent: dict[int, date] = {}
    spare: list[date] = []
    places = sorted(range(len(targets)), key=lambda place: targets[place].day)
    # Own quarters first: a date answers the target beside it before it helps out elsewhere.
    for quarter in {target.quarter for target in targets}.union(cells):
        own = [place for place in places if targets[place].quarter == quarter]
        left = _meet_latest_first(own, targets, sorted(cells.get(quarter, ())), met)
        unmet = [place for place in own if place not in met]
        # Of what is left the latest stay with the cell's unmet targets, where they are late; the earliest help others.
        kept = max(len(left) - len(unmet), 0)
        spare += left[:kept]
        spent.update(zip(unmet, left[kept:], strict=False))
    spare.sort()
    # Earliest target, earliest date: any other pairing in time can be exchanged into this one.
    for place in places:
        if place not in met and spare and spare[0] <= targets[place].day:
            met[place] = spare.pop(0)
    # What came after every day it could have met is late for whatever is still open.
    late = iter(spare)
    return [Judged(targets[place], met.get(place) or spent.get(place) or next(late, None)) for place in places]


def _meet_latest_first(
    own: Sequence[int], targets: Sequence[DatedTarget], days: list[date], met: dict[int, date]
) -> list[date]:
    """Meets a cell's targets, the earliest first, each by the latest date in time; returns the dates left over.

    So as many as possible are met, the targets left are the easiest and the dates left the earliest.
    """
    for place in own:
        # The latest that is in time: an earlier date can meet everything this one can, and stays free.
        in_time = [day for day in days if day <= targets[place].day]
        if in_time:
            met[place] = in_time[-1]
            days.remove(in_time[-1])
    return days


def match_at_least_cost(
    targets: Sequence[DatedTarget], cells: Mapping[int, Sequence[date]], cost: Callable[[Judged], Fraction]
) -> list[Judged]:
    """Judges the first dated target of a cell by its first date, the second by the second, where it counts how late.

    What cells have beyond their targets stands in wherever that costs less. An earlier date or one more costs no more.
    """
    places = sorted(range(len(targets)), key=lambda place: targets[place].day)
    own: dict[int, date] = {}
    spare: list[date] = []
    for quarter in {target.quarter for target in targets}.union(cells):
        here = [place for place in places if targets[place].quarter == quarter]
        days = sorted(cells.get(quarter, ()))
        own.update(zip(here, days, strict=False))
        spare += days[len(here) :]
    kept = [Judged(targets[place], own.get(place)) for place in places]
    ways = [[*(each._replace(done=day) for day in spare), *_own_alone(each, kept)] for each in kept]
    costs = [[cost(way) for way in row] for row in ways]
    return [row[column] for row, column in zip(ways, assign(costs), strict=True)]


def _own_alone(one: Judged, kept: Sequence[Judged]) -> list[Judged]:
    """The date of its own for each target, which no other one can have."""
    return [one if each is one else one._replace(done=None) for each in kept]
