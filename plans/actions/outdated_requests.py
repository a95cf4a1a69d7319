"""Owns the end of a request for a signature: what is written into a plan takes back those it changes."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from notices.actions import withdraw
from offices.models import Office
from plan_tree.terms import QUARTERS
from plans.models import Plan
from plans.queries.signing import signature_about

# What happens to a plan and leaves what its office says as it is; anything else asks for another signature.
LEAVES_IT = frozenset(
    {
        *("ask_to_sign", "write_comment", "discard_refused", "remind_office", "keep_print", "forget_print"),
        *("baseline", "publish_report", "withdraw_report", "ask_to_open", "refuse_to_open"),
    }
)


class WrittenDown(Protocol):
    """What an event says: what was done, and to which quarter (None: to the plan)."""

    @property
    def verb(self) -> str: ...
    @property
    def quarter(self) -> int | None: ...


def withdraw_outdated(told: Mapping[Plan, Sequence[WrittenDown]]) -> None:
    """Takes back the requests for signatures under what changed, and under later quarters, which repeat it.

    Nothing is asked about offices that hand in without, where plans come with their offices.
    """
    since = {plan: _changed_since(events) for plan, events in told.items() if _is_signed_off(plan)}
    withdraw(about=[signature_about(plan.pk, each) for plan, q in since.items() for each in QUARTERS if each >= q])


def _changed_since(events: Sequence[WrittenDown]) -> int:
    """The first quarter that says something else now; one beyond the last where none does."""
    return min((each.quarter or 1 for each in events if each.verb not in LEAVES_IT), default=QUARTERS[-1] + 1)


def _is_signed_off(plan: Plan) -> bool:
    if Plan._meta.get_field("office").is_cached(plan):
        return plan.office.needs_sign_off
    return Office.objects.filter(pk=plan.office_id, needs_sign_off=True).exists()
