"""Owns the half-yearly feedback of a plan with the half-year it speaks of: each part loaded once."""

from django.utils.functional import cached_property

from cell_values.sentence import Sentence
from offices.models import YearEndDocument
from plans.models import HalfYearFeedback
from plans.queries.period_told import PeriodTold, told_of_period
from plans.queries.year_work import YearEndWork
from workflow.half_year_feedback import FEEDBACK_LIFE, HALF_YEAR, FeedbackState, why_feedback_not_given


class FeedbackWork(YearEndWork[HalfYearFeedback]):
    """A plan's half-yearly feedback and the half-year as its quarters tell it."""

    document = YearEndDocument.FEEDBACK
    life = FEEDBACK_LIFE
    through = HALF_YEAR
    related = "half_year_feedback"
    states = FeedbackState
    people = ("given_by", "answered_by")
    model = HalfYearFeedback

    @cached_property
    def live(self) -> PeriodTold:
        """The half-year as it stands now. Four queries."""
        words, notes = {"feedback": self.stored.text}, self.stored.row_notes
        return told_of_period(self.closed, words=words, notes=notes)

    @property
    def told(self) -> PeriodTold:
        """What the feedback speaks of: as it stands now, once given as it stood then."""
        if self.state is FeedbackState.DRAFT:
            return self.live
        return PeriodTold.from_json(self.stored.contents)

    @property
    def why_not_given(self) -> Sentence | None:
        """What the quarters have against giving it."""
        return why_feedback_not_given(self.closed.quarters)
