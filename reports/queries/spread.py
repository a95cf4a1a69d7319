"""Owns how the figures of many offices lie: mean, median, and how many fall into each tenth."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connections
from django.db.models import Aggregate, Avg, Count, DecimalField, F, IntegerField, Q, QuerySet, Window
from django.db.models.functions import Cast, RowNumber

from plans.models import LeagueEntry

PARTS = 10
Moment = tuple[int, int]  # the calendar year a fiscal year begins in, quarter
TWO_PLACES = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Middle:
    """Mean and median of so many offices' percentages, to two places."""

    count: int
    mean: Decimal
    median: Decimal


class TwoInTheMiddle(Aggregate):
    """The values in the middle of an order, two where their number is even, else the same twice; of PostgreSQL.

    The second share of places lies past the half by less than a place, as long as these are under half a million.
    """

    template = "percentile_disc(ARRAY[0.5, 0.500001]) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = ArrayField(DecimalField())


def middles(entries: QuerySet[LeagueEntry]) -> dict[Moment, Middle]:
    """Mean and median of every year and quarter, in order. One query, which fetches the middle rows only."""
    found = _aggregated(entries) if connections[entries.db].vendor == "postgresql" else _numbered(entries)
    return _middles(found)


def _aggregated(entries: QuerySet[LeagueEntry]) -> Iterable[tuple[Any, ...]]:
    """A row for each moment and value in its middle, from one sorting of a nation's years and no window over it."""
    by_moment = entries.order_by().values("year__start_year", "quarter")
    figures = by_moment.annotate(size=Count("pk"), mean=Avg("ranked_by"), middle=TwoInTheMiddle("ranked_by"))
    for *moment, size, mean, two in figures.values_list("year__start_year", "quarter", "size", "mean", "middle"):
        yield from ((*moment, size, mean, each) for each in two)


def _numbered(entries: QuerySet[LeagueEntry]) -> Iterable[tuple[Any, ...]]:
    """The same, on any database."""
    within = [F("year"), F("quarter")]
    place = Window(RowNumber(), partition_by=within, order_by="ranked_by")
    size = Window(Count("pk"), partition_by=within)
    # Of n places the middle ones are those with 0 ≤ 2·place − n ≤ 2: one where n is odd, two where it is even.
    off = Cast(place, IntegerField()) * 2 - Cast(size, IntegerField())
    numbered = entries.annotate(off=off, size=size, mean=Window(Avg("ranked_by"), partition_by=within))
    middle = numbered.filter(off__gte=0, off__lte=2)
    return middle.values_list("year__start_year", "quarter", "size", "mean", "ranked_by")


def _middles(found: Iterable[tuple[Any, ...]]) -> dict[Moment, Middle]:
    percents: dict[Moment, list[Decimal]] = defaultdict(list)
    counted: dict[Moment, tuple[int, Decimal]] = {}
    for year, quarter, size, mean, percent in found:
        percents[year, quarter].append(percent)
        counted[year, quarter] = size, mean
    return {
        moment: Middle(
            counted[moment][0],
            Decimal(counted[moment][1]).quantize(TWO_PLACES),
            (sum(two, Decimal(0)) / len(two)).quantize(TWO_PLACES),
        )
        for moment, two in sorted(percents.items())
    }


def tenths(entries: QuerySet[LeagueEntry]) -> list[int]:
    """How many offices earned 0 to under 10 percent, 10 to under 20 …, 90 to 100. One query."""
    step = 100 // PARTS
    parts = {f"part_{part}": Count("pk", filter=_part(part, step)) for part in range(PARTS)}
    found = entries.aggregate(**parts)
    return [found[f"part_{part}"] for part in range(PARTS)]


def _part(part: int, step: int) -> Q:
    above = Q(ranked_by__gte=part * step)
    return above if part == PARTS - 1 else above & Q(ranked_by__lt=(part + 1) * step)


def courses(entries: QuerySet[LeagueEntry], offices: Iterable[int]) -> dict[int, dict[Moment, Decimal]]:
    """The percentages of some offices in every year and quarter. One query."""
    found: dict[int, dict[Moment, Decimal]] = defaultdict(dict)
    rows = entries.filter(office__in=list(offices)).values_list("office", "year__start_year", "quarter", "ranked_by")
    for office, year, quarter, percent in rows:
        if percent is not None:
            found[office][year, quarter] = percent
    return found
