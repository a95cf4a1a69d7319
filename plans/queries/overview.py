"""Owns what somebody who oversees offices finds on the first page: reports that wait, and plans by choice."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from offices.queries.rights import Standing, offices_reviewed_by
from plans.models import Plan, QuarterReport, Receipt
from plans.queries.access import plans_read_by
from workflow.transitions import ReportState

LARGE = ("scorecard", "frozen_switches")  # stored figures no list shows


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which plans to list; an empty choice leaves all."""

    search: str = ""
    kind: str = ""
    year: str = ""
    state: str = ""


def waiting_reports(standing: Standing) -> QuerySet[QuarterReport]:
    """The submitted reports this person may review, the longest waiting first, since their last round."""
    submitted = QuarterReport.objects.filter(state=ReportState.SUBMITTED.value)
    reviewed = submitted.filter(plan__office__in=offices_reviewed_by(standing))
    last = Receipt.objects.filter(report=OuterRef("pk")).order_by("-round")
    handed_in = Coalesce(Subquery(last.values("submitted_at")[:1]), F("submitted_at"))
    waiting = reviewed.select_related("plan__office", "plan__year").defer(*LARGE).annotate(handed_in_at=handed_in)
    return waiting.order_by("handed_in_at", "pk")


def with_quarters(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Plans with the reports of their quarters, the latest year first."""
    reports = QuarterReport.objects.defer(*LARGE).order_by("quarter")
    return plans.prefetch_related(Prefetch("reports", reports)).order_by("-year__start_year", "office__name_bn", "kind")


def plans_overseen(standing: Standing, chosen: Chosen) -> QuerySet[Plan]:
    """The plans this person may look at that fit the choice."""
    plans = with_quarters(plans_read_by(standing))
    if chosen.search:
        name = Q(office__name_bn__icontains=chosen.search) | Q(office__name_en__icontains=chosen.search)
        plans = plans.filter(name | Q(office__code=chosen.search))
    if chosen.kind:
        plans = plans.filter(kind=chosen.kind)
    if chosen.year:
        plans = plans.filter(year__start_year=chosen.year)
    if chosen.state:
        plans = plans.filter(Exists(QuarterReport.objects.filter(plan=OuterRef("pk"), state=chosen.state)))
    return plans
