"""Owns publishing: an office shows an approved report to anybody, and withdraws it again."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from cell_values.sentence import Sentence
from offices.models import Person
from offices.queries.rights import publishes_for
from plans.actions.ledger import lock_plan, write_event
from plans.models import Plan, QuarterReport
from plans.queries.access import standing_today
from plans.queries.told_rows import told
from workflow.transitions import Refusal, ReportState

NOT_YOURS = Sentence(
    "এ কাজ কেবল এই দপ্তরের প্রধান বা ফোকাল পয়েন্ট করতে পারেন।",
    "Only the head or the focal point of this office can do this.",
)
NOT_APPROVED = Sentence("কেবল অনুমোদিত প্রতিবেদন প্রকাশ করা যায়।", "Only an approved report can be published.")
PUBLISHED_ALREADY = Sentence("প্রতিবেদনটি আগেই প্রকাশিত হয়েছে।", "The report is published already.")
NOT_PUBLISHED = Sentence("প্রতিবেদনটি প্রকাশিত নয়।", "The report is not published.")


@transaction.atomic
def publish_report(*, report: QuarterReport, by: Person) -> QuarterReport:
    """Shows an approved report to anybody, without log-in. Raises Refusal."""
    plan, report = _held(report, by)
    if report.state != ReportState.APPROVED.value:
        raise Refusal(NOT_APPROVED)
    if report.published_at is not None:
        raise Refusal(PUBLISHED_ALREADY)
    report.published_by, report.published_at = by, timezone.now()
    return _saved(plan, report, verb="publish_report", by=by)


@transaction.atomic
def withdraw_report(*, report: QuarterReport, by: Person) -> QuarterReport:
    """Takes a published report back; from then on it is not there for the public. Raises Refusal."""
    plan, report = _held(report, by)
    if report.published_at is None:
        raise Refusal(NOT_PUBLISHED)
    report.published_by = report.published_at = None
    return _saved(plan, report, verb="withdraw_report", by=by)


def _held(report: QuarterReport, by: Person) -> tuple[Plan, QuarterReport]:
    """Plan and report held against other writers, once the person may decide."""
    plan = lock_plan(report.plan_id)
    if not publishes_for(standing_today(by), plan.office):
        raise Refusal(NOT_YOURS)
    return plan, plan.reports.get(pk=report.pk)


def _saved(plan: Plan, report: QuarterReport, *, verb: str, by: Person) -> QuarterReport:
    report.save(update_fields=["published_by", "published_at"])
    published = report.published_at is not None
    what: dict[str, Any] = {"before": {"published": not published}, "after": {"published": published}}
    rows = told(report, "published_by", "published_at")
    write_event(plan=plan, verb=verb, subject=f"q{report.quarter}", quarter=report.quarter, by=by, rows=rows, **what)
    return report
