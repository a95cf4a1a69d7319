"""Owns the way back: a stored plan as a draft, for checking it as a whole and for writing its form."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Q, QuerySet

from plan_tree.tree import (
    ActivityNode,
    AreaNode,
    Claimed,
    PlanTree,
)
from plans.models import Activity, Indicator, Plan, QuarterReport
from plans.queries.rows import AreaRows, indicator_node


def draft_of(plan: Plan, rows: Sequence[AreaRows], *, claimed: Claimed | None = None) -> PlanTree:
    """The draft a stored plan would be read as; without addresses, for it stands in no sheet.

    ``claims`` are those of all quarters; ``claimed`` says which of them a reader is shown as the plan's own.
    """
    activities: dict[int, list[Activity]] = defaultdict(list)
    for activity in Activity.objects.filter(area__plan=plan):
        activities[activity.area_id].append(activity)
    return PlanTree(
        kind=plan.kind,
        office_name=plan.office.name_bn,
        year=plan.year.code,
        areas=tuple(_area(area, activities[area.area.pk]) for area in rows),
        claimed=claimed or Claimed(),
        claims={report.quarter: Claimed(report.claimed_total, report.claimed_obtained) for report in _claiming(plan)},
    )


def _claiming(plan: Plan) -> QuerySet[QuarterReport]:
    return plan.reports.filter(Q(claimed_total__isnull=False) | Q(claimed_obtained__isnull=False))


def _area(rows: AreaRows, activities: Sequence[Activity]) -> AreaNode:
    indicators: dict[int, list[Indicator]] = defaultdict(list)
    for row in rows.indicators:
        indicators[row.activity_id].append(row)
    drafts = (
        ActivityNode(activity.number, activity.title, tuple(map(indicator_node, indicators[activity.pk])))
        for activity in activities
    )
    area = rows.area
    return AreaNode(area.number, area.title, area.weight, tuple(drafts), note=area.note)
