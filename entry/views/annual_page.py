"""Owns the annual report as one person meets it: what it says, what that person may do with it, and why not."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property

from entry.views.page_of_plan import PageOfLife
from offices.queries.rights import Standing
from plans.display import said
from plans.models import AnnualRound, Plan
from plans.queries.annual_work import AnnualWork, annual_days_late, narrative_of
from workflow.annual_reports import ANNUAL_LIFE, ANNUAL_NOT_NOW, ANNUAL_OPEN, OWN_ANNUAL, AnnualState, AnnualStep
from workflow.transitions import Side, Work


@dataclass(frozen=True)
class DueDay:
    """The day something is due, as a page tells it: days left, days over; ``is_given``: not handed in, but given."""

    on: date
    is_given: bool = False

    @property
    def days_left(self) -> int:
        return (self.on - timezone.localdate()).days

    @property
    def days_over(self) -> int:
        return max(0, -self.days_left)


@dataclass
class AnnualPage(PageOfLife):
    """A plan's annual report as one person sees it."""

    life = ANNUAL_LIFE
    work: AnnualWork
    standing: Standing

    @property
    def plan(self) -> Plan:  # type: ignore[override]
        return self.work.plan

    @cached_property
    def own_work(self) -> frozenset[Work]:
        """What the person did for the year; nothing is asked where it decides nothing."""
        is_decided = self.work.state in (AnnualState.SUBMITTED, AnnualState.ACCEPTED)
        asks = Side.REVIEWING in self.sides and is_decided
        return self.work.own_work(self.standing.person) if asks else frozenset()

    @property
    def state(self) -> AnnualState:
        return self.work.state

    @property
    def can_write(self) -> bool:
        return self.work.has_begun and self.may(AnnualStep.WRITE)

    @property
    def why_not_submitted(self) -> str:
        """What stands against handing it in, for whom that is to do."""
        return said(self.work.why_not_submitted if self.may(AnnualStep.SUBMIT) else None)

    @property
    def why_not_accepted(self) -> str:
        """What stands against accepting it, for whom that is to decide."""
        return said(self.work.why_not_accepted if self.may(AnnualStep.ACCEPT) else None)

    @property
    def why_undecided(self) -> str:
        """Why somebody of the reviewing office decides nothing here."""
        return said(OWN_ANNUAL[min(self.own_work)]) if self.own_work else ""

    @property
    def rounds(self) -> list[tuple[AnnualRound, int | None]]:
        """Each time it was handed in, with the days late."""
        return [(each, annual_days_late(each)) for each in reversed(self.work.rounds)]

    def context(self) -> dict[str, Any]:
        """What the templates of the page read."""
        work, is_open = self.work, self.work.state in ANNUAL_OPEN
        return super().context() | {
            "state": work.report.state,
            "state_label": work.report.get_state_display(),
            "is_open": is_open,
            "due": DueDay(work.due_on),
            "told": work.told,
            "narrative": narrative_of(work.told),
            "can_submit": self.may(AnnualStep.SUBMIT) and not self.why_not_submitted,
            "can_decide": self.may(AnnualStep.RETURN),
            "can_reopen": self.may(AnnualStep.REOPEN),
            "why_not": said(ANNUAL_NOT_NOW[work.state]),
        }
