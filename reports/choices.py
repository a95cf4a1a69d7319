"""Owns what was chosen on the comparison page: which offices, by which plans, in which order and view."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from offices.models import FiscalYear, Office, Tier
from offices.queries.lookup import cluster_names, offices_meant, offices_named
from offices.queries.rights import Standing, below, offices_read_by
from plans.kinds import plan_kinds
from reports.forms import ALL_TIERS, VIEWS, ComparisonForm
from reports.queries.comparison import Comparison, compare, compare_page, years_with_plans
from reports.queries.league import BEST_FIRST, League

TOP_TIERS = [Tier.CABINET_DIVISION, Tier.OFFICE, Tier.MINISTRY, Tier.DIVISION]


MOST_PRINTED = 500  # offices on paper at once: some 25 pages


class NoSuchChoice(Exception):
    """Something no page offers."""


@dataclass(frozen=True)
class Choice:
    """Offices of the person's scope by one kind of plan; ``are_few`` says that they fit one page.

    ``above`` are the offices under which they were chosen, ``form`` shows the choice.
    """

    form: ComparisonForm
    kind: str
    year: FiscalYear
    through: int
    sort: str
    view: str
    offices: QuerySet[Office]
    above: Sequence[Office]
    are_few: bool

    @property
    def league(self) -> League:
        return League(self.offices, self.kind, self.year, self.through)

    @property
    def name(self) -> str:
        """The name of its files, without their endings."""
        return f"comparison-{self.kind}-{self.year.code}-q{self.through}"

    @property
    def is_narrowed(self) -> bool:
        return any(self.form.cleaned_data[name] for name in ("under", "search", "tier", "cluster"))

    @property
    def values(self) -> dict[str, str]:
        """What stands in the address of the page."""
        return {name: str(value) for name, value in self.form.cleaned_data.items() if value}

    def too_many_to_print(self) -> int:
        """How many offices were chosen where they are more than is printed at once, else 0. One query."""
        count = 0 if self.are_few else self.league.makers.count()
        return count if count > MOST_PRINTED else 0

    def compared(self, page: str = "1") -> Comparison:
        """The offices side by side: all of them where they are few, else a page."""
        what: dict[str, Any] = {"kind": self.kind, "year": self.year, "through": self.through, "sort": self.sort}
        return compare(self.offices, **what) if self.are_few else compare_page(self.offices, **what, page=page)


def choice_of(standing: Standing, data: Mapping[str, Any]) -> Choice:
    """What was chosen; what is missing is as usual. Raises NoSuchChoice."""
    kind = data.get("kind", "")
    years = years_with_plans(kind if kind in plan_kinds() else next(iter(plan_kinds())))
    is_top = standing.oversees_all and not data.get("under", "").strip()
    clusters = cluster_names() if years[0].has_clusters else []  # type: ignore[attr-defined]
    form = ComparisonForm(_usual(years, data) | dict(data), years=years, clusters=clusters, is_top=is_top)
    if not form.is_valid():
        raise NoSuchChoice
    chosen = form.cleaned_data
    above = offices_meant(offices_read_by(standing), chosen["under"]) if chosen["under"] else []
    tiers = _tiers(chosen["tier"], is_top=is_top)
    return Choice(
        form=form,
        kind=chosen["kind"],
        year=next(year for year in years if str(year.start_year) == chosen["year"]),
        through=int(chosen["through"]),
        sort=chosen["sort"] or BEST_FIRST,
        view=chosen["view"] or VIEWS[0],
        offices=_offices(standing, tiers, above if chosen["under"] else None, chosen["search"], chosen["cluster"]),
        above=above,
        are_few=bool(tiers) and set(tiers) <= set(TOP_TIERS),
    )


def _usual(years: Sequence[FiscalYear], data: Mapping[str, Any]) -> dict[str, str]:
    """The first kind, the latest year with plans; of that year or the one asked for the quarter to look at now."""
    latest = next((year for year in years if year.has_plans), years[0])  # type: ignore[attr-defined]
    year, kind = str(latest.start_year), next(iter(plan_kinds()))
    asked = next((each for each in years if str(each.start_year) == data.get("year")), latest)
    return {"kind": kind, "year": year, "through": str(_quarter_now(asked))}


def _quarter_now(year: FiscalYear) -> int:
    """The last quarter anything was handed in of; before that the one that runs, or ran last."""
    last: int = year.last_handed_in  # type: ignore[attr-defined]
    return last or year.quarter_begun(timezone.localdate())


def _tiers(tier: str, *, is_top: bool) -> list[str]:
    """The tiers meant; none of them means every one."""
    if tier == ALL_TIERS:
        return []
    return [tier] if tier else [*TOP_TIERS] if is_top else []


def _offices(
    standing: Standing, tiers: Sequence[str], above: Sequence[Office] | None, search: str, cluster: str
) -> QuerySet[Office]:
    offices = offices_read_by(standing)
    if cluster:
        offices = offices.filter(cluster=cluster)
    if tiers:
        offices = offices.filter(tier__in=tiers)
    if above is not None:
        offices = offices.filter(below(office.pk for office in above)) if above else offices.none()
    return offices_named(offices, search) if search.strip() else offices
