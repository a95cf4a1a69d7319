"""Owns what a receipt says: what was handed in, by whom, by the server's clock, in time or late, and its digest."""

from collections.abc import Mapping
from dataclasses import dataclass

from offices.queries.deadlines import quarter_days
from official_forms.kind import PlanKind
from plan_tree.terms import QUARTERS
from plans.kinds import plan_kind
from plans.models import Plan, QuarterReport, QuarterRound, Receipt
from plans.queries.receipts import days_late_of
from plans.seen import REPORT, digest_of
from workflow.quarter_days import QuarterDays


@dataclass(frozen=True, slots=True)
class ReceivedRow:
    """A row as it was handed in."""

    number: str
    title: str
    weight: str
    target: str
    achievement: str
    mark: str
    evidence: str


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A round with its receipt. ``rows`` is None, and ``digest`` empty, where only the receipt was kept.

    ``days_late``: 0 in time, None where no day was set.
    """

    receipt: Receipt
    plan: Plan
    kind: PlanKind
    days: QuarterDays
    days_late: int | None
    rows: tuple[ReceivedRow, ...] | None
    digest: str

    @property
    def report(self) -> QuarterReport:
        return self.receipt.report

    @property
    def quarter(self) -> int:
        return self.report.quarter

    @property
    def is_last(self) -> bool:
        """Whether it is the last quarter's: the annual report follows it."""
        return self.quarter == QUARTERS[-1]

    @property
    def reported(self) -> int:
        """How many rows say anything of the quarter."""
        return sum(bool(row.achievement) for row in self.rows or ())

    @property
    def without_evidence(self) -> int:
        """How many rows that say something of the quarter bring nothing to prove it."""
        return sum(bool(row.achievement) and not row.evidence for row in self.rows or ())


def handed_in(plan: Plan, quarter: int, number: int | None = None) -> HandedIn:
    """A round of a quarter, the last one where none is named. Raises Receipt.DoesNotExist. Four queries."""
    receipts = Receipt.objects.filter(report__plan=plan, report__quarter=quarter).order_by("-round")
    receipts = receipts.select_related("report", "submitted_by")
    receipt = (receipts if number is None else receipts.filter(round=number)).first()
    if receipt is None:
        raise Receipt.DoesNotExist
    receipt.report.plan = plan
    return of_receipt(receipt)


def of_receipt(receipt: Receipt) -> HandedIn:
    """What a receipt says, its report loaded with its plan."""
    plan, quarter = receipt.report.plan, receipt.report.quarter
    contents = _contents(receipt)
    digest = digest_of(contents) if contents else ""
    days = quarter_days(plan.office, plan.year)[quarter]
    rows = None if contents is None else tuple(_row(row) for place, row in contents.items() if place != REPORT)
    return HandedIn(receipt, plan, plan_kind(plan.kind), days, days_late_of(receipt, days), rows, digest)


def _contents(receipt: Receipt) -> Mapping[str, Mapping[str, str]] | None:
    """What the round said; None where it was not kept."""
    found = QuarterRound.objects.filter(report=receipt.report, number=receipt.round)
    contents: Mapping[str, Mapping[str, str]] | None = found.values_list("contents", flat=True).first()
    return contents


def _row(fields: Mapping[str, str]) -> ReceivedRow:
    return ReceivedRow(**{name: fields.get(name, "") for name in ReceivedRow.__slots__})
