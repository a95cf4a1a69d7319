"""Owns the comparison of offices: one row for each office that makes plans, ranked by its share of what was due."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Exists, OuterRef, QuerySet, When
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cell_values.text import natural_key
from offices.models import FiscalYear, Office
from plan_tree.terms import QUARTERS
from plans.models import Area, LeagueEntry, Plan
from plans.models.report import STATES
from reports.queries.clusters import ClusterPlace, cluster_places
from reports.queries.league import BEST_FIRST, Counts, League
from workflow.transitions import HANDED_IN, ReportState

LEVELS = ((95, 5), (85, 4), (70, 3), (50, 2), (30, 1), (0, 0))
STATE_LABELS = dict(STATES)
PAGE_SIZE = 60
HALF = Decimal("0.5")
HeatSquare = tuple[str, int | None, int | None, str]  # area number, percentage of what was due, level, where it leads
AreaHead = tuple[str, str, Decimal]  # number, title, weight


@dataclass(frozen=True)
class QuarterFigures:
    """An office through a quarter, as stored with its scorecard; ``percent`` and ``shares`` are of what was due."""

    quarter: int
    plan_id: int
    state: str
    submitted_at: datetime | None
    earned: Decimal
    due: Decimal
    percent: Decimal | None
    shares: dict[str, int]

    @property
    def is_handed_in(self) -> bool:
        return self.state in HANDED_IN

    @property
    def state_label(self) -> str:
        return str(STATE_LABELS[self.state])

    @cached_property
    def url(self) -> str:
        return reverse("reports:scorecard", kwargs={"plan_id": self.plan_id, "quarter": self.quarter})

    def squares(self, areas: Iterable[AreaHead]) -> tuple[HeatSquare, ...]:
        return tuple(self._square(number) for number, _title, _weight in areas)

    def _square(self, number: str) -> HeatSquare:
        share = self.shares.get(f"area-{number}")
        if share is None:
            return number, None, None, ""
        level = level_of(share) if self.is_handed_in else None  # nobody is judged by what is not handed in
        return number, share, level, f"{self.url}#area-{number}"


@dataclass(frozen=True)
class ComparisonRow:
    """An office with its marks through a quarter; ``earned`` is None where there is no plan.

    Ranked is what was handed in. Equal shares have equal ranks and the next ones are skipped (1, 2, 2, 4);
    ``is_shared`` says that it is so.
    """

    office: Office
    quarters: tuple[QuarterFigures, ...]
    through: int
    heads: tuple[AreaHead, ...]
    rank: int | str
    is_shared: bool
    in_cluster: ClusterPlace | None = None

    @cached_property
    def current(self) -> QuarterFigures | None:
        return next((figures for figures in self.quarters if figures.quarter == self.through), None)

    @property
    def earned(self) -> Decimal | None:
        return self.current.earned if self.current else None

    @property
    def due(self) -> Decimal | None:
        return self.current.due if self.current else None

    @property
    def percent(self) -> Decimal | None:
        return self.current.percent if self.current else None

    @property
    def is_ranked(self) -> bool:
        return self.current is not None and self.current.is_handed_in and self.percent is not None

    @property
    def state(self) -> str:
        return self.current.state if self.current else "missing"

    @property
    def state_label(self) -> str:
        return self.current.state_label if self.current else _("no plan")

    @property
    def url(self) -> str:
        return self.current.url if self.current else ""

    @cached_property
    def areas(self) -> tuple[HeatSquare, ...]:
        if self.current is None:
            return tuple((number, None, None, "") for number, _title, _weight in self.heads)
        return self.current.squares(self.heads)

    @property
    def by_quarter(self) -> list[tuple[QuarterFigures, tuple[HeatSquare, ...]]]:
        """The squares of every quarter."""
        return [(figures, figures.squares(self.heads)) for figures in self.quarters]

    @property
    def trend(self) -> tuple[tuple[int, int], ...]:
        """Whole percentages of the quarters handed in, up to the chosen one."""
        return tuple(
            (figures.quarter, int(figures.percent + HALF))
            for figures in self.quarters
            if figures.quarter <= self.through and figures.is_handed_in and figures.percent is not None
        )


@dataclass(frozen=True)
class Comparison:
    """``rows`` are those of the page; the counts are of all offices."""

    rows: tuple[ComparisonRow, ...]
    areas: tuple[AreaHead, ...]
    total: int
    submitted: int
    approved: int
    page: Page[Office] | None = None

    @property
    def has_clusters(self) -> bool:
        """Whether an office shown is in a cluster: only then is there a column for its place in it."""
        return any(row.in_cluster for row in self.rows)


@dataclass(frozen=True)
class Places:
    """All places in an order, fetched where they are sliced: what a paginator divides into pages."""

    league: League
    sort: str
    counts: Counts

    def count(self) -> int:
        return self.counts.total

    def __getitem__(self, part: slice) -> list[Office]:
        return self.league.rows(self.sort, part.start, part.stop, ranked=self.counts.ranked)


def compare(
    offices: QuerySet[Office], *, kind: str, year: FiscalYear, through: int, sort: str = BEST_FIRST
) -> Comparison:
    """The offices that make plans, all side by side. Two queries, whatever their number; with clusters three."""
    league = League(offices, kind, year, through)
    rows, heads = _rows(league, league.all_rows(sort))
    states = [row.state for row in rows]
    submitted, approved = sum(state in HANDED_IN for state in states), states.count(ReportState.APPROVED.value)
    return Comparison(rows, heads, len(rows), submitted, approved)


def compare_page(
    offices: QuerySet[Office], *, kind: str, year: FiscalYear, through: int, sort: str, page: str
) -> Comparison:
    """A page of the same, where offices are many. Four queries; with clusters five."""
    league = League(offices, kind, year, through)
    counts = league.counts()
    places: Any = Places(league, sort, counts)  # which has just what a paginator asks for
    found: Page[Office] = Paginator(places, PAGE_SIZE).get_page(page)
    rows, heads = _rows(league, list(found))
    return Comparison(rows, heads, counts.total, counts.submitted, counts.approved, found)


def years_with_plans(kind: str) -> list[FiscalYear]:
    """Every year, latest first; ``has_plans`` says whether there are plans of the kind, ``last_handed_in`` which
    quarter's report was the last that anybody handed in (0: none), ``has_clusters`` whether an office is in one.
    One query.
    """
    plans = Plan.objects.filter(year=OuterRef("pk"), kind=kind)
    ranked = LeagueEntry.objects.filter(year=OuterRef("pk"), kind=kind, ranked_by__isnull=False)
    # Asked quarter by quarter, the index answers at once, however many offices there are.
    quarters = [When(Exists(ranked.filter(quarter=quarter)), then=quarter) for quarter in reversed(QUARTERS)]
    last = Case(*quarters, default=0)
    clusters = Exists(Office.objects.exclude(cluster=""))
    return list(FiscalYear.objects.annotate(has_plans=Exists(plans), last_handed_in=last, has_clusters=clusters))


def level_of(share: int) -> int:
    """The shade of a percentage: 5 is the best."""
    return next(level for least, level in LEVELS if share >= least)


def figures_of(office: Office) -> tuple[QuarterFigures, ...]:
    """The quarters an office of the league has a report of."""
    found = ((quarter, *(getattr(office, f"{name}_{quarter}") for name in _NAMES)) for quarter in QUARTERS)
    return tuple(QuarterFigures(*values) for values in found if values[1] is not None)


_NAMES = [name for name in QuarterFigures.__dataclass_fields__ if name != "quarter"]


def _rows(league: League, offices: Sequence[Office]) -> tuple[tuple[ComparisonRow, ...], tuple[AreaHead, ...]]:
    """The rows of offices of the league, and the areas of their plans. One query, two where there are clusters."""
    quarters = [figures_of(office) for office in offices]
    heads = _areas(figures[0].plan_id for figures in quarters if figures)
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
