"""Owns reading stored scorecards: live ones as last computed, approved ones as signed."""

from plans.drafts import Claimed
from plans.marking.scorecard import Scorecard
from plans.models import Plan, QuarterReport


def stored_scorecard(report: QuarterReport) -> Scorecard:
    """The scorecard of a report as it stands in the database."""
    return Scorecard.from_json(report.scorecard)


def claimed_through(plan: Plan, through: int) -> Claimed:
    """What the office claims itself, in the latest quarter up to one that carries a claim."""
    report = plan.reports.filter(quarter__lte=through, claimed_obtained__isnull=False).order_by("-quarter").first()
    return Claimed(report.claimed_total, report.claimed_obtained) if report else Claimed()
