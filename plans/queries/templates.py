"""Owns which template holds for a year, kind and tier, and in what a plan differs from the one it was made from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from plan_tree.rollover import RolledPlan, rolled_over
from plan_tree.standard_rows import Departure, FewOwnRows, departures, few_own_rows
from plan_tree.tree import PlanTree
from plans.kinds import plan_kind
from plans.models import Activity, Area, Plan, PlanTemplate
from plans.queries.trees import load_tree

PLANS_NAMED = 60


def templates_of_year(start_year: int, kind: str) -> Mapping[str, PlanTemplate]:
    """The template in force for each tier that has one: the latest version."""
    found = PlanTemplate.objects.filter(start_year=start_year, kind=kind).order_by("version")
    return {template.tier: template for template in found}


def template_for(plan: Plan) -> PlanTemplate | None:
    """The template in force that the plan of an office would be made from."""
    return templates_of_year(plan.year.start_year, plan.kind).get(plan.office.tier)


def versions_of(template: PlanTemplate) -> QuerySet[PlanTemplate]:
    """The versions for the same year, kind and tier, the latest first, each with its number of plans (``used``)."""
    same = PlanTemplate.objects.filter(start_year=template.start_year, kind=template.kind, tier=template.tier)
    return same.annotate(used=Count("plans")).select_related("made_by").order_by("-version")


def plan_for_year(plan: Plan, start_year: int) -> RolledPlan:
    """The rows of a plan as a template of that year takes them: a late rule of a guideline is that of the year."""
    return rolled_over(load_tree(plan), start_year, plan_kind(plan.kind).late_rule)


def departures_of(plan: Plan, tree: PlanTree | None = None) -> Iterator[Departure]:
    """In what a plan, or what it would become, differs from its template; nothing where it has none."""
    if plan.template is not None:
        yield from departures(plan.template.rows, tree or load_tree(plan))


def few_own_rows_of(plan: Plan, tree: PlanTree | None = None) -> Iterator[FewOwnRows]:
    """The areas in which a plan lacks rows of its own that its template asks for."""
    if plan.template is not None:
        yield from few_own_rows(plan.template.rows, tree or load_tree(plan))


def plans_with_areas() -> QuerySet[Plan]:
    """The plans a template can be made from, the latest year first."""
    plans = Plan.objects.filter(pk__in=Area.objects.values("plan"))
    return plans.select_related("office", "year").order_by("-year__start_year", "office__name_bn", "kind", "-revision")


@dataclass(frozen=True)
class FewPlans:
    """The plans of a template with too few rows of their own in an area: how many, and the first of them."""

    area: str
    at_least: int
    count: int
    first: list[Plan]


def plans_with_few_own_rows(template: PlanTemplate) -> Iterator[FewPlans]:
    """By area; two queries for each that asks for rows of an office's own."""
    known = {area.number: [each.number for each in area.activities] for area in template.rows.areas}
    for number, at_least in template.rows.own_rows.items():
        own = Activity.objects.filter(area__number=number, area__plan=OuterRef("pk"), indicators__isnull=False)
        by_plan = own.exclude(number__in=known.get(number, [])).order_by().values("area__plan")
        counted = by_plan.annotate(count=Count("pk", distinct=True)).values("count")
        few = template.plans.annotate(own=Coalesce(Subquery(counted), 0)).filter(own__lt=at_least)
        if count := few.count():
            first = few.select_related("office", "year").order_by("office__name_bn")[:PLANS_NAMED]
            yield FewPlans(number, at_least, count, list(first))
