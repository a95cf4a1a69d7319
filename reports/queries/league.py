"""Owns the league table of offices: everybody with four quarters of figures, ranked, a page at a time."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, When, Window
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Rank
from django.utils.translation import get_language

from offices.models import FiscalYear, Office, Tier
from offices.queries.closing import open_on
from plan_tree.terms import QUARTERS
from plans.models import LeagueEntry
from workflow.transitions import HANDED_IN, ReportState

COLUMNS = ("plan_id", "state", "submitted_at", "earned", "due", "percent", "shares")
PLACE = ("rank", "at_least_as_good")
BEST_FIRST = "-earned"
TOP_TIERS = [Tier.CABINET_DIVISION, Tier.OFFICE, Tier.MINISTRY, Tier.DIVISION]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many offices are compared, and of how many the report stands where."""

    total: int
    ranked: int
    submitted: int
    approved: int
    returned: int
    without_plan: int


@dataclass(frozen=True)
class League:
    """Offices side by side by one kind of plan, in a year, through a quarter."""

    offices: QuerySet[Office]
    kind: str
    year: FiscalYear
    through: int

    @property
    def name(self) -> str:
        """What files about it are named by."""
        return f"{self.kind}-{self.year.code}-q{self.through}"

    @property
    def makers(self) -> QuerySet[Office]:
        """Those that make plans and were there when the quarter ended."""
        return self.offices.filter(open_on(self.year.quarter_ends(self.through)), makes_plan=True)

    @property
    def entries(self) -> QuerySet[LeagueEntry]:
        """The entries of the quarter that have a figure and are handed in."""
        return self.all_entries.filter(year=self.year, quarter=self.through)

    @property
    def all_entries(self) -> QuerySet[LeagueEntry]:
        """The entries of every year and quarter that have a figure and are handed in."""
        return LeagueEntry.objects.filter(kind=self.kind, office__in=self.makers, ranked_by__isnull=False)

    def counts(self) -> Counts:
        """One query; an office without a report counts to the total only."""
        entry = self.makers.annotate(entry=self._entry(self.through))
        found = entry.aggregate(
            total=Count("pk"),
            ranked=Count("entry__ranked_by"),
            submitted=Count("entry__state", filter=Q(entry__state__in=HANDED_IN)),
            approved=Count("entry__state", filter=Q(entry__state=ReportState.APPROVED.value)),
            returned=Count("entry__state", filter=Q(entry__state=ReportState.RETURNED.value)),
            without_plan=Count("pk", filter=Q(entry__isnull=True)),
        )
        return Counts(**found)

    def all_rows(self, sort: str) -> list[Office]:
        """Every office in an order, with its rank and the columns of four quarters. One query."""
        return list(self._with_quarters(self._placed(sort)))

    def rows(self, sort: str, start: int, stop: int, *, only_ranked: bool) -> list[Office]:
        """The same from place to place, of many: their places first, then their columns. Two queries.

        Of those with a rank alone, best first, an index gives the places in order, and nobody behind ``stop`` is
        looked at.
        """
        placed = self._placed(sort, only_ranked=only_ranked)
        places = {pk: place for pk, *place in placed.values_list("pk", *PLACE)[start:stop]}
        found = self._with_quarters(Office.objects.filter(pk__in=places)).in_bulk()
        for pk, office in found.items():
            office.rank, office.at_least_as_good = places[pk]  # type: ignore[attr-defined]
        return [found[pk] for pk in places]

    def unranked(self, most: int) -> list[Office]:
        """The first offices without a rank, those nearest to one first, by name. One query."""
        apart = self.makers.annotate(entry=self._entry(self.through)).filter(entry__ranked_by__isnull=True)
        handed_in, returned = Q(entry__state__in=HANDED_IN), Q(entry__state=ReportState.RETURNED.value)
        order = Case(When(handed_in, then=0), When(returned, then=1), When(entry__isnull=False, then=2), default=3)
        # Their keys alone first: four quarters are joined to those shown, not to a nation.
        keys = apart.order_by(order, name_field(), "pk").values("pk")[:most]
        shown = Office.objects.filter(pk__in=keys).annotate(entry=self._entry(self.through))
        return list(self._with_quarters(shown).order_by(order, name_field(), "pk"))

    def _placed(self, sort: str, *, only_ranked: bool = False) -> QuerySet[Office]:
        """The offices in an order, with their ranks: an equal share has an equal rank."""
        offices, percent = self.makers.annotate(entry=self._entry(self.through)), F("entry__ranked_by")
        if only_ranked:
            offices, better = offices.filter(entry__ranked_by__isnull=False), percent.desc()
        else:
            better = percent.desc(nulls_last=True)
        placed = offices.annotate(
            rank=Window(Rank(), order_by=better),
            at_least_as_good=Window(Count("*"), order_by=better),  # ties included: more than the rank means shared
        )
        return placed.order_by(*_order(sort, better))

    def _with_quarters(self, offices: QuerySet[Office]) -> QuerySet[Office]:
        joined = offices.annotate(**{f"q{quarter}": self._entry(quarter) for quarter in QUARTERS})
        columns = {f"{column}_{quarter}": F(f"q{quarter}__{column}") for quarter in QUARTERS for column in COLUMNS}
        return joined.annotate(has_below=Exists(Office.objects.filter(parent=OuterRef("pk"))), **columns)

    def _entry(self, quarter: int) -> FilteredRelation:
        of = {"year": self.year, "kind": self.kind, "quarter": quarter}
        condition = Q(**{f"league_entries__{name}": value for name, value in of.items()})
        return FilteredRelation("league_entries", condition=condition)


def name_field() -> str:
    """The column of names in the reader's language."""
    return "name_en" if (get_language() or "bn").startswith("en") else "name_bn"


def _order(sort: str, better: Any) -> list[Any]:
    """Marks, name or an area ("area-3"); a leading minus turns it round; offices without a rank come last.

    The key comes last of all: offices of one name and figure would else change places between two pages.
    """
    key, falls, name = sort.removeprefix("-"), sort.startswith("-"), name_field()
    if key == "earned":
        return [better if falls else F("entry__ranked_by").asc(nulls_last=True), name, "pk"]
    apart = Case(When(entry__ranked_by__isnull=True, then=1), default=0)
    if key == "name":
        return [apart, f"-{name}" if falls else name, "pk"]
    share = KeyTransform(key, "entry__shares")
    return [apart, share.desc(nulls_last=True) if falls else share.asc(nulls_last=True), name, "pk"]
