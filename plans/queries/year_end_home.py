"""Owns what the first page tells an office beside its quarters: the feedback on the half-year, the annual report."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from offices.models import YearEndDocument, usual_day
from offices.queries.year_end import day_of_plan
from plan_tree.terms import QUARTERS
from plans.models import Plan
from workflow.annual_reports import ANNUAL_OPEN, AnnualState
from workflow.half_year_feedback import FeedbackState
from workflow.plan_states import PlanState


@dataclass(frozen=True)
class YearEndOfPlan:
    """A plan with what stands beside its quarters; ``plan`` is one of ``with_year_end``."""

    plan: Any

    @property
    def annual_state(self) -> AnnualState:
        return AnnualState(self.plan.annual_state or AnnualState.DRAFT)

    @property
    def annual_is_open(self) -> bool:
        """Whether the office has still to hand it in."""
        return self.annual_state in ANNUAL_OPEN

    @property
    def annual_due(self) -> date:
        day: date = self.plan.set_on or usual_day(self.plan.year, YearEndDocument.ANNUAL)
        return day

    @property
    def days_left(self) -> int:
        return (self.annual_due - timezone.localdate()).days

    @property
    def days_over(self) -> int:
        return max(0, -self.days_left)

    @property
    def has_annual(self) -> bool:
        """Whether the last quarter of its year has begun, and the office was there or handed something in."""
        begins = self.plan.year.quarter_starts(QUARTERS[-1])
        is_asked = self.plan.annual_state is not None or self.plan.office.is_open_on(begins)
        is_approved = PlanState(self.plan.state) is PlanState.APPROVED
        return is_asked and is_approved and timezone.localdate() >= begins

    @property
    def has_feedback(self) -> bool:
        """Whether feedback on its half-year was given."""
        return self.plan.feedback_state in (FeedbackState.GIVEN.value, FeedbackState.ANSWERED.value)

    @property
    def is_to_answer(self) -> bool:
        state: str | None = self.plan.feedback_state
        return state == FeedbackState.GIVEN.value

    @property
    def is_empty(self) -> bool:
        return not (self.has_annual or self.has_feedback)


def with_year_end(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Plans with the states of what stands beside their quarters, for ``YearEndOfPlan``; no query of its own."""
    return plans.annotate(
        annual_state=F("annual_report__state"),
        feedback_state=F("half_year_feedback__state"),
        set_on=day_of_plan(YearEndDocument.ANNUAL),
    )
