"""Owns what was chosen on the comparison page: which offices, by which plans, in which order and view."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from offices.models import FiscalYear, Office
from offices.queries.finding import offices_meant_or_like, offices_sought
from offices.queries.lookup import cluster_names
from offices.queries.rights import Standing, below, offices_read_by
from plans.kinds import plan_kinds
from reports.forms import ALL_TIERS, VIEWS, ComparisonForm
from reports.queries.comparison import Comparison, compare, compare_page, list_page
from reports.queries.league import BEST_FIRST, TOP_TIERS, League
from reports.queries.opening_quarter import opening_quarter, opening_year, years_with_plans

NARROWING = ("tier", "under", "cluster", "search")
MOST_PRINTED = 500  # offices on paper at once: some 25 pages


class NoSuchChoice(Exception):
    """Something no page offers."""


@dataclass(frozen=True)
class Choice:
    """Offices of the person's scope by one kind of plan, the ``league``; ``are_few`` says that they fit one page.

    ``above`` are the offices under which they were chosen, ``form`` shows the choice.
    """

    form: ComparisonForm
    league: League
    sort: str
    view: str
    above: Sequence[Office]
    are_few: bool

    @property
    def name(self) -> str:
        """The name of its files, without their endings."""
        return f"comparison-{self.league.name}"

    @property
    def is_narrowed(self) -> bool:
        return any(self.form.cleaned_data[name] for name in NARROWING)

    @property
    def told(self) -> str:
        """In words which offices were chosen, for paper and files, on which no form stands beside them."""
        fields, chosen = self.form.fields, self.form.cleaned_data
        names = dict(fields["tier"].choices)  # type: ignore[attr-defined]
        found = {name: chosen[name] for name in NARROWING if chosen[name]}
        return "; ".join(f"{fields[name].label}: {names.get(text, text)}" for name, text in found.items())

    @property
    def values(self) -> dict[str, str]:
        """What stands in the address of the page."""
        return {name: str(value) for name, value in self.form.cleaned_data.items() if value}

    def too_many_to_print(self) -> int:
        """How many offices were chosen where they are more than is printed at once, else 0. One query."""
        count = 0 if self.are_few else self.league.makers.count()
        return count if count > MOST_PRINTED else 0

    def compared(self, page: str = "1", *, with_areas: bool = True) -> Comparison:
        """The ranked offices side by side, the others apart: all of them where they are few, else a page."""
        if self.are_few:
            return compare(self.league, sort=self.sort)
        return compare_page(self.league, sort=self.sort, page=page, with_areas=with_areas)

    def listed(self, page: str = "1") -> Comparison:
        """The same with everybody, ranked or not, in the pages."""
        if self.are_few:
            return compare(self.league, sort=self.sort)
        return list_page(self.league, sort=self.sort, page=page)


def choice_of(standing: Standing, data: Mapping[str, Any]) -> Choice:
    """What was chosen; what is missing is as usual. Raises NoSuchChoice."""
    kind = data.get("kind", "")
    is_top = standing.oversees_all and not data.get("under", "").strip()
    seen = _of_tiers(offices_read_by(standing), _tiers(data.get("tier", ""), is_top=is_top))
    years = years_with_plans(kind if kind in plan_kinds() else next(iter(plan_kinds())), seen)
    clusters = cluster_names() if years[0].has_clusters else []  # type: ignore[attr-defined]
    form = ComparisonForm(_usual(years, data) | dict(data), years=years, clusters=clusters, is_top=is_top)
    if not form.is_valid():
        raise NoSuchChoice
    chosen = form.cleaned_data
    above = offices_meant_or_like(offices_read_by(standing), chosen["under"]) if chosen["under"] else []
    tiers = _tiers(chosen["tier"], is_top=is_top)
    offices = _offices(standing, tiers, above if chosen["under"] else None, chosen["search"], chosen["cluster"])
    year = next(year for year in years if str(year.start_year) == chosen["year"])
    return Choice(
        form=form,
        league=League(offices, chosen["kind"], year, int(chosen["through"])),
        sort=chosen["sort"] or BEST_FIRST,
        view=chosen["view"] or VIEWS[0],
        above=above,
        are_few=bool(tiers) and set(tiers) <= set(TOP_TIERS),
    )


def _usual(years: Sequence[FiscalYear], data: Mapping[str, Any]) -> dict[str, str]:
    """The first kind, the year to open at; of that year or the one asked for the quarter to look at now."""
    latest, kind = opening_year(years), next(iter(plan_kinds()))
    asked = next((each for each in years if str(each.start_year) == data.get("year")), latest)
    through = opening_quarter(asked, today=timezone.localdate())
    return {"kind": kind, "year": str(latest.start_year), "through": str(through)}


def _tiers(tier: str, *, is_top: bool) -> list[str]:
    """The tiers meant; none of them means every one."""
    if tier == ALL_TIERS:
        return []
    return [tier] if tier else [*TOP_TIERS] if is_top else []


def _of_tiers(offices: QuerySet[Office], tiers: Sequence[str]) -> QuerySet[Office]:
    return offices.filter(tier__in=tiers) if tiers else offices


def _offices(
    standing: Standing, tiers: Sequence[str], above: Sequence[Office] | None, search: str, cluster: str
) -> QuerySet[Office]:
    offices = offices_read_by(standing)
    if cluster:
        offices = offices.filter(cluster=cluster)
    offices = _of_tiers(offices, tiers)
    if above is not None:
        offices = offices.filter(below(office.pk for office in above)) if above else offices.none()
    return offices_sought(offices, search) if search.strip() else offices
