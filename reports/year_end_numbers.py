"""Owns the numbers by which annual reports and half-yearly feedback are verified, issued with the key of the site."""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.conf import settings
from django.db.models import Model

from plans.models import AnnualRound, HalfYearFeedback, Plan
from plans.queries.period_told import PeriodTold
from reports.paper_numbers import CODE, SEAL, Misspelled, Number, read_number, written
from reports.verification import keyed


class YearEndPaper(StrEnum):
    """What such a number is issued for."""

    ANNUAL = "annual"
    FEEDBACK = "feedback"


@dataclass(frozen=True)
class YearEndFinding:
    """What a number was issued for: an annual report or a feedback, and whether it stands as it was sealed."""

    is_genuine: bool
    told: PeriodTold
    plan: Plan
    round: AnnualRound | None = None
    feedback: HalfYearFeedback | None = None

    @property
    def is_superseded(self) -> bool:
        """Of an annual report: whether it was handed in again since."""
        return self.round is not None and self.round.report.rounds.filter(number__gt=self.round.number).exists()


def annual_number(round_: AnnualRound) -> str:
    """The number that verifies a round of an annual report: it seals its moment and the digest of what it says."""
    return _number(YearEndPaper.ANNUAL, round_.pk, round_.receipt, round_.submitted_at, contents_digest(round_))


def feedback_number(feedback: HalfYearFeedback) -> str:
    """The number that verifies a feedback that was given."""
    assert feedback.given_at is not None  # noqa: S101 - it was given
    digest = contents_digest(feedback)
    return _number(YearEndPaper.FEEDBACK, feedback.pk, feedback.number, feedback.given_at, digest)


def contents_digest(document: AnnualRound | HalfYearFeedback) -> str:
    """The SHA-256 of what it says, as stored."""
    return PeriodTold.from_json(document.contents).digest


def find_year_end(text: str) -> YearEndFinding | None:
    """What a number was issued for, however it was typed; None: it is no such number."""
    try:
        number = read_number(text)
    except Misspelled:
        return None
    paper = next((each for each in YearEndPaper if _is_ours(each, number)), None)
    if paper is YearEndPaper.ANNUAL:
        return _annual(number)
    return _feedback(number) if paper is YearEndPaper.FEEDBACK else None


def _annual(number: Number) -> YearEndFinding | None:
    rounds = AnnualRound.objects.select_related("report__plan__office", "report__plan__year", "submitted_by")
    found = rounds.filter(pk=number.key).first()
    if found is None:
        return None
    told = PeriodTold.from_json(found.contents)
    seals = _seals(YearEndPaper.ANNUAL, found, found.receipt, found.submitted_at, told.digest)
    return YearEndFinding(_is_one_of(number.seal, seals), told, found.report.plan, round=found)


def _feedback(number: Number) -> YearEndFinding | None:
    given = HalfYearFeedback.objects.select_related("plan__office", "plan__year").filter(given_at__isnull=False)
    found = given.filter(pk=number.key).first()
    if found is None or found.given_at is None:
        return None
    told = PeriodTold.from_json(found.contents)
    seals = _seals(YearEndPaper.FEEDBACK, found, found.number, found.given_at, told.digest)
    return YearEndFinding(_is_one_of(number.seal, seals), told, found.plan, feedback=found)


def _number(paper: YearEndPaper, pk: int, name: str, at: datetime, digest: str) -> str:
    key = settings.NUMBER_KEYS[0]
    seal = _seal(key, paper, pk, name, at, digest)
    return str(Number(pk, seal, _code(key, paper, pk, seal)))


def _is_ours(paper: YearEndPaper, number: Number) -> bool:
    return _is_one_of(number.code, (_code(key, paper, number.key, number.seal) for key in settings.NUMBER_KEYS))


def _seals(paper: YearEndPaper, row: Model, name: str, at: datetime, digest: str) -> Iterator[str]:
    return (_seal(key, paper, int(row.pk), name, at, digest) for key in settings.NUMBER_KEYS)


def _is_one_of(letters: str, known: Iterator[str]) -> bool:
    return any(hmac.compare_digest(letters, each) for each in known)


def _seal(key: str, paper: YearEndPaper, pk: int, name: str, at: datetime, digest: str) -> str:
    return keyed(key, SEAL, f"{paper} seal", written(pk), name, at.isoformat(), digest)


def _code(key: str, paper: YearEndPaper, pk: int, seal: str) -> str:
    return keyed(key, CODE, f"{paper} code", written(pk), seal)
