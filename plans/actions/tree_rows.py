"""Owns turning drafts into rows: areas, activities, indicators with their graded targets and cells."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from plan_tree.terms import QUARTERS
from plan_tree.tree import ActivityNode, AreaNode, GradeNode, IndicatorNode, OtherYear, PlanTree
from plans.models import Activity, Area, GradedTarget, Indicator, OtherYearValue, Plan, QuarterCell

Posts = Mapping[int, int]  # the key of the indicator a draft was made from -> the key of its post
NO_POSTS: Posts = {}


def add_areas(plan: Plan, draft: PlanTree, areas: tuple[AreaNode, ...]) -> None:
    """Adds some of a draft's areas, at their places in the form: five queries, whatever the size."""
    _add_areas([(plan, draft.areas.index(each), each) for each in areas])


def add_trees(trees: Iterable[tuple[Plan, PlanTree]], posts: Posts = NO_POSTS) -> list[Model]:
    """Adds all rows of plans that have none yet, and answers them: five queries, however many plans."""
    return _add_areas([(plan, at, each) for plan, tree in trees for at, each in enumerate(tree.areas)], posts)


def _add_areas(placed: Iterable[tuple[Plan, int, AreaNode]], posts: Posts = NO_POSTS) -> list[Model]:
    pairs = [
        (Area(plan=plan, position=position, number=each.number, **area_fields(each)), each)
        for plan, position, each in placed
    ]
    Area.objects.bulk_create(row for row, _ in pairs)
    below = _add_activities(((row, each, each.activities) for row, each in pairs), posts)
    return [*(row for row, _ in pairs), *below]


def add_activities(area: Area, draft: AreaNode, activities: tuple[ActivityNode, ...]) -> None:
    """Adds some of an area's activities, at their places in the form."""
    _add_activities([(area, draft, activities)])


def add_indicators(activity: Activity, draft: ActivityNode, indicators: tuple[IndicatorNode, ...]) -> None:
    """Adds some of an activity's indicators with graded targets and four cells each."""
    _add_indicators([(activity, draft, indicators)])


def _add_activities(
    groups: Iterable[tuple[Area, AreaNode, tuple[ActivityNode, ...]]], posts: Posts = NO_POSTS
) -> list[Model]:
    pairs = [
        (Activity(area=area, position=draft.activities.index(each), number=each.number, title=each.title), each)
        for area, draft, activities in groups
        for each in activities
    ]
    Activity.objects.bulk_create(row for row, _ in pairs)
    below = _add_indicators(((row, each, each.indicators) for row, each in pairs), posts)
    return [*(row for row, _ in pairs), *below]


def _add_indicators(
    groups: Iterable[tuple[Activity, ActivityNode, tuple[IndicatorNode, ...]]], posts: Posts = NO_POSTS
) -> list[Model]:
    pairs = [
        (_indicator(activity, draft.indicators.index(each), each, posts), each)
        for activity, draft, indicators in groups
        for each in indicators
    ]
    Indicator.objects.bulk_create(row for row, _ in pairs)
    grades = [_graded(row, grade) for row, each in pairs for grade in each.all_grades]
    GradedTarget.objects.bulk_create(grades)
    add_other_years(pairs)
    cells = [_cell(row, each, quarter) for row, each in pairs for quarter in QUARTERS]
    QuarterCell.objects.bulk_create(cells)
    return [*(row for row, _ in pairs), *grades, *cells]


def add_other_years(pairs: Iterable[tuple[Indicator, IndicatorNode]]) -> None:
    """Adds the values of other years of some indicators, in their order: one query, none where there are none."""
    rows = [_other_year(row, position, each) for row, draft in pairs for position, each in enumerate(draft.other_years)]
    if rows:
        OtherYearValue.objects.bulk_create(rows)


def _other_year(row: Indicator, position: int, draft: OtherYear) -> OtherYearValue:
    stored = OtherYearValue(indicator=row, position=position, sort=draft.sort.value, year=draft.year)
    stored.value = draft.value
    return stored


def _indicator(activity: Activity, position: int, draft: IndicatorNode, posts: Posts) -> Indicator:
    where = {"activity": activity, "position": position, "number": draft.number}
    post_id = None if draft.key is None else posts.get(draft.key)
    return Indicator(**where, words=dict(draft.words), post_id=post_id, **indicator_fields(draft))


def _graded(row: Indicator, draft: GradeNode) -> GradedTarget:
    graded = GradedTarget(indicator=row, percent=draft.percent)
    graded.target = draft.target
    return graded


def _cell(row: Indicator, draft: IndicatorNode, quarter: int) -> QuarterCell:
    cell = QuarterCell(indicator=row, quarter=quarter)
    cell.target, cell.achievement = draft.target(quarter), draft.achievement(quarter)
    node = draft.quarter(quarter)
    cell.to_date_text, cell.remark, cell.claimed_marks = node.to_date, node.remark, node.claimed_marks
    cell.version = 0 if cell.achievement.is_blank else 1
    return cell


def area_fields(draft: AreaNode) -> dict[str, Any]:
    """What an area's row holds of its draft, beside number and position."""
    return {"title": draft.title, "weight": draft.weight, "note": draft.note}


def indicator_fields(draft: IndicatorNode) -> dict[str, Any]:
    """What an indicator's row holds of its draft, beside number and position."""
    return {
        "title": draft.title,
        "weight": draft.weight,
        "unit": draft.unit.value,
        "unit_text": draft.unit_text,
        "responsible": draft.responsible,
        "quarter_rule": draft.quarter_rule.value if draft.quarter_rule else "",
        "late_marks": draft.late_rule.marks if draft.late_rule else None,
        "late_days": draft.late_rule.days if draft.late_rule else None,
        "direction": draft.direction.value,
        "remark": draft.remark,
        "claimed_total": draft.claimed_total,
        "claimed_marks": draft.claimed_marks,
    }
