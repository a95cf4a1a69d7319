"""Owns the questions by which the rows of plans are read, and how cells and graded targets hang on theirs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from offices.models import Person
from plans.models import (
    Area,
    Comment,
    Evidence,
    GradedTarget,
    Indicator,
    OtherYearValue,
    QuarterCell,
    TargetRevision,
)
from plans.queries.prepared import PreparedQuery
from plans.queries.together import by_key

_NAME = ("id", *Person.NAME_FIELDS)
_BESIDE_THE_NAME = [
    f"{person}__{field.name}"
    for person in ("assessed_by", "exemption_by")
    for field in Person._meta.concrete_fields
    if field.name not in _NAME
]
_OF_AREA = ("plan", "pk", "number", "title", "weight", "note")
_OF_ACTIVITY = ("activities__pk", "activities__number", "activities__title")


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


def _of_plan(*, plan: int) -> QuerySet[Indicator]:
    return with_heads(Indicator.objects.filter(activity__area__plan=plan), plan)


def with_heads(indicators: QuerySet[Indicator], plan: int | OuterRef) -> QuerySet[Indicator]:
    """The indicators in the order of the form, with what tells whether more is to be asked of their plan."""
    revisions = TargetRevision.objects.filter(indicator__activity__area__plan=plan, granted=True)
    return (
        indicators.select_related("activity__area")
        .annotate(heads=Subquery(_number_of_heads(plan)), with_other_years=Exists(other_years_of(plan)))
        .annotate(with_revisions=Exists(revisions))
        .order_by("activity__area__position", "activity__position", "position")
    )


def _number_of_heads(plan: int | OuterRef) -> QuerySet[Area, int]:
    """How many there are: each activity is one, and each area without any."""
    areas = Area.objects.filter(plan=plan).order_by().values("plan")
    return areas.annotate(number=Count(Coalesce("activities__pk", 0))).values_list("number", flat=True)


def heads_of(plan_ids: Sequence[int]) -> Iterator[HeadRow]:
    """The areas with their activities, joined: one query for both, and none is left out."""
    areas = Area.objects.filter(plan__in=plan_ids).order_by("plan", "position", "activities__position")
    return map(HeadRow._make, areas.values_list(*_OF_AREA, *_OF_ACTIVITY))


def other_years_of(plan: int | OuterRef) -> QuerySet[OtherYearValue]:
    return OtherYearValue.objects.filter(indicator__activity__area__plan=plan)


def _revisions(plan_ids: Sequence[int]) -> QuerySet[TargetRevision]:
    """What was granted, the earliest first."""
    granted = TargetRevision.objects.filter(indicator__activity__area__plan__in=plan_ids, granted=True)
    return granted.select_related("decided_by").order_by("decided_at", "pk")


def granted_of(plan_ids: Sequence[int]) -> Mapping[int, list[TargetRevision]]:
    """The revisions of some plans by indicator."""
    return by_key(_revisions(plan_ids), "indicator_id")


def indicators_of(plan_ids: Sequence[int]) -> list[Indicator]:
    indicators: list[Indicator] = list(
        Indicator.objects.filter(activity__area__plan__in=plan_ids)
        .select_related("activity__area")
        .annotate(with_revisions=Exists(_revisions(plan_ids)))
        .order_by("activity__area__position", "activity__position", "position")
    )
    hang(indicators, CELLS)
    return indicators


def hang(indicators: Sequence[Indicator], cells: Callable[..., Sequence[QuarterCell]]) -> None:
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


INDICATORS, _GRADES = PreparedQuery(_of_plan, planned_once=True), PreparedQuery(_grades)
CELLS, COUNTED_CELLS = PreparedQuery(_cells), PreparedQuery(_counted_cells)
SOME_CELLS = PreparedQuery(_some_cells)
_HUNG = {"graded_targets": GradedTarget.objects.all(), "cells": QuarterCell.objects.all()}
