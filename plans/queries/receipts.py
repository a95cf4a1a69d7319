"""Owns what the ledger knows of a plan's receipts: when each quarter's report was first handed in."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils import timezone

from plans.achieved_checks import Known
from plans.models import Event, Plan


def known_of(plan: Plan) -> Known:
    """What the doubts about a stored plan rest on; receipts are fetched only where a doubt needs them."""
    return Known(timezone.localdate(), lambda: _days(first_receipts(plan)))


def first_receipts(plan: Plan) -> Mapping[int, datetime]:
    """The moment of each quarter's first receipt, which decides in time or late, whatever was returned since."""
    steps = Event.objects.filter(plan_id=plan.pk, verb="submit_report").order_by("-sequence")
    return {int(subject.removeprefix("q")): at for subject, at in steps.values_list("subject", "at")}


def _days(receipts: Mapping[int, datetime]) -> dict[int, date]:
    return {quarter: timezone.localdate(at) for quarter, at in receipts.items()}
