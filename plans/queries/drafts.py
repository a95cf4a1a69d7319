"""Owns the way back: a stored plan as a draft, for checking it as a whole and for writing its form."""

from collections.abc import Sequence
from itertools import groupby

from plans.drafts import (
    ActivityDraft,
    AreaDraft,
    Claimed,
    GradeDraft,
    IndicatorDraft,
    Placed,
    PlanDraft,
    QuarterDraft,
)
from plans.marking.facts import Direction, QuarterRule
from plans.models import Indicator, Plan, QuarterCell
from plans.queries.rows import AreaRows
from plans.values.value import Unit


def draft_of(plan: Plan, rows: Sequence[AreaRows], *, claimed: Claimed | None = None) -> PlanDraft:
    """The draft a stored plan would be read as; without addresses, for it stands in no sheet."""
    return PlanDraft(
        kind=plan.kind,
        office_name=plan.office.name_bn,
        year=plan.year.code,
        areas=tuple(_area(area) for area in rows),
        claimed=claimed or Claimed(),
    )


def _area(rows: AreaRows) -> AreaDraft:
    area = rows.area
    activities = tuple(
        ActivityDraft(group[0].activity.number, group[0].activity.title, tuple(_indicator(row) for row in group))
        for group in (list(found) for _, found in groupby(rows.indicators, lambda row: row.activity_id))
    )
    return AreaDraft(area.number, area.title, area.weight, activities, note=area.note)


def _indicator(row: Indicator) -> IndicatorDraft:
    grades = tuple(GradeDraft(graded.percent, Placed(graded.target)) for graded in row.graded_targets.all())
    return IndicatorDraft(
        number=row.number,
        title=row.title,
        weight=row.weight,
        unit=Unit(row.unit),
        unit_text=row.unit_text,
        responsible=row.responsible,
        quarter_rule=QuarterRule(row.quarter_rule) if row.quarter_rule else None,
        direction=Direction(row.direction),
        annual=Placed(row.annual),
        grades=grades if len(grades) > 1 else (),
        quarters={cell.quarter: _quarter(cell) for cell in row.cells.all()},
        remark=row.remark,
        claimed_total=row.claimed_total,
        claimed_marks=row.claimed_marks,
    )


def _quarter(cell: QuarterCell) -> QuarterDraft:
    return QuarterDraft(Placed(cell.target), Placed(cell.achievement))
