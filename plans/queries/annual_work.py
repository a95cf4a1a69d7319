"""Owns the annual report of a plan with the quarters it closes: each part loaded once, by whoever asks for it first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import cached_property

from cell_values.sentence import Sentence
from offices.models import Person, YearEndDocument, usual_day
from offices.queries.year_end import day_of_plan, document_due
from plan_tree.terms import QUARTERS
from plans.models import AnnualReport, AnnualRound, Plan
from plans.models.annual_report import PARTS
from plans.queries.period_told import PeriodTold, files_of_year, told_of_period
from plans.queries.quarter_contents import QuarterContents
from plans.queries.year_work import work_through
from workflow.annual_reports import (
    ANNUAL_OPEN,
    YEAR_NOT_ENDING,
    AnnualState,
    why_annual_not_accepted,
    why_annual_not_submitted,
)
from workflow.transitions import Work


@dataclass
class AnnualWork:
    """A plan's annual report, its rounds, and the year as the quarters tell it."""

    plan: Plan

    @classmethod
    def loaded(cls, plan: Any) -> Self:
        """Of a plan ``with_annual_report``, so that neither the report nor its day is asked for again."""
        work = cls(plan)
        work.report = getattr(plan, "annual_report", None) or AnnualReport(plan=plan)
        work.due_on = plan.set_on or usual_day(plan.year, YearEndDocument.ANNUAL)
        return work

    @cached_property
    def last_quarter(self) -> QuarterContents:
        return QuarterContents(self.plan, QUARTERS[-1])

    @cached_property
    def report(self) -> AnnualReport:
        """The stored one; before anybody wrote of it, one that is not stored yet. One query."""
        return AnnualReport.objects.filter(plan=self.plan).first() or AnnualReport(plan=self.plan)

    @cached_property
    def rounds(self) -> list[AnnualRound]:
        """Each time it was handed in, the first first; nothing is asked where it never was. One query."""
        if self.report.pk is None:
            return []
        return list(self.report.rounds.select_related("submitted_by", "decided_by"))

    @property
    def last_round(self) -> AnnualRound | None:
        return self.rounds[-1] if self.rounds else None

    @property
    def state(self) -> AnnualState:
        return AnnualState(self.report.state)

    @property
    def words(self) -> Mapping[str, str]:
        """The narrative by its parts."""
        return {name: getattr(self.report, name) for name in PARTS}

    @cached_property
    def live(self) -> PeriodTold:
        """The year as its quarters and the narrative tell it now. Five queries."""
        return told_of_period(self.last_quarter, words=self.words, files=files_of_year(self.plan))

    @property
    def told(self) -> PeriodTold:
        """What the report says: while it is written what stands now, then what was handed in last."""
        if self.state in ANNUAL_OPEN or self.last_round is None:
            return self.live
        return PeriodTold.from_json(self.last_round.contents)

    @cached_property
    def due_on(self) -> date:
        """The day it is due. One query."""
        return document_due(self.plan.office, self.plan.year, YearEndDocument.ANNUAL)

    @property
    def has_begun(self) -> bool:
        return timezone.localdate() >= self.plan.year.quarter_starts(QUARTERS[-1])

    @property
    def why_not_submitted(self) -> Sentence | None:
        """What the calendar or the quarters have against handing it in."""
        return why_annual_not_submitted(self.last_quarter.quarters) if self.has_begun else YEAR_NOT_ENDING

    @property
    def why_not_accepted(self) -> Sentence | None:
        """What the quarters have against accepting it."""
        return why_annual_not_accepted(self.last_quarter.quarters)

    def own_work(self, person: Person) -> frozenset[Work]:
        """What somebody did for the year, and therefore does not judge. Two queries."""
        return work_through(person, self.plan, QUARTERS[-1])


def with_annual_report(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Plans with their annual report and the day it is due; no query of its own."""
    return plans.select_related("annual_report").annotate(set_on=day_of_plan(YearEndDocument.ANNUAL))


def narrative_of(told: PeriodTold) -> list[tuple[str, str]]:
    """The parts of the narrative under their headings, in the reader's language and their order."""
    return [(str(name), told.words.get(part, "")) for part, name in PARTS.items()]


def annual_days_late(round_: AnnualRound) -> int | None:
    """How late a round was: the first by the day it was due; None for a later one, for which no day was set."""
    if round_.number > 1:
        return None
    return max((timezone.localdate(round_.submitted_at) - round_.due_on).days, 0)
