"""Owns filling the papers beside the quarters: the annual report with its evidence, and the half-yearly feedback."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language

from cell_values.sentence import Sentence
from offices.models import Office
from offices.queries.earlier import reviewed_by_then
from official_forms.kind import PlanKind
from plans.display import date_short, said
from plans.kinds import plan_kind
from plans.models import AnnualRound, HalfYearFeedback, Plan
from plans.qr import qr_drawing
from plans.queries.annual_work import annual_days_late, narrative_of
from plans.queries.period_told import PeriodRow, PeriodTold
from reports.document_numbers import annual_number, feedback_number
from reports.printed.imprint import Imprint
from reports.verification import address_of

WAITS = Sentence("জমাকৃত, গ্রহণের অপেক্ষায়", "submitted, not yet accepted")
CAME_BACK = Sentence("{} তারিখে সংশোধনের জন্য ফেরত", "returned for correction on {}")
ACCEPTED = Sentence("{} তারিখে গৃহীত", "accepted on {}")
VERIFIES_ANNUAL = Sentence("এই বার্ষিক প্রতিবেদন যাচাইয়ের QR কোড: ", "QR code to verify this annual report: ")
VERIFIES_FEEDBACK = Sentence("এই ফিডব্যাক যাচাইয়ের QR কোড: ", "QR code to verify this feedback: ")


@dataclass(frozen=True, slots=True)
class PrintedAnnualReport:
    """A round of an annual report on paper; ``parts``: the narrative under its headings."""

    imprint: Imprint
    plan: Plan
    kind: PlanKind
    round: AnnualRound
    days_late: int | None
    told: PeriodTold
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PrintedFeedback:
    """A half-yearly feedback on paper: a letter of the reviewing office with the figures it speaks of."""

    imprint: Imprint
    plan: Plan
    kind: PlanKind
    feedback: HalfYearFeedback
    sender: Office
    told: PeriodTold

    @property
    def noted(self) -> list[PeriodRow]:
        """The rows of which something is said."""
        return [row for row in self.told.rows if row.note]


def printed_annual_report(round_: AnnualRound, plan: Plan, *, printed_on: date) -> PrintedAnnualReport:
    """A round of the annual report in the active language."""
    told = PeriodTold.from_json(round_.contents)
    imprint = _imprint(plan, annual_number(round_), VERIFIES_ANNUAL, told, printed_on, state=_state(round_))
    return PrintedAnnualReport(
        imprint,
        plan,
        plan_kind(plan.kind),
        round_,
        annual_days_late(round_),
        told,
        tuple(narrative_of(told)),
    )


def printed_feedback(feedback: HalfYearFeedback, plan: Plan, *, printed_on: date) -> PrintedFeedback:
    """A feedback that was given in the active language."""
    told = PeriodTold.from_json(feedback.contents)
    imprint = _imprint(plan, feedback_number(feedback), VERIFIES_FEEDBACK, told, printed_on)
    given = reviewed_by_then(plan.office, feedback.given_at) if feedback.given_at else None
    sender = given or plan.office
    return PrintedFeedback(imprint, plan, plan_kind(plan.kind), feedback, sender, told)


def _imprint(
    plan: Plan, number: str, verifies: Sentence, told: PeriodTold, printed_on: date, *, state: str = ""
) -> Imprint:
    address = address_of(number)
    return Imprint(
        language=get_language() or "bn",
        author=plan.office.name,
        dated=printed_on,
        state=state,
        number=number,
        address=address,
        digest=told.digest,
        qr=qr_drawing(address, said(verifies) + address),
    )


def _state(round_: AnnualRound) -> str:
    if round_.is_approved is None:
        return said(WAITS)
    return said(ACCEPTED if round_.is_approved else CAME_BACK).format(_day(round_.decided_at))


def _day(moment: datetime | None) -> str:
    return date_short(timezone.localdate(moment)) if moment else ""
