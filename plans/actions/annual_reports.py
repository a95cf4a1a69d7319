"""Owns the steps of the annual report: written, handed in, returned, accepted, and the acceptance taken back."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from cell_values.sentence import Sentence
from cell_values.text import words_seen
from offices.models import Person
from plans.actions.ledger import write_event
from plans.actions.life_steps import hold_year_end, take_step
from plans.actions.reporting import NEEDS_REASON, receipt_number
from plans.actions.storing import save_columns
from plans.actions.telling_year_end import (
    tell_of_annual_acceptance,
    tell_of_annual_reopening,
    tell_of_annual_report,
    tell_of_annual_return,
)
from plans.models import AnnualReport, AnnualRound, Plan
from plans.models.annual_report import PARTS
from plans.queries.annual_work import AnnualWork
from plans.queries.period_told import PeriodTold
from plans.queries.told_rows import told
from workflow.annual_reports import (
    ANNUAL_LIFE,
    YEAR_CHANGED,
    YEAR_NOT_ENDING,
    AnnualStep,
    check_parts,
)
from workflow.transitions import Refusal

WRITTEN_MEANWHILE = Sentence(
    "আপনি পাতাটি খোলার পরে আরেকজন এটি লিখেছেন; নিচে যা আছে তা দেখে আবার সংরক্ষণ করুন।",
    "Somebody else wrote this since you opened the page; look at what stands there and save again.",
)
CHANGED_MEANWHILE = Sentence(
    "পাতাটি খোলার পরে প্রতিবেদনের কিছু বদলেছে; নতুন করে দেখে আবার করুন।",
    "Something of the report changed since you opened the page; look at it again, then go on.",
)


@transaction.atomic
def write_annual_report(*, plan: Plan, parts: Mapping[str, str], version: int, by: Person) -> AnnualReport:
    """Keeps the narrative; ``version``: what the page was written over. Raises Refusal."""
    work = hold_year_end(AnnualWork, plan.pk, AnnualStep.WRITE, by)
    report = work.stored
    if not work.has_begun:
        raise Refusal(YEAR_NOT_ENDING)
    texts = {name: words_seen(parts[name]) for name in PARTS}
    if texts == work.words:
        return report
    if version != report.version:
        raise Refusal(WRITTEN_MEANWHILE)
    before = {name: text for name, text in work.words.items() if text != texts[name]}
    for name, text in texts.items():
        setattr(report, name, text)
    report.version += 1
    report.save()
    after = {name: texts[name] for name in before}
    write_event(
        plan=work.plan,
        verb="write_annual_report",
        subject="annual",
        by=by,
        before=before,
        after=after,
        rows=told(report),
    )
    return report


@transaction.atomic
def submit_annual_report(*, plan: Plan, by: Person, seen: str | None = None) -> AnnualRound:
    """Hands the year in: its round keeps what it says, under a receipt.

    ``seen``: the digest of what the page showed. Raises Refusal.
    """
    work = hold_year_end(AnnualWork, plan.pk, AnnualStep.SUBMIT, by)
    if why_not := work.why_not_submitted:
        raise Refusal(why_not)
    check_parts(list(work.words.values()))
    year = work.live
    if seen is not None and seen != year.digest:
        raise Refusal(CHANGED_MEANWHILE)
    round_ = AnnualRound.objects.create(
        report=work.stored,
        number=len(work.rounds) + 1,
        contents=year.as_json(),
        receipt=receipt_number(work.plan, "A", at=timezone.now(), rounds=len(work.rounds)),
        submitted_by=by,
        submitted_at=timezone.now(),
        due_on=work.due_on,
    )
    says = {"receipt": round_.receipt, "round": round_.number, "contents": year.digest}
    _take(AnnualStep.SUBMIT, work, by, says, round_)
    tell_of_annual_report(plan=work.plan, round_=round_)
    return round_


@transaction.atomic
def return_annual_report(*, plan: Plan, reason: str, by: Person, seen: str | None = None) -> AnnualRound:
    """Sends the annual report back to the office with a reason. Raises Refusal."""
    work, round_ = _hold_round(plan, AnnualStep.RETURN, by, seen)
    if not words_seen(reason):
        raise Refusal(NEEDS_REASON)
    _decide(round_, by, is_approved=False, return_reason=words_seen(reason))
    _take(AnnualStep.RETURN, work, by, {"reason": round_.return_reason, "round": round_.number}, round_)
    tell_of_annual_return(plan=work.plan, round_=round_, by=by)
    return round_


@transaction.atomic
def accept_annual_report(*, plan: Plan, by: Person, seen: str | None = None) -> AnnualRound:
    """Accepts the annual report, once all quarters it closes are approved and still say what it says.

    Raises Refusal.
    """
    work, round_ = _hold_round(plan, AnnualStep.ACCEPT, by, seen)
    if why_not := work.why_not_accepted:
        raise Refusal(why_not)
    if work.live.said != PeriodTold.from_json(round_.contents).said:
        raise Refusal(YEAR_CHANGED)
    _decide(round_, by, is_approved=True)
    says = {"round": round_.number, "earned": str(work.live.earned)}
    _take(AnnualStep.ACCEPT, work, by, says, round_)
    tell_of_annual_acceptance(plan=work.plan, round_=round_, by=by)
    return round_


@transaction.atomic
def reopen_annual_report(*, plan: Plan, reason: str, by: Person) -> AnnualRound:
    """Takes the acceptance back, with a reason: the report waits for its reviewer again. Raises Refusal."""
    work, round_ = _hold_round(plan, AnnualStep.REOPEN, by, None)
    if not words_seen(reason):
        raise Refusal(NEEDS_REASON)
    save_columns(round_, is_approved=None, decided_by=None, decided_at=None)
    _take(AnnualStep.REOPEN, work, by, {"reason": words_seen(reason), "round": round_.number}, round_)
    tell_of_annual_reopening(plan=work.plan, reason=words_seen(reason), by=by)
    return round_


def _hold_round(plan: Plan, step: AnnualStep, by: Person, seen: str | None) -> tuple[AnnualWork, AnnualRound]:
    """The last round too, which ``seen`` must be the receipt of."""
    work = hold_year_end(AnnualWork, plan.pk, step, by)
    round_ = work.rounds[-1]
    if seen is not None and seen != round_.receipt:
        raise Refusal(CHANGED_MEANWHILE)
    return work, round_


def _decide(round_: AnnualRound, by: Person, *, is_approved: bool, return_reason: str = "") -> None:
    save_columns(round_, is_approved=is_approved, return_reason=return_reason, decided_by=by, decided_at=timezone.now())


def _take(step: AnnualStep, work: AnnualWork, by: Person, says: Mapping[str, Any], round_: AnnualRound) -> None:
    what: dict[str, Any] = {"says": says, "beside": told(round_)}
    verb = f"{step}_annual_report"
    take_step(ANNUAL_LIFE, step, work.stored, plan=work.plan, by=by, verb=verb, subject="annual", **what)
