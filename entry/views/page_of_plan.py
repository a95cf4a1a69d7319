"""Owns what every page about a plan knows: its kind, its rows, and on which sides of it the person sits."""

from django.utils.functional import cached_property

from offices.queries.rights import Standing
from official_forms.kind import PlanKind
from plan_tree.tree import PlanTree
from plans.kinds import plan_kind
from plans.models import Plan
from plans.queries.access import sides_towards
from plans.queries.trees import load_tree
from workflow.transitions import Side


class PageOfPlan:
    """A plan as one person meets it."""

    plan: Plan
    standing: Standing

    @cached_property
    def kind(self) -> PlanKind:
        return plan_kind(self.plan.kind)

    @cached_property
    def tree(self) -> PlanTree:
        return load_tree(self.plan)

    @cached_property
    def sides(self) -> frozenset[Side]:
        return sides_towards(self.standing, self.plan.office)
