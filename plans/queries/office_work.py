"""Owns how far the quarters of an office's plans are filled: what is due, filled and proved, and what came back."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cell_values.value import ValueState
from offices.models import FiscalYear, Office
from offices.queries.deadlines import quarter_days_of
from plans.kinds import plan_kind
from plans.models import Evidence, Plan, QuarterCell, QuarterReport, Receipt, RowReview
from workflow.quarter_days import QuarterDays
from workflow.row_states import RowState
from workflow.transitions import OPEN, ReportState

NOTHING_DUE = {ValueState.BLANK, ValueState.NONE, ValueState.NOT_APPLICABLE}
MOST_YEARS = 2  # of whose deadlines is asked: of the last one while the next begins, too
PLAN = "indicator__activity__area__plan"


@dataclass(frozen=True, slots=True)
class CellDone:
    """What the first page needs of a cell: whether something is due, written and proved, and what is asked of it."""

    key: int
    number: str
    title: str
    is_due: bool
    text: str
    is_understood: bool
    entered_at: datetime | None
    is_proved: bool
    question: str = ""

    @property
    def is_filled(self) -> bool:
        """Whether what is due here was written, and understood."""
        return self.is_due and bool(self.text) and self.is_understood


@dataclass(frozen=True, slots=True)
class QuarterDone:
    """A quarter of a plan by its cells, in the order of the form."""

    cells: tuple[CellDone, ...] = ()

    @property
    def due(self) -> int:
        return sum(cell.is_due for cell in self.cells)

    @property
    def filled(self) -> int:
        """Of those due."""
        return sum(cell.is_filled for cell in self.cells)

    @property
    def proved(self) -> int:
        """Of those filled, by evidence."""
        return sum(cell.is_filled and cell.is_proved for cell in self.cells)

    @property
    def first_empty(self) -> CellDone | None:
        return next((cell for cell in self.cells if cell.is_due and not cell.is_filled), None)

    @property
    def questioned(self) -> list[CellDone]:
        """What the last return asked to be mended."""
        return [cell for cell in self.cells if cell.question]


def with_last_round(reports: QuerySet[QuarterReport]) -> QuerySet[QuarterReport]:
    """Reports with number, moment and round of their last receipt and the day its return named; no query of its own."""
    last = Receipt.objects.filter(report=OuterRef("pk")).order_by("-round")
    columns = {"last_receipt": "number", "last_round": "round", "asked_back_by": "reply_by"}
    handed_in = Coalesce(Subquery(last.values("submitted_at")[:1]), F("submitted_at"))
    named = {name: Subquery(last.values(column)[:1]) for name, column in columns.items()}
    return reports.annotate(**named, handed_in_at=handed_in)


def quarters_done(plans: Collection[Plan]) -> Callable[[Plan, int], QuarterDone]:
    """How far each quarter of the plans is filled; their reports must be at hand, ``with_last_round``. One query."""
    kinds = {plan.pk: plan.kind for plan in plans}
    returned = {
        (plan.pk, report.quarter): report.last_round or 0  # type: ignore[attr-defined]
        for plan in plans
        for report in plan.reports.all()
        if report.state == ReportState.RETURNED.value
    }
    found: dict[tuple[int, int], list[CellDone]] = {}
    for plan_id, quarter, key, number, title, target, text, read, at, proved, asked, reason, round_ in _cells(kinds):
        is_asked = asked == RowState.QUESTION.value and returned.get((plan_id, quarter)) == round_
        is_due = not plan_kind(kinds[plan_id]).form.family.sets_quarters or ValueState(target) not in NOTHING_DUE
        is_understood, question = read != ValueState.UNREADABLE.value, reason if is_asked else ""
        cell = CellDone(key, number, title, is_due, text, is_understood, at, proved, question)
        found.setdefault((plan_id, quarter), []).append(cell)
    return lambda plan, quarter: QuarterDone(tuple(found.get((plan.pk, quarter), ())))


def _cells(plans: Iterable[int]) -> QuerySet[QuarterCell, Any]:
    said = RowReview.objects.filter(indicator=OuterRef("indicator"), quarter=OuterRef("quarter")).order_by("-round")
    row = (PLAN, "quarter", "pk", "indicator__number", "indicator__activity__title")
    written = ("target_state", "achievement_text", "achievement_state", "entered_at", "is_proved")
    return (
        QuarterCell.objects.filter(**{f"{PLAN}__in": list(plans)})
        .annotate(is_proved=Exists(Evidence.objects.filter(cell=OuterRef("pk"))))
        .annotate(**{f"asked_{name}": Subquery(said.values(name)[:1]) for name in ("state", "reason", "round")})
        .order_by(
            F("indicator__activity__area__position"), F("indicator__activity__position"), F("indicator__position")
        )
        .values_list(*row, *written, "asked_state", "asked_reason", "asked_round")
    )


def days_of(plans: Iterable[Plan]) -> dict[tuple[int, int], QuarterDays]:
    """Plan and quarter → its days, of the latest two years among the plans and of those with reports still to come.

    Their reports must be at hand. A query for each year.
    """
    by_year: dict[FiscalYear, dict[int, Office]] = {}
    wanted = set()
    for plan in plans:
        by_year.setdefault(plan.year, {})[plan.office_id] = plan.office
        if any(ReportState(report.state) in OPEN for report in plan.reports.all()):
            wanted.add(plan.year)
    latest = sorted(by_year, key=lambda year: -year.start_year)[:MOST_YEARS]
    days = {year.pk: quarter_days_of(list(by_year[year].values()), year) for year in wanted.union(latest)}
    return {
        (plan.pk, quarter): each
        for plan in plans
        for quarter, each in days.get(plan.year_id, {}).get(plan.office_id, {}).items()
    }
