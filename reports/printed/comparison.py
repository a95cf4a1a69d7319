"""Owns filling the printed comparison: the offices of a tier side by side, from their stored figures."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import get_language

from offices.models import FiscalYear, Office
from plans.kinds import PlanKind, plan_kind
from reports.pdf.imprint import Imprint
from reports.pdf.widths import compared_width
from reports.queries.comparison import LEVELS, Comparison, compare
from reports.queries.league import League
from reports.spreads import Distribution, Trend, distribution_of, trend_of


@dataclass(frozen=True, slots=True)
class PrintedComparison:
    """``levels`` are the shades of the squares with the least percentage of each, best first."""

    imprint: Imprint
    kind: PlanKind
    year: FiscalYear
    quarter: int
    found: Comparison
    distribution: Distribution
    trend: Trend
    levels: tuple[tuple[int, int], ...] = LEVELS

    @property
    def area_width(self) -> str:
        return compared_width(len(self.found.areas))


def printed_comparison(
    offices: QuerySet[Office], *, kind: str, year: FiscalYear, through: int, sort: str = "-earned", printed_on: date
) -> PrintedComparison:
    """The offices that make plans of the kind, with distribution and trend, in the active language."""
    found = compare(offices, kind=kind, year=year, through=through, sort=sort)
    imprint = Imprint(get_language() or "bn", plan_kind(kind).label, printed_on)
    league = League(offices, kind, year, through)
    spread, course = distribution_of(league), trend_of(league, found.rows)
    return PrintedComparison(imprint, plan_kind(kind), year, through, found, spread, course)
