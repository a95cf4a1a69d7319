"""Owns what the ledger knows of a quarter's assessments, those withdrawn since among them."""

from dataclasses import dataclass
from decimal import Decimal

from plans.models import Plan


@dataclass(frozen=True)
class Earlier:
    """The marks a reviewer gave last, and why."""

    marks: Decimal
    reason: str


def assessed_earlier(plan: Plan, quarter: int) -> dict[str, Earlier]:
    """Number of the indicator → what was last given to it in a quarter, whether it still stands or not. One query."""
    ending = f" q{quarter}"
    told = plan.events.filter(verb="assess_cell", subject__endswith=ending).order_by("sequence")
    return {
        event.subject.removesuffix(ending): Earlier(Decimal(event.after["marks"]), event.after["reason"])
        for event in told
        if event.after
    }
