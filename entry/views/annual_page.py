"""Owns the annual report as one person meets it: what it says, what that person may do with it, and why not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import Form

from entry.forms import AnnualDecisionForm, NarrativeForm
from entry.views.year_end_page import DueDay, YearEndPage
from plans.display import said
from plans.models import AnnualRound
from plans.queries.annual_work import AnnualWork, annual_days_late, narrative_of
from workflow.annual_reports import ANNUAL_LIFE, ANNUAL_OPEN, AnnualStep


@dataclass
class AnnualPage(YearEndPage):
    """A plan's annual report as one person sees it."""

    life = ANNUAL_LIFE
    template = "entry/annual.html"
    work: AnnualWork

    @property
    def forms(self) -> Mapping[str, Form]:
        return {"form": self.written, "decision": AnnualDecisionForm()}

    @property
    def written(self) -> NarrativeForm:
        """The narrative as it stands."""
        return NarrativeForm(initial={**self.work.words, "version": self.work.stored.version})

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
    def rounds(self) -> list[tuple[AnnualRound, int | None]]:
        """Each time it was handed in, with the days late."""
        return [(each, annual_days_late(each)) for each in reversed(self.work.rounds)]

    def context(self) -> dict[str, Any]:
        """What the templates of the page read."""
        work = self.work
        return super().context() | {
            "is_open": work.state in ANNUAL_OPEN,
            "due": DueDay(work.due_on),
            "told": work.told,
            "narrative": narrative_of(work.told),
            "can_submit": self.may(AnnualStep.SUBMIT) and not self.why_not_submitted,
            "can_decide": self.may(AnnualStep.RETURN),
            "can_reopen": self.may(AnnualStep.REOPEN),
        }
