"""Owns the imprint: what every printed report says of itself, its state, its policy, the number that verifies it."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import get_language

from cell_values.digits import to_bengali
from cell_values.sentence import Sentence
from marking.clauses import describe
from offices.queries.deadlines import quarter_days
from plan_tree.tree import PlanTree
from plans.display import digits, said
from plans.models import Plan, QuarterReport
from plans.qr import qr_drawing
from plans.queries.anchors import ChainStanding, standing_of
from plans.queries.policies import policy_of
from plans.queries.receipts import days_late_of
from reports.verification import address_of, digest_of, digest_of_plan, is_final, number_of, number_of_plan
from workflow.transitions import ReportState

CLAUSE = re.compile(r"[^:]+: (.+) \([^()]+\)")
STATES = {
    ReportState.DRAFT: Sentence("খসড়া", "draft"),
    ReportState.SUBMITTED: Sentence("জমাকৃত, অনুমোদনের অপেক্ষায়", "submitted, not yet approved"),
    ReportState.RETURNED: Sentence("সংশোধনের জন্য ফেরত", "returned for correction"),
    ReportState.APPROVED: Sentence("অনুমোদিত", "approved"),
}
ROUND = Sentence("দফা {}: {}", "round {}: {}")
VERIFIES_RECEIPT = Sentence("এই প্রাপ্তিস্বীকার যাচাইয়ের QR কোড: ", "QR code to verify this receipt: ")
VERIFIES = Sentence("এই প্রতিবেদন যাচাইয়ের QR কোড: ", "QR code to verify this report: ")
VERIFIES_PLAN = Sentence("এই পরিকল্পনা যাচাইয়ের QR কোড: ", "QR code to verify this plan: ")
NUMBER_NOT_KEPT = Sentence("প্রাপ্তি নম্বর রাখা হয়নি", "receipt number not kept")


@dataclass(frozen=True, slots=True)
class Imprint:
    """``dated`` is the day of printing, of a frozen report that of its approval.

    ``clauses`` are the switches of the marking policy in words; ``number`` leads to ``address``, drawn in ``qr`` (SVG).
    ``ledger`` is where the ledger stood, by which ``verify_events --head`` holds the paper against it.
    """

    language: str
    author: str
    dated: date
    is_frozen: bool = False
    state: str = ""
    policy: str = ""
    clauses: tuple[str, ...] = ()
    number: str = ""
    address: str = ""
    digest: str = ""
    qr: str = ""
    ledger: ChainStanding | None = None

    @property
    def is_english(self) -> bool:
        return self.language == "en"


def imprint_of(report: QuarterReport, *, printed_on: date) -> Imprint:
    """The imprint of a report in the active language. A frozen report bears the day of its approval."""
    policy, number, language = policy_of(report, report.plan), number_of(report), get_language() or "bn"
    approved_on = timezone.localdate(report.approved_at) if report.approved_at else None
    return Imprint(
        language=language,
        author=report.plan.office.name,
        dated=approved_on or printed_on,
        is_frozen=is_final(report),
        state=state_of(report),
        policy=digits(report.scorecard.get("policy", policy.name)),
        clauses=tuple(digits(_plain(said(clause))) for clause in describe(policy)),
        number=number,
        address=address_of(number),
        digest=digest_of(report),
        qr=qr_drawing(address_of(number), VERIFIES.in_language(language) + address_of(number)),
        ledger=standing_of(report),
    )


def imprint_of_plan(plan: Plan, tree: PlanTree, *, printed_on: date) -> Imprint:
    """The imprint of a plan by itself, its ``tree`` as signed: it bears the day of its approval, where one is known."""
    approved, language = plan.rounds.filter(is_approved=True).last(), get_language() or "bn"
    digest = digest_of_plan(plan, tree)
    number = number_of_plan(plan, digest)
    return Imprint(
        language=language,
        author=plan.office.name,
        dated=(approved and approved.approved_on) or printed_on,
        is_frozen=approved is not None,
        state=str(plan.get_state_display()),
        policy=digits(plan.policy.name),
        number=number,
        address=address_of(number),
        digest=digest,
        qr=qr_drawing(address_of(number), VERIFIES_PLAN.in_language(language) + address_of(number)),
    )


def _plain(clause: str) -> str:
    """A clause without "Rule:" before and its source behind: under the heading of the policy both go without saying."""
    match = CLAUSE.fullmatch(clause)
    return match[1] if match else clause


def _late(days: int) -> Sentence:
    shown = to_bengali(str(days))
    return Sentence(f"; {shown} দিন বিলম্বে জমা", f"; handed in {days} {'day' if days == 1 else 'days'} late")


def state_of(report: QuarterReport) -> str:
    """The state, with the receipt of the first round, which decides in time or late, and that of the last."""
    state, receipts = said(STATES[ReportState(report.state)]), list(report.receipts.all())
    if not receipts:
        return state
    if late := days_late_of(receipts[0], quarter_days(report.plan.office, report.plan.year)[report.quarter]):
        state += said(_late(late))
    first = receipts[0].number or said(NUMBER_NOT_KEPT)
    if len(receipts) == 1:
        return f"{state} ({first})"
    names = [digits(str(each)) for each in (1, len(receipts))]
    last = receipts[-1].number or said(NUMBER_NOT_KEPT)
    return f"{state} ({said(ROUND).format(names[0], first)}; {said(ROUND).format(names[1], last)})"
