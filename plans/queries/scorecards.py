"""Owns reading stored scorecards: live ones as last computed, approved ones as signed."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Case, F, JSONField, When

from marking.scorecard import Scorecard
from plan_tree.tree import Claimed
from plans.models import Plan, QuarterReport


def reports_of(
    plan: Plan, *, scorecards: Collection[int], beside: Mapping[str, Any] | None = None
) -> dict[int, QuarterReport]:
    """The reports of a plan by quarter, with the heavy scorecards of some quarters only; ``beside`` are expressions
    each carries the answers of, by name. One query.
    """
    wanted = Case(When(quarter__in=scorecards, then=F("scorecard")), output_field=JSONField())
    found = plan.reports.defer("scorecard").annotate(wanted=wanted, **(beside or {}))
    reports: dict[int, QuarterReport] = {}
    for report in found:
        reports[report.quarter] = report
        if report.quarter in scorecards:
            report.scorecard = report.wanted
    return reports


def stored_scorecard(report: QuarterReport) -> Scorecard:
    """The scorecard of a report as it stands in the database."""
    return Scorecard.from_json(report.scorecard)


def claimed_through(plan: Plan, through: int) -> Claimed:
    """What the office claims itself, in the latest quarter up to one that carries a claim."""
    report = plan.reports.filter(quarter__lte=through, claimed_obtained__isnull=False).order_by("-quarter").first()
    return Claimed(report.claimed_total, report.claimed_obtained) if report else Claimed()
