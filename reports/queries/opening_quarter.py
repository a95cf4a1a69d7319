"""Owns where the comparison opens: the latest year and quarter that anything was handed in of."""

from collections.abc import Sequence
from datetime import date

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from offices.models import FiscalYear, Office
from plan_tree.terms import QUARTERS
from plans.models import LeagueEntry, Plan


def years_with_plans(kind: str, offices: QuerySet[Office]) -> list[FiscalYear]:
    """Every year, latest first; ``has_plans`` says whether these offices have plans of the kind, ``last_handed_in``
    which quarter's report was the last that any of them handed in (0: none), ``has_clusters`` whether any office is
    in one. One query.
    """
    plans = Plan.objects.filter(kind=kind, office__in=offices).order_by()
    ranked = LeagueEntry.objects.filter(year=OuterRef("pk"), kind=kind, ranked_by__isnull=False, office__in=offices)
    # Asked for the last alone, the index answers at once, however many offices there are.
    last = Coalesce(Subquery(ranked.order_by("-quarter").values("quarter")[:1]), 0)
    clusters = Exists(Office.objects.exclude(cluster=""))
    has_plans = ExpressionWrapper(Q(pk__in=plans.values("year")), BooleanField())
    return list(FiscalYear.objects.annotate(has_plans=has_plans, last_handed_in=last, has_clusters=clusters))


def opening_year(years: Sequence[FiscalYear]) -> FiscalYear:
    """The latest year anything was handed in of; before that the latest with plans, at last the latest of all."""
    return (
        next((year for year in years if year.last_handed_in), None)  # type: ignore[attr-defined]
        or next((year for year in years if year.has_plans), None)  # type: ignore[attr-defined]
        or years[0]
    )


def opening_quarter(year: FiscalYear, *, today: date) -> int:
    """The last quarter anything was handed in of; before that the last one that is over, whose reports are due."""
    last: int = year.last_handed_in  # type: ignore[attr-defined]
    return last or max((quarter for quarter in QUARTERS if year.quarter_ends(quarter) < today), default=1)
