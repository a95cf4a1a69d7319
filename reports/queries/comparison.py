"""Owns the comparison of offices: those whose report is handed in, ranked by their share of what was due; the others
apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator

from cell_values.text import natural_key
from offices.models import Office
from plans.models import Area
from reports.queries.apart import MOST_NAMED, Apart, apart_of, first_apart_of
from reports.queries.clusters import cluster_places
from reports.queries.compared_rows import AreaHead, ComparisonRow, QuarterFigures, figures_of
from reports.queries.league import BEST_FIRST, Counts, League
from workflow.transitions import HANDED_IN, ReportState

PAGE_SIZE = 60


@dataclass(frozen=True)
class Comparison:
    """``rows`` are the ranked ones, of the page; ``apart`` are those without a rank; the counts are of all offices."""

    rows: tuple[ComparisonRow, ...]
    areas: tuple[AreaHead, ...]
    total: int
    submitted: int
    approved: int
    page: Page[Office] | None = None
    apart: tuple[Apart, ...] = ()

    @property
    def has_clusters(self) -> bool:
        """Whether an office shown is in a cluster: only then is there a column for its place in it."""
        return any(row.in_cluster for row in self.rows)

    @property
    def has_trend(self) -> bool:
        """Whether an office has more than one quarter behind it: a single point is no trend."""
        return any(len(row.trend) > 1 for row in self.rows)

    @property
    def everybody(self) -> tuple[ComparisonRow, ...]:
        """The ranked rows, then those apart that are named."""
        return (*self.rows, *self.unranked)

    @property
    def unranked(self) -> tuple[ComparisonRow, ...]:
        return tuple(row for group in self.apart for row in group.rows)

    @property
    def apart_count(self) -> int:
        return sum(group.count for group in self.apart)


@dataclass(frozen=True)
class Places:
    """All places in an order, fetched where they are sliced: what a paginator divides into pages."""

    league: League
    sort: str
    counts: Counts
    only_ranked: bool

    def count(self) -> int:
        return self.counts.ranked if self.only_ranked else self.counts.total

    def __getitem__(self, part: slice) -> list[Office]:
        # As long as only they are asked for, best first, an index gives the ranked ones without looking at the others.
        only_ranked = self.only_ranked or (self.sort == BEST_FIRST and part.stop <= self.counts.ranked)
        return self.league.rows(self.sort, part.start, part.stop, only_ranked=only_ranked)


def compare(league: League, *, sort: str = BEST_FIRST) -> Comparison:
    """The offices that make plans, all side by side. Two queries, whatever their number; with clusters three."""
    rows, heads = _rows(league, league.all_rows(sort))
    states = [row.state for row in rows]
    submitted, approved = sum(state in HANDED_IN for state in states), states.count(ReportState.APPROVED.value)
    ranked = tuple(row for row in rows if row.is_ranked)
    apart = apart_of([row for row in rows if not row.is_ranked])
    return Comparison(ranked, heads, len(rows), submitted, approved, apart=apart)


def compare_page(league: League, *, sort: str, page: str, with_areas: bool = True) -> Comparison:
    """A page of the ranked ones, where offices are many. Five queries; with clusters six, without areas one less."""
    counts = league.counts()
    found = _page(league, sort, counts, page, only_ranked=True)
    rows, heads = _rows(league, list(found), with_areas=with_areas)
    apart = tuple(_row(office, figures_of(office), league.through, heads) for office in league.unranked(MOST_NAMED))
    groups = first_apart_of(apart, counts)
    return Comparison(rows, heads, counts.total, counts.submitted, counts.approved, found, groups)


def list_page(league: League, *, sort: str, page: str) -> Comparison:
    """A page of everybody, ranked or not, without areas; who is on it and has no rank stands apart. Three queries."""
    counts = league.counts()
    found = _page(league, sort, counts, page, only_ranked=False)
    rows, heads = _rows(league, list(found), with_areas=False)
    apart = apart_of([row for row in rows if not row.is_ranked])
    ranked = tuple(row for row in rows if row.is_ranked)
    return Comparison(ranked, heads, counts.total, counts.submitted, counts.approved, found, apart)


def _page(league: League, sort: str, counts: Counts, page: str, *, only_ranked: bool) -> Page[Office]:
    places: Any = Places(league, sort, counts, only_ranked)  # which has just what a paginator asks for
    found: Page[Office] = Paginator(places, PAGE_SIZE).get_page(page)
    return found


def _rows(
    league: League, offices: Sequence[Office], *, with_areas: bool = True
) -> tuple[tuple[ComparisonRow, ...], tuple[AreaHead, ...]]:
    """The rows of offices of the league, and the areas of their plans. One query, two where there are clusters."""
    quarters = [figures_of(office) for office in offices]
    heads = _areas(figures[0].plan_id for figures in quarters if figures) if with_areas else ()
    places = cluster_places(league, offices)
    rows = (_row(office, figures, league.through, heads) for office, figures in zip(offices, quarters, strict=True))
    return tuple(replace(row, in_cluster=places.get(row.office.pk)) for row in rows), heads


def _row(
    office: Office, quarters: tuple[QuarterFigures, ...], through: int, heads: tuple[AreaHead, ...]
) -> ComparisonRow:
    row = ComparisonRow(office, quarters, through, heads, "–", is_shared=False)
    if not row.is_ranked:
        return row
    rank, at_least_as_good = office.rank, office.at_least_as_good  # type: ignore[attr-defined]
    return ComparisonRow(office, quarters, through, heads, rank, is_shared=at_least_as_good > rank)


def _areas(plans: Iterable[int]) -> tuple[AreaHead, ...]:
    """The areas of these plans; where offices differ under one number, the first plan's words stand."""
    found = Area.objects.filter(plan__in=set(plans)).order_by("plan_id")
    named: dict[str, AreaHead] = {}
    for number, title, weight in found.values_list("number", "title", "weight"):
        named.setdefault(number, (number, title, weight))
    return tuple(sorted(named.values(), key=lambda area: natural_key(area[0])))
