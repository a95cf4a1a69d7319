"""Owns the way from the tables to the tree of a plan, in a constant number of queries whatever its size."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, partial
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from cell_values.value import Unit
from offices.models import Person
from plan_tree.revisions import Revision
from plan_tree.surroundings import OF_THE_PLAN, Surroundings
from plan_tree.terms import FULL, Assessment, Direction, Exemption, OtherYearSort, QuarterRule
from plan_tree.tree import ActivityNode, AreaNode, Claimed, GradeNode, IndicatorNode, OtherYear, PlanTree, QuarterNode
from plans.models import (
    Activity,
    Area,
    Comment,
    Evidence,
    GradedTarget,
    Indicator,
    OtherYearValue,
    Plan,
    QuarterCell,
    TargetRevision,
)
from plans.queries.prepared import PreparedQuery

AT_ONCE = 500  # plans named in one query


class HeadRow(NamedTuple):
    """An area with one of its activities, or with none (None)."""

    plan: int
    area: int
    number: str
    title: str
    weight: Decimal
    note: str
    activity: int | None
    activity_number: str
    activity_title: str


@dataclass(frozen=True)
class StoredRows:
    """The rows of a plan in the order of the form; an area without indicators is kept, so that the form shows it."""

    plan: Plan
    heads: Sequence[HeadRow]
    indicators: Sequence[Indicator]
    other_years: Mapping[int, Sequence[OtherYearValue]] = field(default_factory=dict)  # by indicator
    revisions: Mapping[int, Sequence[TargetRevision]] = field(default_factory=dict)  # granted, by indicator

    @property
    def tree(self) -> PlanTree:
        """The plan as the rows say it now; its nodes have the primary keys of their rows."""
        below: dict[int, list[IndicatorNode]] = defaultdict(list)
        for row in self.indicators:
            beside = self.other_years.get(row.pk, ()), self.revisions.get(row.pk, ())
            below[row.activity_id].append(indicator_node(row, *beside))
        areas = tuple(_area(list(heads), below) for _, heads in groupby(self.heads, lambda head: head.area))
        return PlanTree(self.plan.kind, self.plan.office.name_bn, self.plan.year.code, areas)

    @cached_property
    def cells(self) -> Mapping[int, QuarterCell]:
        """The cells by their primary keys: who wrote them and when, in which version."""
        return {cell.pk: cell for row in self.indicators for cell in row.cells.all()}


def load_tree(plan: Plan) -> PlanTree:
    """The tree of a stored plan, without the claims of its office: three queries."""
    return load_rows(plan).tree


def with_reports(tree: PlanTree, plan: Plan) -> PlanTree:
    """The tree with what the office claimed in each quarter and printed around its table: one query."""
    claims, around = {}, {OF_THE_PLAN: plan.surroundings}
    for quarter, total, obtained, *printed in plan.reports.values_list(*_OF_REPORT):
        claims[quarter], around[quarter] = Claimed(total, obtained), Surroundings(*printed)
    return replace(
        tree,
        claims={quarter: claimed for quarter, claimed in claims.items() if not claimed.is_empty},
        surroundings_known={quarter: each for quarter, each in around.items() if not each.is_empty},
    )


class BesideRows:
    """What stands beside the rows of a plan, each asked by itself."""

    def heads(self, plan: Plan, indicators: Sequence[Indicator]) -> Sequence[HeadRow]:
        """Areas and activities in the order of the form, those without ``indicators`` too."""
        return list(_heads([plan.pk]))

    def other_years(self, plan: Plan) -> Mapping[int, Sequence[OtherYearValue]]:
        """By indicator."""
        found: dict[int, list[OtherYearValue]] = defaultdict(list)
        for each in _other_years(plan.pk):
            found[each.indicator_id].append(each)
        return found

    def revisions(self, plan: Plan) -> Mapping[int, Sequence[TargetRevision]]:
        """Those that were granted, the earliest first, by indicator."""
        return _granted([plan.pk])


def load_rows(
    plan: Plan,
    *,
    counted: bool = False,
    beside: BesideRows | None = None,
    of: tuple[int, tuple[int, ...]] | None = None,
) -> StoredRows:
    """The rows of a plan: three queries, one more each where an activity has no indicators, another year is known or a
    target was revised, and nobody says what stands ``beside``.

    ``counted``: the cells say how many files and comments hang on them. ``of``: a quarter and some cells: all cells of
    the rows of these, of every other row the cell of the quarter alone.
    """
    indicators: list[Any] = _INDICATORS(plan=plan.pk)  # with what the query says beside each
    _hang(indicators, partial(_SOME_CELLS, of[0], some=of[1]) if of else _COUNTED_CELLS if counted else _CELLS)
    return _stored(plan, indicators, beside or BesideRows())


def load_counted_rows_of(plans: Iterable[Plan], beside: BesideRows) -> dict[int, StoredRows]:
    """``load_rows`` of some plans, their cells counted. Three queries."""
    known, grouped = {plan.pk: plan for plan in plans}, defaultdict[int, list[Indicator]](list)
    of_plans = Indicator.objects.filter(activity__area__plan__in=list(known))
    indicators: list[Any] = list(_told_heads(of_plans, OuterRef("activity__area__plan")))
    _hang(indicators, _COUNTED_CELLS)
    for each in indicators:
        grouped[each.activity.area.plan_id].append(each)
    return {key: _stored(plan, grouped[key], beside) for key, plan in known.items()}


def own_heads(indicators: Sequence[Indicator]) -> list[HeadRow]:
    """The areas and activities that have indicators."""
    firsts = (each for _, (each, *_) in groupby(indicators, lambda row: row.activity_id))
    return [head_of(each.activity.area, each.activity) for each in firsts]


def head_of(area: Area, activity: Activity | None) -> HeadRow:
    own = (activity.pk, activity.number, activity.title) if activity else (None, "", "")
    return HeadRow(area.plan_id, area.pk, area.number, area.title, area.weight, area.note, *own)


def _stored(plan: Plan, indicators: Sequence[Any], beside: BesideRows) -> StoredRows:
    """The rows with what stands beside them, where the first says that there is any."""
    heads, first = own_heads(indicators), indicators[0] if indicators else None
    if first is None or first.heads != len(heads):
        heads = list(beside.heads(plan, indicators))
    other_years = beside.other_years(plan) if first and first.with_other_years else {}
    return StoredRows(
        plan, heads, indicators, other_years, beside.revisions(plan) if first and first.with_revisions else {}
    )


def load_rows_of(plans: Iterable[Plan]) -> dict[int, StoredRows]:
    """The rows of many plans by the plan, without other years, which no mark needs: four queries for 500 of them, one
    more where a target was revised.
    """
    known = {plan.pk: plan for plan in plans}
    keys, found = list(known), {}
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        grouped: dict[int, list[Indicator]] = defaultdict(list)
        for indicator in _indicators_of(some):
            grouped[indicator.activity.area.plan_id].append(indicator)
        heads: dict[int, list[HeadRow]] = defaultdict(list)
        for head in _heads(some):
            heads[head.plan].append(head)
        is_revised = any(row.with_revisions for rows in grouped.values() for row in rows)  # type: ignore[attr-defined]
        revisions = _granted(some) if is_revised else {}
        found.update({key: StoredRows(known[key], heads[key], grouped[key], revisions=revisions) for key in some})
    return found


def indicator_node(
    row: Indicator, other_years: Sequence[OtherYearValue] = (), revisions: Sequence[TargetRevision] = ()
) -> IndicatorNode:
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
        late_rule=row.late_rule,
        direction=Direction(row.direction),
        annual=row.annual,
        grades=() if [grade.percent for grade in grades] == [FULL] else grades,
        quarters={cell.quarter: _quarter(cell) for cell in row.cells.all()},
        other_years=tuple(OtherYear(OtherYearSort(each.sort), each.year, each.value) for each in other_years),
        remark=row.remark,
        words=row.words,
        claimed_total=row.claimed_total,
        claimed_marks=row.claimed_marks,
        revisions=tuple(map(_revision, revisions)),
        key=row.pk,
    )


def _area(heads: Sequence[HeadRow], below: Mapping[int, Sequence[IndicatorNode]]) -> AreaNode:
    first = heads[0]
    activities = (
        ActivityNode(head.activity_number, head.activity_title, tuple(below.get(head.activity, ())), key=head.activity)
        for head in heads
        if head.activity is not None
    )
    return AreaNode(first.number, first.title, first.weight, tuple(activities), note=first.note, key=first.area)


def _quarter(cell: QuarterCell) -> QuarterNode:
    return QuarterNode(
        cell.target,
        cell.achievement,
        assessment=_assessment(cell),
        exemption=_exemption(cell),
        to_date=cell.to_date_text,
        remark=cell.remark,
        claimed_marks=cell.claimed_marks,
        key=cell.pk,
    )


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


def _revision(row: TargetRevision) -> Revision:
    """What was granted, so that the database holds these."""
    assert row.counts_from is not None  # noqa: S101
    assert row.decided_at is not None  # noqa: S101
    on = timezone.localdate(row.decided_at)
    return Revision(row.counts_from, tuple(row.revised), row.reason, str(row.decided_by), on)


# --- the queries -------------------------------------------------------------------------------------------------

_NAME = ("id", *Person.NAME_FIELDS)
_BESIDE_THE_NAME = [
    f"{person}__{field.name}"
    for person in ("assessed_by", "exemption_by")
    for field in Person._meta.concrete_fields
    if field.name not in _NAME
]
_OF_REPORT = ("quarter", "claimed_total", "claimed_obtained", "printed_above", "printed_below")
_OF_AREA = ("plan", "pk", "number", "title", "weight", "note")
_OF_ACTIVITY = ("activities__pk", "activities__number", "activities__title")


def _with_heads(*, plan: int) -> QuerySet[Indicator]:
    return _told_heads(Indicator.objects.filter(activity__area__plan=plan), plan)


def _told_heads(indicators: QuerySet[Indicator], plan: int | OuterRef) -> QuerySet[Indicator]:
    """The indicators in the order of the form, with what tells whether more is to be asked of their plan."""
    revisions = TargetRevision.objects.filter(indicator__activity__area__plan=plan, granted=True)
    return (
        indicators.select_related("activity__area")
        .annotate(heads=Subquery(_number_of_heads(plan)), with_other_years=Exists(_other_years(plan)))
        .annotate(with_revisions=Exists(revisions))
        .order_by("activity__area__position", "activity__position", "position")
    )


def _number_of_heads(plan: int | OuterRef) -> QuerySet[Area, int]:
    """How many there are: each activity is one, and each area without any."""
    areas = Area.objects.filter(plan=plan).order_by().values("plan")
    return areas.annotate(number=Count(Coalesce("activities__pk", 0))).values_list("number", flat=True)


def _heads(plan_ids: Sequence[int]) -> Iterator[HeadRow]:
    """The areas with their activities, joined: one query for both, and none is left out."""
    areas = Area.objects.filter(plan__in=plan_ids).order_by("plan", "position", "activities__position")
    return map(HeadRow._make, areas.values_list(*_OF_AREA, *_OF_ACTIVITY))


def _other_years(plan: int | OuterRef) -> QuerySet[OtherYearValue]:
    return OtherYearValue.objects.filter(indicator__activity__area__plan=plan)


def _revisions(plan_ids: Sequence[int]) -> QuerySet[TargetRevision]:
    """What was granted, the earliest first."""
    granted = TargetRevision.objects.filter(indicator__activity__area__plan__in=plan_ids, granted=True)
    return granted.select_related("decided_by").order_by("decided_at", "pk")


def _granted(plan_ids: Sequence[int]) -> dict[int, list[TargetRevision]]:
    """The revisions of some plans by indicator."""
    found: dict[int, list[TargetRevision]] = defaultdict(list)
    for each in _revisions(plan_ids):
        found[each.indicator_id].append(each)
    return found


def _indicators_of(plan_ids: Sequence[int]) -> list[Indicator]:
    indicators: list[Indicator] = list(
        Indicator.objects.filter(activity__area__plan__in=plan_ids)
        .select_related("activity__area")
        .annotate(with_revisions=Exists(_revisions(plan_ids)))
        .order_by("activity__area__position", "activity__position", "position")
    )
    _hang(indicators, _CELLS)
    return indicators


def _hang(indicators: Sequence[Indicator], cells: Callable[..., Sequence[QuarterCell]]) -> None:
    """Hangs graded targets and cells on their rows: two queries.

    As ``prefetch_related`` does, which builds a query set for each row and list, and that took a seventh of a save.
    """
    rows = {row.pk: row for row in indicators}
    if rows:
        keys = tuple(rows)
        _hang_one(rows, "graded_targets", _GRADES(rows=keys))
        _hang_one(rows, "cells", cells(rows=keys))


class _Hung(QuerySet[Any]):
    """Rows as they hang on their indicator; what is asked of them further is a question about that indicator."""

    @classmethod
    def on(cls, indicator: Indicator, every: QuerySet[Any], rows: list[Any]) -> "_Hung":
        hung = cls(every.model, query=every.query, hints={"instance": indicator})
        hung._result_cache, hung._prefetch_done = rows, True  # type: ignore[attr-defined]
        return hung

    def _chain(self) -> QuerySet[Any]:
        return self.model._default_manager.filter(indicator=self._hints["instance"])  # type: ignore[attr-defined,no-any-return]


def _hang_one(rows: Mapping[int, Indicator], name: str, found: Sequence[Any]) -> None:
    below: dict[int, list[Any]] = {key: [] for key in rows}
    for each in found:
        each.indicator = rows[each.indicator_id]
        below[each.indicator_id].append(each)
    for key, row in rows.items():
        row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = _Hung.on(row, _HUNG[name], below[key])


def _cells(*, rows: Sequence[int]) -> QuerySet[QuarterCell]:
    """The cells of rows with the names of who decided about them."""
    cells = QuarterCell.objects.filter(indicator__in=rows)
    return cells.select_related("assessed_by", "exemption_by").defer(*_BESIDE_THE_NAME)


def _counted_cells(*, rows: Sequence[int]) -> QuerySet[QuarterCell]:
    """The same, with how many files and comments hang on each."""
    beside = {"evidence_count": _hanging_on_cell(Evidence), "comment_count": _hanging_on_cell(Comment)}
    return _cells(rows=rows).annotate(**beside)


def _some_cells(quarter: int, *, rows: Sequence[int], some: Sequence[int]) -> QuerySet[QuarterCell]:
    own = QuarterCell.objects.filter(pk__in=some).order_by().values("indicator")
    return _counted_cells(rows=rows).filter(Q(quarter=quarter) | Q(indicator__in=own))


def _grades(*, rows: Sequence[int]) -> QuerySet[GradedTarget]:
    return GradedTarget.objects.filter(indicator__in=rows)


def _hanging_on_cell(model: type[Evidence] | type[Comment]) -> Coalesce:
    """How many rows point at a cell, counted in the query of the cells."""
    counted = model.objects.filter(cell=OuterRef("pk")).order_by().values("cell").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)


_INDICATORS, _GRADES = PreparedQuery(_with_heads, planned_once=True), PreparedQuery(_grades)
_CELLS, _COUNTED_CELLS = PreparedQuery(_cells), PreparedQuery(_counted_cells)
_SOME_CELLS = PreparedQuery(_some_cells)
_HUNG = {"graded_targets": GradedTarget.objects.all(), "cells": QuarterCell.objects.all()}
