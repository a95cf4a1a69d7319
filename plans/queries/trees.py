"""Owns the way from the tables to the tree of a plan, in a constant number of queries whatever its size."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import groupby
from typing import Any

from django.db.models import OuterRef
from django.utils import timezone

from cell_values.value import Unit
from plan_tree.revisions import Revision
from plan_tree.surroundings import OF_THE_PLAN, Surroundings
from plan_tree.terms import FULL, Assessment, Direction, Exemption, OtherYearSort, QuarterRule
from plan_tree.tree import ActivityNode, AreaNode, Claimed, GradeNode, IndicatorNode, OtherYear, PlanTree, QuarterNode
from plans.models import (
    Activity,
    Area,
    Indicator,
    OtherYearValue,
    Plan,
    QuarterCell,
    TargetRevision,
)
from plans.queries.together import by_key
from plans.queries.tree_rows import (
    CELLS,
    COUNTED_CELLS,
    INDICATORS,
    SOME_CELLS,
    HeadRow,
    granted_of,
    hang,
    heads_of,
    indicators_of,
    other_years_of,
    with_heads,
)

AT_ONCE = 500  # plans named in one query
_OF_REPORT = ("quarter", "claimed_total", "claimed_obtained", "printed_above", "printed_below")


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
        return list(heads_of([plan.pk]))

    def other_years(self, plan: Plan) -> Mapping[int, Sequence[OtherYearValue]]:
        """By indicator."""
        return by_key(other_years_of(plan.pk), "indicator_id")

    def revisions(self, plan: Plan) -> Mapping[int, Sequence[TargetRevision]]:
        """Those that were granted, the earliest first, by indicator."""
        return granted_of([plan.pk])


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
    indicators: list[Any] = INDICATORS(plan=plan.pk)  # with what the query says beside each
    hang(indicators, partial(SOME_CELLS, of[0], some=of[1]) if of else COUNTED_CELLS if counted else CELLS)
    return _stored(plan, indicators, beside or BesideRows())


def load_counted_rows_of(plans: Iterable[Plan], beside: BesideRows) -> dict[int, StoredRows]:
    """``load_rows`` of some plans, their cells counted. Three queries."""
    known = {plan.pk: plan for plan in plans}
    of_plans = Indicator.objects.filter(activity__area__plan__in=list(known))
    indicators: list[Any] = list(with_heads(of_plans, OuterRef("activity__area__plan")))
    hang(indicators, COUNTED_CELLS)
    grouped = by_key(indicators, "activity.area.plan_id")
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
        grouped, heads = by_key(indicators_of(some), "activity.area.plan_id"), by_key(heads_of(some), "plan")
        is_revised = any(row.with_revisions for rows in grouped.values() for row in rows)
        revisions = granted_of(some) if is_revised else {}
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
