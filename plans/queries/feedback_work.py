"""Owns the half-yearly feedback of a plan with the half-year it speaks of: each part loaded once."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db.models import QuerySet
from django.utils.functional import cached_property

from cell_values.sentence import Sentence
from offices.models import Person, YearEndDocument, usual_day
from offices.queries.year_end import day_of_plan, document_due
from plans.models import HalfYearFeedback, Plan
from plans.queries.period_told import PeriodTold, told_of_period
from plans.queries.quarter_contents import QuarterContents
from plans.queries.year_work import work_through
from workflow.half_year_feedback import HALF_YEAR, FeedbackState, why_feedback_not_given
from workflow.transitions import Work


@dataclass
class FeedbackWork:
    """A plan's half-yearly feedback and the half-year as its quarters tell it."""

    plan: Plan

    @classmethod
    def loaded(cls, plan: Any) -> Self:
        """Of a plan ``with_feedback``, so that neither the feedback nor its day is asked for again."""
        work = cls(plan)
        work.feedback = getattr(plan, "half_year_feedback", None) or HalfYearFeedback(plan=plan)
        work.due_on = plan.set_on or usual_day(plan.year, YearEndDocument.FEEDBACK)
        return work

    @cached_property
    def half_year(self) -> QuarterContents:
        return QuarterContents(self.plan, HALF_YEAR)

    @cached_property
    def feedback(self) -> HalfYearFeedback:
        """The stored one; before anybody wrote of it, one that is not stored yet. One query."""
        found = HalfYearFeedback.objects.filter(plan=self.plan).select_related("given_by", "answered_by").first()
        return found or HalfYearFeedback(plan=self.plan)

    @property
    def state(self) -> FeedbackState:
        return FeedbackState(self.feedback.state)

    @cached_property
    def live(self) -> PeriodTold:
        """The half-year as it stands now. Four queries."""
        words, notes = {"feedback": self.feedback.text}, self.feedback.row_notes
        return told_of_period(self.half_year, words=words, notes=notes)

    @property
    def told(self) -> PeriodTold:
        """What the feedback speaks of: as it stands now, once given as it stood then."""
        if self.state is FeedbackState.DRAFT:
            return self.live
        return PeriodTold.from_json(self.feedback.contents)

    @cached_property
    def due_on(self) -> date:
        """The day by which it is to be given. One query."""
        return document_due(self.plan.office, self.plan.year, YearEndDocument.FEEDBACK)

    @property
    def why_not_given(self) -> Sentence | None:
        """What the quarters have against giving it."""
        return why_feedback_not_given(self.half_year.quarters)

    def own_work(self, person: Person) -> frozenset[Work]:
        """What somebody did for the half-year, and therefore gives no feedback on. Two queries."""
        return work_through(person, self.plan, HALF_YEAR)


def with_feedback(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Plans with their feedback, who gave and answered it, and the day it is due; no query of its own."""
    people = ("half_year_feedback__given_by", "half_year_feedback__answered_by")
    return plans.select_related(*people).annotate(set_on=day_of_plan(YearEndDocument.FEEDBACK))
