"""Owns what reviewers made of the rows of a plan, round by round, and what the office is told of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from cell_values.sentence import Sentence
from plan_tree.tree import PlanTree
from plans.models import Plan, PlanRound
from plans.queries.plan_contents import changes_by_row, contents_of_plan
from plans.queries.reviewed_rows import ReviewedRows
from plans.queries.trees import load_tree
from plans.seen import Moved, Shown
from workflow.plan_states import PlanState


@dataclass
class PlanReviews(ReviewedRows):
    """The rounds of a plan and what was said of its rows: a query each, beside the tree."""

    plan: Plan
    tree: PlanTree

    quarter = None

    @property
    def rows(self) -> PlanTree:
        return self.tree

    @property
    def state(self) -> str:
        return self.plan.state

    @cached_property
    def rounds(self) -> list[PlanRound]:
        return list(self.plan.rounds.select_related("submitted_by", "decided_by").order_by("number"))

    @property
    def kept_rounds(self) -> list[PlanRound]:
        return self.rounds

    @property
    def last(self) -> PlanRound | None:
        return self.rounds[-1] if self.rounds else None

    @property
    def round(self) -> int:
        last = self.last
        return 1 if last is None else last.number + (last.is_approved is False)

    @cached_property
    def contents(self) -> Shown:
        return contents_of_plan(self.tree)

    @cached_property
    def changes(self) -> Mapping[str, list[Moved]]:
        """In what the plan differs from what it said a round before, by place; nothing in the first."""
        return changes_by_row(self.before, self.contents) if self.before else {}

    def changes_of(self, key: int) -> list[Moved]:
        return self.changes.get(str(key), [])


def notes_of(plan: Plan, tree: PlanTree | None = None) -> Mapping[int, tuple[Sentence, ...]]:
    """What the office reads under a row of a returned plan, by the key of its indicator: the question and by whom.

    Nothing while a plan waits: what a reviewer notes is told with the return.
    """
    if PlanState(plan.state) is not PlanState.RETURNED:
        return {}
    return {key: (note,) for key, note in PlanReviews(plan, tree or load_tree(plan)).notes.items()}
