"""Owns what closes a part of a plan's year, with the quarters it closes, and who worked on what these say: they neither
judge the annual report nor give feedback.
"""

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Generic, Self, TypeVar

from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from offices.models import Person, YearEndDocument, usual_day
from offices.queries.year_end import day_of_plan, document_due
from plans.models import AnnualReport, HalfYearFeedback, Plan, QuarterCell
from plans.queries.hands import ABOUT, WRITES_MANY
from plans.queries.quarter_contents import QuarterContents
from workflow.transitions import Life, Work

ANNUAL_WRITES, ANNUAL_SUBMITS = "write_annual_report", "submit_annual_report"
Closing = TypeVar("Closing", AnnualReport, HalfYearFeedback)


class YearEndWork(Generic[Closing]):
    """What closes the quarters of a plan up to ``through``: each part loaded once, by whoever asks for it first.

    ``related``: by which name the plan knows it; ``people``: its columns that name somebody who is shown.
    """

    document: ClassVar[YearEndDocument]
    life: ClassVar[Life[Any, Any]]
    through: ClassVar[int]
    related: ClassVar[str]
    states: ClassVar[type[StrEnum]]
    people: ClassVar[tuple[str, ...]] = ()
    model: type[Closing]

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @classmethod
    def beside(cls, plans: QuerySet[Plan]) -> QuerySet[Plan]:
        """Plans with what ``loaded`` needs of them; no query of its own."""
        people = (f"{cls.related}__{each}" for each in cls.people)
        return plans.select_related(cls.related, *people).annotate(set_on=day_of_plan(cls.document))

    @classmethod
    def loaded(cls, plan: Any) -> Self:
        """Of a plan that came with what stands ``beside``, so that nothing of it is asked for again."""
        work = cls(plan)
        work.stored = getattr(plan, cls.related, None) or cls.model(plan=plan)
        work.due_on = plan.set_on or usual_day(plan.year, cls.document)
        return work

    @cached_property
    def stored(self) -> Closing:
        """The stored one; before anybody wrote of it, one that is not stored yet. One query."""
        found = self.model.objects.filter(plan=self.plan).select_related(*self.people).first()
        return found or self.model(plan=self.plan)

    @property
    def state(self) -> Any:
        return self.states(self.stored.state)

    @cached_property
    def closed(self) -> QuarterContents:
        """The last quarter it is about."""
        return QuarterContents(self.plan, self.through)

    @cached_property
    def due_on(self) -> date:
        """The day it is due. One query."""
        return document_due(self.plan.office, self.plan.year, self.document)

    def own_work(self, person: Person) -> frozenset[Work]:
        """What somebody did for these quarters, and therefore does not judge. Two queries."""
        return work_through(person, self.plan, self.through)


def work_through(person: Person, plan: Plan, quarter: int) -> frozenset[Work]:
    """What a person did for the quarters up to one, and for the annual report that closes them. Two queries."""
    told = plan.events.filter(by=person)
    handed_in = Q(verb="submit_report", quarter__lte=quarter) | Q(verb=ANNUAL_SUBMITS)
    of_cells = Q(indicator__isnull=False, quarter__lte=quarter) & ~Q(verb__in=ABOUT)
    wrote = of_cells | Q(verb__in=(*WRITES_MANY, ANNUAL_WRITES))
    verbs = set(told.filter(handed_in | wrote).order_by().values_list("verb", flat=True).distinct())
    submitted = {"submit_report", ANNUAL_SUBMITS}
    cells = QuarterCell.objects.filter(indicator__activity__area__plan=plan, quarter__lte=quarter, entered_by=person)
    entered = bool(verbs - submitted) or cells.exists()
    found = {Work.SUBMITTED: bool(verbs & submitted), Work.ENTERED: entered}
    return frozenset(work for work, did in found.items() if did)
