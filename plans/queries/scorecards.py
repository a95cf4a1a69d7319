"""Owns reading stored scorecards: live ones as last computed, approved ones as signed."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import Case, Exists, F, JSONField, OuterRef, QuerySet, When

from marking.scorecard import Scorecard
from offices.queries.deadlines import day_columns, day_columns_of_reports
from plan_tree.tree import Claimed
from plans.models import AnnualReport, Plan, QuarterReport
from plans.queries.prepared import PreparedQuery
from plans.queries.together import by_key
from plans.sealing import digest_of
from workflow.annual_reports import AnnualState


def reports_of(plan: Plan, *, scorecards: Collection[int]) -> dict[int, QuarterReport]:
    """The reports of a plan by quarter, with their days and the heavy scorecards of some quarters only. One query."""
    wanted = tuple(scorecards)
    keys = {"plan": plan.pk, "office": plan.office_id, "year": plan.year_id}
    return by_quarter(plan, _REPORTS(plan.office.tier, wanted, **keys), wanted)


def reports_query(
    tier: str, scorecards: Collection[int], *, plan: int, office: int, year: int
) -> QuerySet[QuarterReport]:
    """The query of ``reports_of``; its rows go through ``by_quarter``.

    ``is_year_accepted`` says of each whether the annual report stands accepted on top of it.
    """
    found = _with_wanted(QuarterReport.objects.filter(plan=plan), scorecards)
    return found.annotate(**day_columns(tier, office_id=office, year_id=year))


def _with_wanted(reports: QuerySet[QuarterReport], scorecards: Collection[int]) -> QuerySet[QuarterReport]:
    wanted = Case(When(quarter__in=scorecards, then=F("scorecard")), output_field=JSONField())
    accepted = Exists(AnnualReport.objects.filter(plan=OuterRef("plan"), state=AnnualState.ACCEPTED.value))
    return reports.defer("scorecard").annotate(wanted=wanted, is_year_accepted=accepted)


def reports_of_plans(plans: Sequence[Plan], scorecards: Collection[int]) -> dict[int, dict[int, QuarterReport]]:
    """``reports_of`` of many plans by their keys. One query."""
    of_plan = QuarterReport.objects.filter(plan__in=[plan.pk for plan in plans])
    grouped = by_key(_with_wanted(of_plan, scorecards).annotate(**day_columns_of_reports()), "plan_id")
    return {plan.pk: by_quarter(plan, grouped[plan.pk], scorecards) for plan in plans}


def by_quarter(plan: Plan, found: Iterable[Any], scorecards: Collection[int]) -> dict[int, QuarterReport]:
    """The reports of a plan by quarter, each with the scorecard that came with it."""
    reports = {report.quarter: report for report in found}
    for quarter, report in reports.items():
        report.plan = plan
        if quarter in scorecards:
            report.scorecard = report.wanted
    return reports


_REPORTS = PreparedQuery(reports_query, planned_once=True)


def stored_scorecard(report: QuarterReport) -> Scorecard:
    """The scorecard of a report as it stands in the database."""
    return Scorecard.from_json(report.scorecard)


def figures_digest(report: QuarterReport) -> str:
    """The SHA-256 of a report's scorecard, with the switches it was frozen with, as hexadecimal digits."""
    return digest_of([report.plan_id, report.quarter, report.scorecard, report.frozen_switches])


def reports_so_far(plan: Plan, through: int) -> list[QuarterReport]:
    """The reports of a plan up to a quarter in their order, with their marks and what the office claims."""
    told = plan.reports.filter(quarter__lte=through).order_by("quarter")
    return list(told.only("plan", "quarter", "earned", "claimed_total", "claimed_obtained"))


def claimed_in(reports: Sequence[QuarterReport]) -> Claimed:
    """What the office claims itself, in the latest of its reports that carries a claim."""
    claiming = [each for each in reports if each.claimed_obtained is not None]
    return Claimed(claiming[-1].claimed_total, claiming[-1].claimed_obtained) if claiming else Claimed()


def claimed_through(plan: Plan, through: int) -> Claimed:
    """The same of a plan up to a quarter."""
    return claimed_in(reports_so_far(plan, through))
