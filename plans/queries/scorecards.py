"""Owns reading stored scorecards: live ones as last computed, approved ones as signed."""

import hashlib
import json
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Case, F, JSONField, When

from marking.scorecard import Scorecard
from offices.queries.deadlines import day_columns
from plan_tree.tree import Claimed
from plans.models import Plan, QuarterReport


def reports_of(
    plan: Plan, *, scorecards: Collection[int], beside: Mapping[str, Any] | None = None
) -> dict[int, QuarterReport]:
    """The reports of a plan by quarter, with their days and the heavy scorecards of some quarters only; ``beside``
    are expressions each carries the answers of, by name. One query.
    """
    wanted = Case(When(quarter__in=scorecards, then=F("scorecard")), output_field=JSONField())
    told = {**day_columns(plan.office, plan.year_id), **(beside or {})}
    found = plan.reports.defer("scorecard").annotate(wanted=wanted, **told)
    reports: dict[int, QuarterReport] = {}
    for report in found:
        reports[report.quarter] = report
        if report.quarter in scorecards:
            report.scorecard = report.wanted
    return reports


def stored_scorecard(report: QuarterReport) -> Scorecard:
    """The scorecard of a report as it stands in the database."""
    return Scorecard.from_json(report.scorecard)


def figures_digest(report: QuarterReport) -> str:
    """The SHA-256 of a report's scorecard, with the switches it was frozen with, as hexadecimal digits."""
    content = [report.plan_id, report.quarter, report.scorecard, report.frozen_switches]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def claimed_through(plan: Plan, through: int) -> Claimed:
    """What the office claims itself, in the latest quarter up to one that carries a claim."""
    report = plan.reports.filter(quarter__lte=through, claimed_obtained__isnull=False).order_by("-quarter").first()
    return Claimed(report.claimed_total, report.claimed_obtained) if report else Claimed()
