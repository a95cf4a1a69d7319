"""Owns which plan of the year before a plan of an opened year begins with, and what would become of its rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Case, Exists, FilteredRelation, JSONField, OuterRef, Q, QuerySet, Subquery, When

from cell_values.value import BLANK, Unit
from marking.scorecard import Scorecard
from plan_tree.rollover import WHY_TO_SEE, RolledPlan, rolled_over
from plan_tree.terms import FULL, QUARTERS
from plan_tree.year_before import RowBefore, YearBefore
from plans.display import said, target_name
from plans.kinds import plan_kind
from plans.models import Area, Indicator, Plan, QuarterReport
from plans.models.fields import value_columns, value_of
from plans.queries.scorecards import stored_scorecard
from plans.queries.trees import StoredRows, load_rows, load_rows_of


def plans_before(offices: Iterable[int], start_year: int, kind: str) -> Mapping[int, Plan]:
    """The latest revision of each office's plan of the year before, where it has rows, by the office."""
    plans = plans_with_rows(start_year, kind).filter(office__in=list(offices)).order_by("revision")
    return {plan.office_id: plan for plan in plans.select_related("office", "year")}


def last_years(plan: Plan) -> Plan | None:
    """The plan of the year before that an office's plan can begin with; None where it has none."""
    return plans_before([plan.office_id], plan.year.start_year, plan.kind).get(plan.office_id)


def plans_with_rows(start_year: int, kind: str) -> QuerySet[Plan]:
    """The plans of the year before that one can begin with."""
    areas = Area.objects.filter(plan=OuterRef("pk"))
    return Plan.objects.filter(Exists(areas), year__start_year=start_year - 1, kind=kind)


def rolled_plan(plan: Plan) -> RolledPlan:
    """What a plan becomes in the year after its own."""
    return _rolled(load_rows(plan))


def rolled_plans(plans: Iterable[Plan]) -> Mapping[int, RolledPlan]:
    """The same of many, by the plan. Six queries."""
    return {key: _rolled(rows) for key, rows in load_rows_of(plans).items()}


def _rolled(rows: StoredRows) -> RolledPlan:
    return rolled_over(rows.tree, rows.plan.year.start_year + 1, plan_kind(rows.plan.kind).late_rule)


def told_rollover(rolled: RolledPlan) -> dict[str, list[dict[str, Any]]]:
    """What pages show of it: which targets ``moved`` and where they stand, what is ``to_see`` and why."""
    moved = [{"row": each, "place": target_name(each.place, is_graded=each.is_graded)} for each in rolled.moved]
    return {"moved": moved, "to_see": [{"row": each, "why": said(WHY_TO_SEE[each.why])} for each in rolled.to_see]}


def beside_last_year(before: Plan, rolled: RolledPlan) -> list[YearBefore]:
    """The rows that reached something in the year before, as its last quarter has it. One query."""
    marks = {mark.number: mark.total for mark in stored_scorecard(before.reports.get(quarter=QUARTERS[-1])).marks}
    rows = ((row, marks.get(row.number)) for row in rolled.tree.indicators)
    return [YearBefore(row, total) for row, total in rows if total is not None and not total.is_blank]


def rows_before(plan: Plan) -> list[RowBefore]:
    """The rows of the office's plan of the year before, as its last quarter has them; none where there is no such plan.
    One query: the first row brings along what all of them reached.
    """
    latest = plans_with_rows(plan.year.start_year, plan.kind).filter(office=plan.office_id).order_by("-revision")
    rows = Indicator.objects.filter(activity__area__plan=Subquery(latest.values("pk")[:1]))
    annual_grade = FilteredRelation("graded_targets", condition=Q(graded_targets__percent=FULL))
    found = rows.annotate(annual_grade=annual_grade, scorecard=_scorecard_with_first()).values_list(
        *_OF_ROW, *_OF_TARGET, "scorecard"
    )
    return list(_with_reached(list(found)))


def _with_reached(rows: Sequence[Sequence[Any]]) -> Iterator[RowBefore]:
    data = next((row[-1] for row in rows if row[-1]), None)
    reached = {mark.number: mark.total for mark in Scorecard.from_json(data).marks} if data else {}
    for number, activity, title, unit, unit_text, *target, _scorecard in rows:
        value = value_of(target) if target[0] is not None else BLANK
        yield RowBefore(number, activity, title, Unit(unit), unit_text, value, reached.get(number, BLANK))


def _scorecard_with_first() -> Case:
    """The scorecard of the last quarter at one of a plan's rows, nothing at the others."""
    of_plan = OuterRef("activity__area__plan")
    first = Indicator.objects.filter(activity__area__plan=of_plan).order_by("pk").values("pk")[:1]
    stored = QuarterReport.objects.filter(plan=of_plan, quarter=QUARTERS[-1]).values("scorecard")[:1]
    return Case(When(pk=Subquery(first), then=Subquery(stored)), output_field=JSONField())


_OF_ROW = ("number", "activity__title", "title", "unit", "unit_text")
_OF_TARGET = [f"annual_grade__{column}" for column in value_columns("target")]
