"""Owns loading a plan's rows in a constant number of queries, and turning them into its tree."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from cell_values.value import Unit
from offices.models import Person
from plan_tree.terms import FULL, Assessment, Direction, Exemption, QuarterRule
from plan_tree.tree import ActivityNode, AreaNode, GradeNode, IndicatorNode, PlanTree, QuarterNode
from plans.models import Area, Comment, Evidence, Indicator, Plan, QuarterCell

AT_ONCE = 500  # plans named in one query


@dataclass(frozen=True)
class AreaRows:
    """An area with its indicators in the order of the form."""

    area: Area
    indicators: Sequence[Indicator]


def load_rows(plan: Plan) -> list[AreaRows]:
    """The areas of a plan with indicators, graded targets and cells loaded: three queries, whatever the size.

    An area without indicators is kept, so that the form shows it: one query more where there is one.
    """
    areas = Area.objects.filter(plan=plan).order_by().values("plan").annotate(number=Count("pk")).values("number")
    indicators = (
        Indicator.objects.filter(activity__area__plan=plan)
        .select_related("activity__area")
        .prefetch_related("graded_targets", Prefetch("cells", _cells()))
        .annotate(areas_in_all=Subquery(areas))
        .order_by("activity__area__position", "activity__position", "position")
    )
    found = [AreaRows(area, list(rows)) for area, rows in groupby(indicators, lambda row: row.activity.area)]
    is_whole = bool(found) and len(found) == found[0].indicators[0].areas_in_all  # type: ignore[attr-defined]
    return found if is_whole else _with_empty(plan, found)


def _with_empty(plan: Plan, found: Sequence[AreaRows]) -> list[AreaRows]:
    """The same with the areas that have no indicators, in the order of the form."""
    filled = {rows.area.pk: rows for rows in found}
    return [filled.get(area.pk) or AreaRows(area, []) for area in plan.areas.all()]


_NAME = ("id", *Person.NAME_FIELDS)
_BESIDE_THE_NAME = [
    f"{person}__{field.name}"
    for person in ("assessed_by", "exemption_by")
    for field in Person._meta.concrete_fields
    if field.name not in _NAME
]


def load_rows_of(plan_ids: Sequence[int]) -> dict[int, list[AreaRows]]:
    """The rows of many plans by the plan, without what hangs on the cells: six queries for every 500 plans."""
    found: dict[int, list[AreaRows]] = {}
    for start in range(0, len(plan_ids), AT_ONCE):
        some = plan_ids[start : start + AT_ONCE]
        grouped: dict[int, list[Indicator]] = {}
        for indicator in _indicators_of(some):
            grouped.setdefault(indicator.activity.area_id, []).append(indicator)
        for area in Area.objects.filter(plan__in=some).order_by("plan", "position"):
            found.setdefault(area.plan_id, []).append(AreaRows(area, grouped.get(area.pk, [])))
    return found


def _indicators_of(plan_ids: Sequence[int]) -> QuerySet[Indicator]:
    return (
        Indicator.objects.filter(activity__area__plan__in=plan_ids)
        .select_related("activity__area")
        .prefetch_related("graded_targets", "cells__assessed_by", "cells__exemption_by")
        .order_by("activity__area__position", "activity__position", "position")
    )


def _cells() -> QuerySet[QuarterCell]:
    """The cells with the names of who decided about them, and how many files and comments hang on them."""
    return (
        QuarterCell.objects.select_related("assessed_by", "exemption_by")
        .defer(*_BESIDE_THE_NAME)
        .annotate(evidence_count=_hanging_on_cell(Evidence), comment_count=_hanging_on_cell(Comment))
    )


def _hanging_on_cell(model: type[Evidence] | type[Comment]) -> Coalesce:
    """How many rows point at a cell, counted in the query of the cells."""
    counted = model.objects.filter(cell=OuterRef("pk")).order_by().values("cell").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)


def plan_facts(plan: Plan, rows: Sequence[AreaRows]) -> PlanTree:
    """The tree the marking engine takes, from loaded rows."""
    return PlanTree(plan.kind, "", plan.year.code, tuple(map(_area_node, rows)))


def _area_node(rows: AreaRows) -> AreaNode:
    area, grouped = rows.area, groupby(rows.indicators, lambda row: row.activity)
    activities = (
        ActivityNode(activity.number, activity.title, tuple(map(indicator_node, group))) for activity, group in grouped
    )
    return AreaNode(area.number, area.title, area.weight, tuple(activities), note=area.note)


def indicator_node(row: Indicator) -> IndicatorNode:
    """One indicator; its graded targets and cells must be loaded."""
    grades = tuple(GradeNode(graded.percent, graded.target) for graded in row.graded_targets.all())
    return IndicatorNode(
        number=row.number,
        title=row.title,
        weight=row.weight,
        unit=Unit(row.unit),
        unit_text=row.unit_text,
        responsible=row.responsible,
        quarter_rule=QuarterRule(row.quarter_rule) if row.quarter_rule else None,
        direction=Direction(row.direction),
        annual=row.annual,
        grades=() if [grade.percent for grade in grades] == [FULL] else grades,
        quarters={cell.quarter: _quarter(cell) for cell in row.cells.all()},
        remark=row.remark,
        claimed_total=row.claimed_total,
        claimed_marks=row.claimed_marks,
    )


def _quarter(cell: QuarterCell) -> QuarterNode:
    return QuarterNode(cell.target, cell.achievement, assessment=_assessment(cell), exemption=_exemption(cell))


def _assessment(cell: QuarterCell) -> Assessment | None:
    if cell.assessed_marks is None or cell.assessed_at is None:
        return None
    on = timezone.localdate(cell.assessed_at)
    return Assessment(cell.assessed_marks, cell.assessed_reason, str(cell.assessed_by), on)


def _exemption(cell: QuarterCell) -> Exemption | None:
    if cell.exemption_granted is None or cell.exemption_at is None:
        return None
    on = timezone.localdate(cell.exemption_at)
    return Exemption(cell.exemption_granted, cell.exemption_reason, str(cell.exemption_by), on)
