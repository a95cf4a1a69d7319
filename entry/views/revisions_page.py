"""Owns what the page of a plan's revised targets shows: what waits, what was decided, what can still be asked for."""

from collections.abc import Collection, Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone

from cell_values.sentence import Sentence
from entry.views.page_of_plan import PageOfPlan
from offices.queries.deadlines import revisions_close
from offices.queries.rights import Standing
from plan_tree.revisions import Place, place_of_grade, place_of_quarter
from plan_tree.terms import QUARTERS
from plan_tree.tree import ActivityNode, IndicatorNode
from plans.addresses import entry_url
from plans.display import said, target_name
from plans.models import Plan
from plans.queries.revising import NamedTarget, ShownRevision, revisions_of, states_for_revising
from workflow.plan_states import NOTHING_TO_REVISE, PlanState, check_approved
from workflow.revising import (
    RevisionStep,
    check_revision_side,
    check_window,
    counts_from,
)
from workflow.transitions import Refusal, ReportState, Side


@dataclass(frozen=True)
class AnswerTyped:
    """What a reviewer typed about a request and was not taken, and why."""

    revision: int
    reason: str
    why_not: str


@dataclass
class RevisionsPage(PageOfPlan):
    """A plan's revised targets as one person sees them: nine queries at most, whatever its size."""

    plan: Plan
    standing: Standing
    answer: AnswerTyped | None = field(default=None)

    @cached_property
    def closes(self) -> date:
        return revisions_close(self.plan.office, self.plan.year)

    @property
    def is_over(self) -> bool:
        """Whether the last day to ask has passed."""
        return timezone.localdate() > self.closes

    @cached_property
    def states(self) -> Mapping[int, ReportState]:
        return states_for_revising(self.plan)

    @cached_property
    def why_not(self) -> Sentence | None:
        """Why this person asks for nothing here now; None: the person can."""
        try:
            check_revision_side(RevisionStep.ASK, self.sides)
            check_approved(PlanState(self.plan.state), NOTHING_TO_REVISE)
            check_window(self.closes, timezone.localdate())
            counts_from(self.states)
        except Refusal as refusal:
            return refusal.sentence
        return None

    @property
    def can_review(self) -> bool:
        return Side.REVIEWING in self.sides

    @cached_property
    def revisions(self) -> list[ShownRevision]:
        return revisions_of(self.plan, self.tree)

    @property
    def waiting(self) -> list[ShownRevision]:
        return [each for each in self.revisions if each.is_open]

    def places_of(self, node: IndicatorNode, typed: Container[Place] = ()) -> dict[Place, NamedTarget]:
        """The targets of a row that can still be others, by their place; those of quarters where the form has them.

        ``typed``: what was sent, so that a quarter handed in meanwhile is answered, not left out.
        """
        first = counts_from(self.states)
        targets = {place_of_grade(each.percent): each.target for each in node.all_grades}
        if self.kind.form.family.sets_quarters:
            quarters = [each for each in QUARTERS if each >= first or place_of_quarter(each) in typed]
            targets |= {place_of_quarter(each): node.target(each) for each in quarters}
        names = {place: target_name(place, is_graded=bool(node.grades)) for place in targets}
        return {place: NamedTarget(names[place], value, value) for place, value in targets.items()}

    def context(self) -> dict[str, Any]:
        """What ``entry/revisions.html`` reads."""
        asked = {each.row.indicator_id for each in self.waiting}
        return super().context() | {
            "why_not": said(self.why_not),
            "enters": Side.ENTERING in self.sides,
            "decided": [each for each in self.revisions if not each.is_open],
            "rows": [] if self.why_not else list(self._rows(asked)),
            "entry_url": entry_url(self.plan, self.plan.year.quarter_begun(timezone.localdate())),
            "me": self.standing.person.pk,
        }

    def _rows(self, asked: Collection[int]) -> Iterator[tuple[ActivityNode, IndicatorNode, bool]]:
        """Titles of indicators alone ("held", "trained") tell no row from another: each stands with its activity."""
        for area in self.tree.areas:
            for activity in area.activities:
                yield from ((activity, node, node.key in asked) for node in activity.indicators)
