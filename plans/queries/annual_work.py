"""Owns the annual report of a plan with the quarters it closes: each part loaded once, by whoever asks for it first."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.functional import cached_property

from cell_values.sentence import Sentence
from offices.models import YearEndDocument
from plan_tree.terms import QUARTERS
from plans.models import AnnualReport, AnnualRound
from plans.models.annual_report import PARTS
from plans.queries.period_told import PeriodTold, files_of_year, told_of_period
from plans.queries.year_work import YearEndWork
from workflow.annual_reports import (
    ANNUAL_LIFE,
    ANNUAL_OPEN,
    YEAR_NOT_ENDING,
    AnnualState,
    why_annual_not_accepted,
    why_annual_not_submitted,
)


class AnnualWork(YearEndWork[AnnualReport]):
    """A plan's annual report, its rounds, and the year as the quarters tell it."""

    document = YearEndDocument.ANNUAL
    life = ANNUAL_LIFE
    through = QUARTERS[-1]
    related = "annual_report"
    states = AnnualState
    model = AnnualReport

    @cached_property
    def rounds(self) -> list[AnnualRound]:
        """Each time it was handed in, the first first; nothing is asked where it never was. One query."""
        if self.stored.pk is None:
            return []
        return list(self.stored.rounds.select_related("submitted_by", "decided_by"))

    @property
    def last_round(self) -> AnnualRound | None:
        return self.rounds[-1] if self.rounds else None

    @property
    def words(self) -> Mapping[str, str]:
        """The narrative by its parts."""
        return {name: getattr(self.stored, name) for name in PARTS}

    @cached_property
    def live(self) -> PeriodTold:
        """The year as its quarters and the narrative tell it now. Five queries."""
        return told_of_period(self.closed, words=self.words, files=files_of_year(self.plan))

    @property
    def told(self) -> PeriodTold:
        """What the report says: while it is written what stands now, then what was handed in last."""
        if self.state in ANNUAL_OPEN or self.last_round is None:
            return self.live
        return PeriodTold.from_json(self.last_round.contents)

    @property
    def has_begun(self) -> bool:
        return timezone.localdate() >= self.plan.year.quarter_starts(QUARTERS[-1])

    @property
    def why_not_submitted(self) -> Sentence | None:
        """What the calendar or the quarters have against handing it in."""
        return why_annual_not_submitted(self.closed.quarters) if self.has_begun else YEAR_NOT_ENDING

    @property
    def why_not_accepted(self) -> Sentence | None:
        """What the quarters have against accepting it."""
        return why_annual_not_accepted(self.closed.quarters)


def narrative_of(told: PeriodTold) -> list[tuple[str, str]]:
    """The parts of the narrative under their headings, in the reader's language and their order."""
    return [(str(name), told.words.get(part, "")) for part, name in PARTS.items()]


def annual_days_late(round_: AnnualRound) -> int | None:
    """How late a round was: the first by the day it was due; None for a later one, for which no day was set."""
    if round_.number > 1:
        return None
    return max((timezone.localdate(round_.submitted_at) - round_.due_on).days, 0)
