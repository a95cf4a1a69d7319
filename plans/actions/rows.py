"""Owns turning drafts into rows: areas, activities, indicators with their graded targets and cells."""

from typing import Any

from plans.drafts import ActivityDraft, AreaDraft, GradeDraft, IndicatorDraft, PlanDraft
from plans.marking.facts import QUARTERS
from plans.models import Activity, Area, GradedTarget, Indicator, Plan, QuarterCell


def add_areas(plan: Plan, draft: PlanDraft, areas: tuple[AreaDraft, ...]) -> None:
    """Adds some of a draft's areas, at their places in the form."""
    for area_draft in areas:
        position = draft.areas.index(area_draft)
        area = Area.objects.create(plan=plan, position=position, number=area_draft.number, **area_fields(area_draft))
        add_activities(area, area_draft, area_draft.activities)


def add_activities(area: Area, draft: AreaDraft, activities: tuple[ActivityDraft, ...]) -> None:
    """Adds some of an area's activities, at their places in the form."""
    rows = [
        Activity(area=area, position=draft.activities.index(each), number=each.number, title=each.title)
        for each in activities
    ]
    Activity.objects.bulk_create(rows)
    for row, each in zip(rows, activities, strict=True):
        add_indicators(row, each, each.indicators)


def add_indicators(activity: Activity, draft: ActivityDraft, indicators: tuple[IndicatorDraft, ...]) -> None:
    """Adds some of an activity's indicators with graded targets and four cells each."""
    rows = [
        Indicator(
            activity=activity,
            position=draft.indicators.index(each),
            number=each.number,
            **indicator_fields(each),
        )
        for each in indicators
    ]
    Indicator.objects.bulk_create(rows)
    pairs = list(zip(rows, indicators, strict=True))
    GradedTarget.objects.bulk_create(_graded(row, grade) for row, each in pairs for grade in each.all_grades)
    QuarterCell.objects.bulk_create(_cell(row, each, quarter) for row, each in pairs for quarter in QUARTERS)


def _graded(row: Indicator, draft: GradeDraft) -> GradedTarget:
    graded = GradedTarget(indicator=row, percent=draft.percent)
    graded.target = draft.target.value
    return graded


def _cell(row: Indicator, draft: IndicatorDraft, quarter: int) -> QuarterCell:
    cell = QuarterCell(indicator=row, quarter=quarter)
    cell.target, cell.achievement = draft.target(quarter).value, draft.achievement(quarter).value
    cell.version = 0 if cell.achievement.is_blank else 1
    return cell


def area_fields(draft: AreaDraft) -> dict[str, Any]:
    """What an area's row holds of its draft, beside number and position."""
    return {"title": draft.title, "weight": draft.weight, "note": draft.note}


def indicator_fields(draft: IndicatorDraft) -> dict[str, Any]:
    """What an indicator's row holds of its draft, beside number and position."""
    return {
        "title": draft.title,
        "weight": draft.weight,
        "unit": draft.unit.value,
        "unit_text": draft.unit_text,
        "responsible": draft.responsible,
        "quarter_rule": draft.quarter_rule.value if draft.quarter_rule else "",
        "direction": draft.direction.value,
        "remark": draft.remark,
        "claimed_total": draft.claimed_total,
        "claimed_marks": draft.claimed_marks,
    }
