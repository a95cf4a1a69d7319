"""Owns the half-yearly feedback as one person meets it: what it says, what that person may do with it, and why not."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.forms import Form

from entry.forms import FeedbackAnswerForm, FeedbackForm
from entry.views.year_end_page import DueDay, YearEndPage
from plans.display import said
from plans.queries.feedback_work import FeedbackWork
from plans.queries.period_told import PeriodTold
from workflow.half_year_feedback import FEEDBACK_LIFE, FeedbackState, FeedbackStep
from workflow.transitions import Side

NOTE = "note-"  # and the key of an indicator: the field of what is said of its row


@dataclass
class FeedbackPage(YearEndPage):
    """A plan's half-yearly feedback as one person sees it; ``typed``: the notes at rows that were not taken."""

    life = FEEDBACK_LIFE
    template = "entry/feedback.html"
    work: FeedbackWork
    typed: Mapping[int, str] = field(default_factory=dict)

    @property
    def forms(self) -> Mapping[str, Form]:
        return {"form": self.written, "answering": FeedbackAnswerForm()}

    @property
    def written(self) -> FeedbackForm:
        """The feedback as it stands."""
        stored = self.work.stored
        return FeedbackForm(initial={"text": stored.text if self.is_shown else "", "version": stored.version})

    @property
    def is_shown(self) -> bool:
        """Whether the person sees what it says: a draft is read by those alone who review."""
        return self.work.state is not FeedbackState.DRAFT or Side.REVIEWING in self.sides

    @property
    def why_not_given(self) -> str:
        """What the quarters have against giving it, for whom that is to do."""
        return said(self.work.why_not_given if self.may(FeedbackStep.GIVE) else None)

    @property
    def told(self) -> PeriodTold:
        """The half-year, with the notes as typed; where it is not shown, without those at rows."""
        told = self.work.told
        if not self.is_shown:
            return replace(told, words={}, rows=tuple(replace(row, note="") for row in told.rows))
        rows = (replace(row, note=self.typed.get(row.key, row.note)) for row in told.rows)
        return replace(told, rows=tuple(rows)) if self.typed else told

    def context(self) -> dict[str, Any]:
        """What the templates of the page read."""
        work = self.work
        return super().context() | {
            "feedback": work.stored,
            "is_given": work.state is not FeedbackState.DRAFT,
            "due": DueDay(work.due_on, is_given=True),
            "told": self.told,
            "note_prefix": NOTE,
            "can_write": self.may(FeedbackStep.WRITE),
            "can_give": self.may(FeedbackStep.GIVE) and not self.why_not_given,
            "can_answer": self.may(FeedbackStep.ANSWER),
        }
