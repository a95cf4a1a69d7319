"""Owns the numbers by which receipts, annual reports and half-yearly feedback are verified, issued with the key of the
site, like those of printed reports.
"""

from dataclasses import dataclass

from plans.models import AnnualRound, HalfYearFeedback, Plan, Receipt
from plans.queries.period_told import PeriodTold
from reports.number_sorts import NumberSort
from reports.paper_numbers import Number, number_in
from reports.queries.receipt import HandedIn, of_receipt

RECEIPTS = NumberSort(("receipt seal",), ("receipt code",))
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
    return ANNUAL.issue(round_.pk, *_sealed(round_))


def feedback_number(feedback: HalfYearFeedback) -> str:
    """The number that verifies a feedback that was given."""
    return FEEDBACK.issue(feedback.pk, *_sealed(feedback))


def contents_digest(document: AnnualRound | HalfYearFeedback) -> str:
    """The SHA-256 of what it says, as stored."""
    return PeriodTold.from_json(document.contents).digest


def find_year_end(text: str) -> YearEndFinding | None:
    """What a number was issued for, however it was typed; None: it is no such number."""
    number = number_in(text)
    if number is None:
        return None
    if ANNUAL.is_issued(number):
        return _annual(number)
    return _feedback(number) if FEEDBACK.is_issued(number) else None


def _annual(number: Number) -> YearEndFinding | None:
    rounds = AnnualRound.objects.select_related("report__plan__office", "report__plan__year", "submitted_by")
    found = rounds.filter(pk=number.key).first()
    return YearEndFinding(*_looked_at(ANNUAL, number, found), found.report.plan, round=found) if found else None


def _feedback(number: Number) -> YearEndFinding | None:
    given = HalfYearFeedback.objects.select_related("plan__office", "plan__year").filter(given_at__isnull=False)
    found = given.filter(pk=number.key).first()
    return YearEndFinding(*_looked_at(FEEDBACK, number, found), found.plan, feedback=found) if found else None


def _looked_at(sort: NumberSort, number: Number, document: AnnualRound | HalfYearFeedback) -> tuple[bool, PeriodTold]:
    """Whether a document stands as its number was issued for it, and what it says."""
    return sort.is_sealed(number, *_sealed(document)), PeriodTold.from_json(document.contents)


def _sealed(document: AnnualRound | HalfYearFeedback) -> tuple[str, str, str]:
    """Its number, its moment, and the digest of what it says."""
    if isinstance(document, AnnualRound):
        return document.receipt, document.submitted_at.isoformat(), contents_digest(document)
    assert document.given_at is not None  # noqa: S101 - it was given
    return document.number, document.given_at.isoformat(), contents_digest(document)


def receipt_number(received: HandedIn) -> str:
    """The number that verifies a receipt: it seals its moment and the digest of what was handed in."""
    return RECEIPTS.issue(received.receipt.pk, *_content(received))


def find_receipt(text: str) -> tuple[HandedIn, bool] | None:
    """The receipt a number was issued for, however it was typed, and whether it stands as it was sealed.

    None: it is no such number.
    """
    number = number_in(text)
    if number is None or not RECEIPTS.is_issued(number):
        return None
    receipts = Receipt.objects.select_related("report__plan__office", "report__plan__year", "submitted_by")
    receipt = receipts.filter(pk=number.key).first()
    if receipt is None:
        return None
    received = of_receipt(receipt)
    return received, RECEIPTS.is_sealed(number, *_content(received))


def _content(received: HandedIn) -> tuple[str, str, str]:
    return received.receipt.number, received.receipt.submitted_at.isoformat(), received.digest
