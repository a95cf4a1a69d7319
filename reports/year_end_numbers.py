"""Owns the numbers by which annual reports and half-yearly feedback are verified, issued with the key of the site."""

from dataclasses import dataclass

from plans.models import AnnualRound, HalfYearFeedback, Plan
from plans.queries.period_told import PeriodTold
from reports.number_sorts import NumberSort
from reports.paper_numbers import Misspelled, Number, read_number

ANNUAL = NumberSort(("annual seal",), ("annual code",))
FEEDBACK = NumberSort(("feedback seal",), ("feedback code",))


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
    return ANNUAL.issue(round_.pk, *_of_annual(round_, contents_digest(round_)))


def feedback_number(feedback: HalfYearFeedback) -> str:
    """The number that verifies a feedback that was given."""
    return FEEDBACK.issue(feedback.pk, *_of_feedback(feedback, contents_digest(feedback)))


def contents_digest(document: AnnualRound | HalfYearFeedback) -> str:
    """The SHA-256 of what it says, as stored."""
    return PeriodTold.from_json(document.contents).digest


def find_year_end(text: str) -> YearEndFinding | None:
    """What a number was issued for, however it was typed; None: it is no such number."""
    try:
        number = read_number(text)
    except Misspelled:
        return None
    if ANNUAL.is_issued(number):
        return _annual(number)
    return _feedback(number) if FEEDBACK.is_issued(number) else None


def _annual(number: Number) -> YearEndFinding | None:
    rounds = AnnualRound.objects.select_related("report__plan__office", "report__plan__year", "submitted_by")
    found = rounds.filter(pk=number.key).first()
    if found is None:
        return None
    told = PeriodTold.from_json(found.contents)
    is_genuine = ANNUAL.is_sealed(number, *_of_annual(found, told.digest))
    return YearEndFinding(is_genuine, told, found.report.plan, round=found)


def _feedback(number: Number) -> YearEndFinding | None:
    given = HalfYearFeedback.objects.select_related("plan__office", "plan__year").filter(given_at__isnull=False)
    found = given.filter(pk=number.key).first()
    if found is None:
        return None
    told = PeriodTold.from_json(found.contents)
    is_genuine = FEEDBACK.is_sealed(number, *_of_feedback(found, told.digest))
    return YearEndFinding(is_genuine, told, found.plan, feedback=found)


def _of_annual(round_: AnnualRound, digest: str) -> tuple[str, str, str]:
    return round_.receipt, round_.submitted_at.isoformat(), digest


def _of_feedback(feedback: HalfYearFeedback, digest: str) -> tuple[str, str, str]:
    assert feedback.given_at is not None  # noqa: S101 - it was given
    return feedback.number, feedback.given_at.isoformat(), digest
