"""Owns filling the printed comparison: the offices of a tier side by side, from their stored figures."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import get_language

from offices.models import FiscalYear, Office
from plans.kinds import PlanKind, plan_kind
from reports.pdf.imprint import Imprint
from reports.queries.comparison import LEVELS, Comparison, compare


@dataclass(frozen=True, slots=True)
class PrintedComparison:
    """``levels`` are the shades of the squares with the least percentage of each, best first."""

    imprint: Imprint
    kind: PlanKind
    year: FiscalYear
    quarter: int
    found: Comparison
    levels: tuple[tuple[int, int], ...] = LEVELS


def printed_comparison(
    offices: QuerySet[Office], *, kind: str, year: FiscalYear, through: int, sort: str = "-earned", printed_on: date
) -> PrintedComparison:
    """The offices that make plans of the kind, in the active language."""
    found = compare(offices, kind=kind, year=year, through=through, sort=sort)
    imprint = Imprint(get_language() or "bn", plan_kind(kind).label, printed_on)
    return PrintedComparison(imprint, plan_kind(kind), year, through, found)
