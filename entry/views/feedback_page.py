"""Owns the half-yearly feedback as one person meets it: what it says, what that person may do with it, and why not."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.functional import cached_property

from entry.views.annual_page import DueDay
from entry.views.page_of_plan import PageOfLife
from offices.queries.rights import Standing
from plans.display import said
from plans.models import Plan
from plans.queries.feedback_work import FeedbackWork
from plans.queries.period_told import PeriodTold
from workflow.half_year_feedback import FEEDBACK_LIFE, FEEDBACK_NOT_NOW, OWN_HALF_YEAR, FeedbackState, FeedbackStep
from workflow.transitions import Side, Work

NOTE = "note-"  # and the key of an indicator: the field of what is said of its row


@dataclass
class FeedbackPage(PageOfLife):
    """A plan's half-yearly feedback as one person sees it; ``typed``: the notes at rows that were not taken."""

    life = FEEDBACK_LIFE
    work: FeedbackWork
    standing: Standing
    typed: Mapping[int, str] = field(default_factory=dict)

    @property
    def plan(self) -> Plan:  # type: ignore[override]
        return self.work.plan

    @cached_property
    def own_work(self) -> frozenset[Work]:
        """What the person did for the half-year; nothing is asked where it gives no feedback."""
        asks = Side.REVIEWING in self.sides and self.work.state is FeedbackState.DRAFT
        return self.work.own_work(self.standing.person) if asks else frozenset()

    @property
    def state(self) -> FeedbackState:
        return self.work.state

    @property
    def is_shown(self) -> bool:
        """Whether the person sees what it says: a draft is read by those alone who review."""
        return self.work.state is not FeedbackState.DRAFT or Side.REVIEWING in self.sides

    @property
    def why_not_given(self) -> str:
        """What the quarters have against giving it, for whom that is to do."""
        return said(self.work.why_not_given if self.may(FeedbackStep.GIVE) else None)

    @property
    def why_not_yours(self) -> str:
        """Why somebody of the reviewing office gives none here."""
        return said(OWN_HALF_YEAR) if self.own_work else ""

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
        work, feedback = self.work, self.work.feedback
        return super().context() | {
            "feedback": feedback,
            "state": feedback.state,
            "state_label": feedback.get_state_display(),
            "is_given": work.state is not FeedbackState.DRAFT,
            "due": DueDay(work.due_on, is_given=True),
            "told": self.told,
            "note_prefix": NOTE,
            "can_write": self.may(FeedbackStep.WRITE),
            "can_give": self.may(FeedbackStep.GIVE) and not self.why_not_given,
            "can_answer": self.may(FeedbackStep.ANSWER),
            "why_not": said(FEEDBACK_NOT_NOW[work.state]),
        }
