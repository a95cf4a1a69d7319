"""Owns made league tables: many offices whose figures are just stored, as if their plans had been handed in."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils import timezone

from offices.models import FiscalYear, Office, Tier
from plan_tree.terms import QUARTERS
from plans.models import Area, LeagueEntry, Plan
from plans.queries.policies import policy_for
from workflow.transitions import ReportState

KIND = "integrity"
AREAS = range(1, 14)


def departments(count: int, *, under: Office) -> list[Office]:
    """So many departments of an office."""
    made = (
        Office(parent=under, tier=Tier.DEPARTMENT, name_bn=f"অধিদপ্তর {number}", name_en=f"Department {number}")
        for number in range(1, count + 1)
    )
    return Office.objects.bulk_create(made)


def stand(offices: Sequence[Office], percents: Sequence[float | None], *, year: int = 2022) -> FiscalYear:
    """Gives each office four quarters that reach this percentage in the fourth, and in each of 13 areas."""
    fiscal_year = FiscalYear.objects.get(start_year=year)
    policy = policy_for(KIND, fiscal_year)
    plans = Plan.objects.bulk_create(
        Plan(office=office, year=fiscal_year, kind=KIND, policy=policy) for office in offices
    )
    Area.objects.bulk_create(
        Area(plan=plan, position=area, number=str(area), title=f"ক্ষেত্র {area}", weight=8)
        for plan in plans
        for area in AREAS
    )
    LeagueEntry.objects.bulk_create(
        _entry(plan, quarter, None if percent is None else Decimal(str(percent)) * quarter / 4)
        for plan, percent in zip(plans, percents, strict=True)
        for quarter in QUARTERS
    )
    return fiscal_year


def _entry(plan: Plan, quarter: int, percent: Decimal | None) -> LeagueEntry:
    shares = {} if percent is None else {f"area-{area}": int(percent) for area in AREAS}
    return LeagueEntry(
        plan=plan,
        office=plan.office,
        year=plan.year,
        kind=plan.kind,
        quarter=quarter,
        earned=percent or 0,
        possible=0 if percent is None else 100,
        due=0 if percent is None else 100,
        percent=percent,
        ranked_by=percent,
        state=ReportState.SUBMITTED.value,
        submitted_at=timezone.now(),
        shares=shares,
    )
