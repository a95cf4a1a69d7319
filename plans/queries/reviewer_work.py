"""Owns what a reviewer has before them: what waits and since when, what changed, and who has not reported how far."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone

from cell_values.value import ValueState
from offices.models import Deadline
from offices.queries.deadlines import day_columns_of_reports, days_of_report
from offices.queries.staffing import focal_points_today
from plans.display import said
from plans.kinds import plan_kind, plan_kinds
from plans.models import Event, QuarterCell, QuarterReport
from plans.queries.office_work import NOTHING_DUE, PLAN, with_last_round
from plans.queries.receipts import round_days_late
from workflow.plan_states import PlanState
from workflow.transitions import HANDED_IN, ReportState

AHEAD, BEHIND = timedelta(days=14), timedelta(days=190)  # a half-year and some days
REMINDED = "remind_office"  # the verb in the ledger


@dataclass(frozen=True)
class Unreported:
    """A report of the current quarter that nobody has handed in: how far it is, and whether a reminder reaches it."""

    report: Any

    @property
    def filled(self) -> int:
        return self.report.filled or 0

    @property
    def due(self) -> int:
        return self.report.due or 0

    @property
    def label(self) -> str:
        """The kind of its plan, in the reader's language."""
        return said(plan_kind(self.report.plan.kind).short)

    @property
    def has_focal_point(self) -> bool:
        return bool(self.report.has_focal_point)

    @property
    def can_report(self) -> bool:
        """Whether the plan itself is approved."""
        return PlanState(self.report.plan.state) is PlanState.APPROVED

    @property
    def reminded_on(self) -> date | None:
        return timezone.localdate(self.report.reminded_at) if self.report.reminded_at else None

    @property
    def is_reached(self) -> bool:
        return self.has_focal_point and self.can_report


@dataclass(frozen=True)
class CurrentQuarter:
    """The quarter that offices report on now, or did last: all their reports of it."""

    reports: tuple[Any, ...] = ()

    @property
    def quarter(self) -> int:
        return int(self.reports[0].quarter)

    @property
    def year(self) -> Any:
        return self.reports[0].plan.year

    @property
    def due_on(self) -> date:
        """The day of the deadline itself, without more time for one office."""
        day: date = max(each.set_due_on for each in self.reports)
        return day

    def _count(self, state: ReportState) -> int:
        return sum(each.state == state.value for each in self.reports)

    @property
    def approved(self) -> int:
        return self._count(ReportState.APPROVED)

    @property
    def submitted(self) -> int:
        return self._count(ReportState.SUBMITTED)

    @property
    def returned(self) -> int:
        return self._count(ReportState.RETURNED)

    @property
    def drafts(self) -> int:
        return self._count(ReportState.DRAFT)

    @property
    def only_in_page(self) -> list[Unreported]:
        """Those whom no mail reaches."""
        return [each for each in self.reachable if not each.report.has_address]

    @property
    def handed_in(self) -> int:
        return sum(ReportState(each.state) in HANDED_IN or bool(each.last_round) for each in self.reports)

    @property
    def unreported(self) -> list[Unreported]:
        """Those never handed in, the fullest first."""
        drafts = [Unreported(each) for each in self.reports if each.state == ReportState.DRAFT.value]
        return sorted(drafts, key=lambda each: (-each.filled, each.report.plan.office.name_bn))

    @property
    def reachable(self) -> list[Unreported]:
        return [each for each in self.unreported if each.is_reached]

    @property
    def to_remind(self) -> list[Unreported]:
        """Those a reminder reaches and none reached today."""
        today = timezone.localdate()
        return [each for each in self.reachable if each.reminded_on != today]

    @property
    def unreachable(self) -> list[Unreported]:
        return [each for each in self.unreported if not each.is_reached]

    @property
    def reminded_on(self) -> date | None:
        """When offices of it were last reminded."""
        moments = [each.reminded_at for each in self.reports if each.reminded_at]
        return timezone.localdate(max(moments)) if moments else None

    @property
    def reminded(self) -> list[Any]:
        """Those reminded then."""
        on = self.reminded_on
        return [each for each in self.reports if each.reminded_at and timezone.localdate(each.reminded_at) == on]

    @property
    def offices_to_remind(self) -> int:
        return len({each.report.plan.office_id for each in self.to_remind})

    @property
    def offices_reminded(self) -> int:
        return len({each.plan.office_id for each in self.reminded})

    @property
    def reported_since(self) -> int:
        """How many of them have handed in since."""
        return sum(each.state != ReportState.DRAFT.value for each in self.reminded)


def is_current(today: date) -> Q:
    """Of reports: whether their quarter is due soon, or was not long ago."""
    place = {"year": OuterRef("plan__year"), "tier": OuterRef("plan__office__tier"), "quarter": OuterRef("quarter")}
    near = Deadline.objects.filter(**place, due_on__lte=today + AHEAD, due_on__gte=today - BEHIND)
    return Q(Exists(near))


def with_reviewer_facts(reports: QuerySet[QuarterReport]) -> QuerySet[Any]:
    """Reports with all that is told of them here; no query of its own."""
    facts = {**_since_returned(), **_how_far(), **_reach()}
    return with_last_round(reports).annotate(**day_columns_of_reports()).annotate(**facts)


def _since_returned() -> dict[str, Any]:
    of_report = Event.objects.filter(plan=OuterRef("plan"), quarter=OuterRef("quarter"))
    returned = of_report.filter(verb="return_report").order_by("-sequence")
    written = _cells().filter(entered_at__gt=OuterRef("returned_at"))
    return {
        "earned_when_returned": Subquery(returned.values(earned=KeyTextTransform("earned", "after"))[:1]),
        "written_since": Case(When(returned_at__isnull=False, then=_counted(written))),
        "reminded_at": Subquery(of_report.filter(verb=REMINDED).order_by("-sequence").values("at")[:1]),
    }


def _how_far() -> dict[str, Any]:
    by_row = [code for code, kind in plan_kinds().items() if not kind.form.family.sets_quarters]
    nothing = [state.value for state in NOTHING_DUE]
    due = _cells().filter(Q(**{f"{PLAN}__kind__in": by_row}) | ~Q(target_state__in=nothing))
    filled = due.exclude(achievement_text="").exclude(achievement_state=ValueState.UNREADABLE.value)
    last = _cells().filter(entered_at__isnull=False).order_by("-entered_at").values("entered_at")[:1]
    found = {"due": _counted(due), "filled": _counted(filled), "last_entry": Subquery(last)}
    return {name: Case(When(state=ReportState.DRAFT.value, then=each)) for name, each in found.items()}


def _reach() -> dict[str, Any]:
    there = focal_points_today().filter(office=OuterRef("plan__office"))
    return {"has_focal_point": Exists(there), "has_address": Exists(there.exclude(person__email=""))}


def _cells() -> QuerySet[QuarterCell]:
    return QuarterCell.objects.filter(**{PLAN: OuterRef("plan")}, quarter=OuterRef("quarter")).order_by()


def _counted(cells: QuerySet[QuarterCell]) -> Subquery:
    return Subquery(cells.values("quarter").annotate(number=Count("pk")).values("number"))


def current_quarter(reports: Iterable[Any]) -> CurrentQuarter | None:
    """The latest of the quarters that are current, of reports ``with_reviewer_facts``: as offices are compared."""
    due = [each for each in reports if each.set_due_on and is_of_office(each)]
    if not due:
        return None
    latest = max(due, key=lambda each: (each.set_due_on, each.plan.year.start_year, each.quarter))
    place = (latest.plan.year_id, latest.quarter)
    return CurrentQuarter(tuple(each for each in due if (each.plan.year_id, each.quarter) == place))


def is_of_office(report: Any) -> bool:
    """Whether the office was there on the last day of the quarter, which makes it its own."""
    return bool(report.plan.office.is_open_on(report.plan.year.quarter_ends(report.quarter)))


def days_late(report: Any) -> int | None:
    """How late its last round was; None where it was never handed in."""
    if report.handed_in_at is None:
        return None
    days = days_of_report(report, report.plan.year)
    return round_days_late(report.last_round or 1, report.handed_in_at, report.asked_back_by, days)


def gained(report: Any) -> Decimal | None:
    """What the marks changed by since it was returned; None where it never was."""
    if not report.earned_when_returned or (report.last_round or 1) == 1:
        return None
    return Decimal(report.earned) - Decimal(report.earned_when_returned)
