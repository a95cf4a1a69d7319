"""Owns what every page about a plan knows: its kind, its rows, and what the person may do with it, and why not."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.utils.functional import cached_property

from offices.models import Person
from offices.queries.rights import Standing
from official_forms.kind import PlanKind
from plan_tree.tree import PlanTree
from plans.display import said
from plans.kinds import plan_kind
from plans.models import Plan
from plans.queries.access import sides_towards
from plans.queries.separation import Deciders
from plans.queries.trees import load_tree
from workflow.transitions import NOT_YOURS, Life, Side, Work


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

    def context(self) -> dict[str, Any]:
        """What the templates of the page read."""
        return {"page": self, "plan": self.plan, "kind": self.kind}


class PageOfLife(PageOfPlan):
    """What one side writes and the other decides on, as one person meets it."""

    life: ClassVar[Life[Any, Any]]
    state: Any

    @cached_property
    def own_work(self) -> frozenset[Work]:
        """What the person did themselves, and therefore does not judge."""
        raise NotImplementedError

    def may(self, step: Any) -> bool:
        """Whether the person can take a step now; what they did themselves is asked where it matters alone."""
        could = self.life.may(step, sides=self.sides, state=self.state)
        return could and not (self.life.decides(step) and self.own_work)


class DecidedPage(PageOfLife):
    """What is handed in and waits for a decision, which is ``judging`` it."""

    judging: ClassVar[Any]

    def deciders(self, *, but: Iterable[Person] = ()) -> Deciders:
        """Who can decide today, were those named in ``but`` to hand it in."""
        raise NotImplementedError

    @cached_property
    def can_review(self) -> bool:
        return self.may(self.judging)

    @property
    def why_no_decision(self) -> str:
        """Why this person decides nothing here, where the own work is not the reason."""
        is_theirs = Side.REVIEWING in self.sides
        return said(self.life.not_now[self.state] if is_theirs else NOT_YOURS[Side.REVIEWING])

    @cached_property
    def why_undecided(self) -> str:
        """Why nobody, or not this person of the reviewing office, decides on what waits; and who can."""
        if self.can_review or not self.life.may(self.judging, sides=frozenset(Side), state=self.state):
            return ""
        who = self.deciders()
        own = [self.life.own_work[min(self.own_work)]] if Side.REVIEWING in self.sides else []
        return " ".join(map(said, [*own, who.who()] if own or not who.people else []))

    @cached_property
    def nobody_decides(self) -> str:
        """That nobody would be left to decide, were this person to hand it in; else nothing."""
        deciders = self.deciders(but=[self.standing.person])
        return "" if deciders.people else said(deciders.who())
