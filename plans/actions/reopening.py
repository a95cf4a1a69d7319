"""Owns opening an approved quarter again: what was frozen is kept as superseded, and the quarter waits once more."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from cell_values.text import words_seen
from offices.models import Person
from plans.actions.league import follow_step
from plans.actions.ledger import write_event
from plans.actions.life_steps import hold_report
from plans.actions.quarter_rounds import keep_round
from plans.actions.reporting import NEEDS_REASON
from plans.actions.scoring import refresh_scorecards
from plans.actions.storing import save_columns
from plans.actions.telling_of_quarters import tell_of_reopening
from plans.models import QuarterReport, SupersededApproval
from plans.queries.quarter_reviews import QuarterReviews
from plans.queries.scorecards import figures_digest
from plans.queries.told_rows import told
from workflow.transitions import REPORT_LIFE, Refusal, ReportState, Step

FIGURES = ("earned", "computed", "possible", "possible_to_date", "scorecard", "frozen_switches")
APPROVED = ("approved_by", "approved_at", "published_at")
CLEARED = ("approved_by", "approved_at", "published_by", "published_at", "frozen_switches")


@transaction.atomic
def reopen_report(*, report: QuarterReport, reason: str, by: Person) -> SupersededApproval:
    """Takes an approval back, with the reason, while no later quarter is approved; the paper stays verifiable.

    Raises Refusal.
    """
    contents = hold_report(report.plan_id, report.quarter, Step.REOPEN, by)
    plan, report = contents.plan, contents.report
    if not words_seen(reason):
        raise Refusal(NEEDS_REASON)
    reviews = QuarterReviews(contents)
    round_ = keep_round(reviews)
    kept = SupersededApproval.objects.create(
        report=report,
        round=round_.number,
        figures=figures_digest(report),
        reopened_by=by,
        reopened_at=timezone.now(),
        reason=words_seen(reason),
        **{name: getattr(report, name) for name in (*FIGURES, *APPROVED)},
    )
    before = {"state": report.state, "earned": str(report.earned)}
    state = REPORT_LIFE.state_after(Step.REOPEN, ReportState(report.state)).value
    save_columns(report, state=state, **dict.fromkeys(CLEARED))
    save_columns(round_, is_approved=None, decided_by=None, decided_at=None)
    follow_step(report)
    where: dict[str, Any] = {"subject": f"q{report.quarter}", "quarter": report.quarter}
    rows = told(report, "state", *CLEARED) | told(round_) | told(kept)
    after = {"state": report.state, "reason": kept.reason}
    write_event(plan=plan, verb="reopen_report", by=by, before=before, after=after, rows=rows, **where)
    refresh_scorecards(plan, since=report.quarter)
    tell_of_reopening(plan=plan, report=report, kept=kept)
    return kept
