"""Owns what somebody who oversees offices finds on the first page: what waits for a decision, and plans by choice."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import Aggregate, Count, Exists, F, Min, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from offices.queries.finding import offices_sought
from offices.queries.paging import KeysFirst
from offices.queries.rights import Standing, offices_read_by, offices_reviewed_by
from plan_tree.terms import QUARTERS
from plans.models import AnnualRound, Plan, PlanRound, QuarterReport, TargetRevision
from plans.models.revision import UNDECIDED
from plans.queries.access import plans_read_by
from plans.queries.office_work import with_last_round
from plans.queries.reviewer_work import CurrentQuarter, current_quarter, is_current, with_reviewer_facts
from workflow.annual_reports import AnnualState
from workflow.half_year_feedback import HALF_YEAR, FeedbackState
from workflow.plan_states import PlanState
from workflow.quarter_order import SENT
from workflow.transitions import ReportState

SUBMITTED_PLAN = PlanState.SUBMITTED.value
SUBMITTED = ReportState.SUBMITTED.value
PLAN = "indicator__activity__area__plan"
ANNUAL_SUBMITTED = AnnualState.SUBMITTED.value
ANNUAL_WAITS = Q(quarter=QUARTERS[-1], plan__annual_report__state=ANNUAL_SUBMITTED)
LATEST_FIRST = ("-year__start_year", "office__name_bn", "kind", "pk")
LARGE = ("scorecard", "frozen_switches")  # stored figures no list shows


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which plans to list; an empty choice leaves all."""

    search: str = ""
    kind: str = ""
    year: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for somebody's decision: reports as ``handed_in_at``; of plans whose office asked for revised targets
    the first report, with ``requests``, how many, ``asked_at`` since when; of plans that wait for approval since
    ``plan_since`` the first report too, as ``plans``. ``current``: the quarter that offices report on. ``annual``: of
    plans whose annual report waits since ``annual_since`` the last report; ``half_years``: of those that wait for their
    feedback the second one, with ``feedback_state``.
    """

    reports: tuple[QuarterReport, ...] = ()
    requests: tuple[QuarterReport, ...] = ()
    plans: tuple[QuarterReport, ...] = ()
    current: CurrentQuarter | None = None
    annual: tuple[QuarterReport, ...] = ()
    half_years: tuple[QuarterReport, ...] = ()


def waiting_for(standing: Standing) -> Waiting:
    """The longest waiting first, reports since their last round. One query: the first page has few to spend."""
    asked = TargetRevision.objects.filter(UNDECIDED).exclude(asked_by=standing.person)
    rounds = PlanRound.objects.filter(plan=OuterRef("plan")).order_by("-number")
    waits = Q(state=SUBMITTED) | Q(quarter=1, plan__in=asked.values(PLAN)) | Q(quarter=1, plan__state=SUBMITTED_PLAN)
    waits |= ANNUAL_WAITS
    reviewed = QuarterReport.objects.filter(plan__office__in=offices_reviewed_by(standing))
    found = list(
        with_reviewer_facts(reviewed.filter(waits | is_current(timezone.localdate())))
        .annotate(plan_since=Subquery(rounds.values("submitted_at")[:1]))
        .annotate(**_closing())
        .annotate(requests=_of_plan(asked, Count("pk")), asked_at=_of_plan(asked, Min("asked_at")))
        .select_related("plan__office", "plan__year")
        .defer(*LARGE)
        .order_by("handed_in_at", "pk")
    )
    reports = tuple(each for each in found if each.state == SUBMITTED)
    requests = (each for each in found if each.quarter == 1 and each.requests)
    asking = tuple(sorted(requests, key=attrgetter("asked_at", "pk")))
    plans = (each for each in found if each.quarter == 1 and each.plan.state == SUBMITTED_PLAN)
    waiting_plans = tuple(sorted(plans, key=attrgetter("plan_since", "pk")))
    closing = (_waiting_annual(found), _waiting_half_years(found))
    return Waiting(reports, asking, waiting_plans, current_quarter(found), *closing)


def longest_waiting(standing: Standing, most: int) -> list[QuarterReport]:
    """The first of the same reports alone: keys and quarters of their plans. One query."""
    waiting: QuerySet[Any] = with_last_round(_reviewed(standing).filter(state=SUBMITTED))
    return list(waiting.only("plan_id", "quarter").order_by("handed_in_at", "pk")[:most])


def reports_reviewed(standing: Standing, keys: Collection[int]) -> list[QuarterReport]:
    """Those of these reports that the person reviews, waiting or not, in the order of the same list. One query."""
    chosen: QuerySet[Any] = with_last_round(_reviewed(standing).filter(pk__in=keys))
    return list(chosen.only("plan_id", "quarter").order_by("handed_in_at", "pk"))


def _reviewed(standing: Standing) -> QuerySet[QuarterReport]:
    return QuarterReport.objects.filter(plan__office__in=offices_reviewed_by(standing))


def _closing() -> dict[str, Any]:
    """The states of what closes half and whole of a report's year."""
    rounds = AnnualRound.objects.filter(report__plan=OuterRef("plan")).order_by("-number")
    return {
        "annual_state": F("plan__annual_report__state"),
        "annual_since": Subquery(rounds.values("submitted_at")[:1]),
        "feedback_state": F("plan__half_year_feedback__state"),
    }


def _waiting_annual(found: Iterable[Any]) -> tuple[Any, ...]:
    """Those whose annual report waits to be accepted, the longest waiting first."""
    waiting = (each for each in found if each.quarter == QUARTERS[-1] and each.annual_state == ANNUAL_SUBMITTED)
    return tuple(sorted(waiting, key=attrgetter("annual_since", "pk")))


def _waiting_half_years(found: Iterable[Any]) -> tuple[Any, ...]:
    """Those whose half-year is handed in and who wait for feedback, in the second half of their year."""
    today = timezone.localdate()
    half_years = [each for each in found if each.quarter == HALF_YEAR and ReportState(each.state) in SENT]
    now = [each for each in half_years if each.plan.year.quarter_starts(3) <= today <= each.plan.year.quarter_ends(4)]
    waiting = (each for each in now if each.feedback_state in (None, FeedbackState.DRAFT.value))
    return tuple(sorted(waiting, key=lambda each: (each.plan.office.name_bn, each.pk)))


def _of_plan(asked: QuerySet[TargetRevision], figure: Aggregate) -> Subquery:
    """A figure over the requests of a report's plan."""
    own = asked.filter(**{PLAN: OuterRef("plan")}).order_by().values(PLAN)
    return Subquery(own.annotate(figure=figure).values("figure"))


def with_quarters(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Plans with the reports of their quarters, the latest year first."""
    reports = with_last_round(QuarterReport.objects.defer(*LARGE).order_by("quarter"))
    return plans.prefetch_related(Prefetch("reports", reports)).order_by(*LATEST_FIRST)


def plans_overseen(standing: Standing, chosen: Chosen) -> KeysFirst:
    """The plans this person may look at that fit the choice, the latest year first; for a paginator."""
    plans = plans_read_by(standing).select_related(None)
    if chosen.search:
        plans = plans.filter(office__in=offices_sought(offices_read_by(standing), chosen.search).order_by())
    if chosen.kind:
        plans = plans.filter(kind=chosen.kind)
    if chosen.year:
        plans = plans.filter(year__start_year=chosen.year)
    if chosen.state:
        plans = plans.filter(Exists(QuarterReport.objects.filter(plan=OuterRef("pk"), state=chosen.state)))
    return KeysFirst(plans.order_by(*LATEST_FIRST), with_quarters(plans_read_by(standing)))
