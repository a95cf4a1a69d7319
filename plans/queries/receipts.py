"""Owns what the ledger knows of a plan's receipts, and the doubts about days that rest on them."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils import timezone

from cell_values.sentence import Sentence
from official_forms.achieved_checks import Achieved, Known, cell_doubts
from official_forms.date_checks import YearSpan
from plans.models import Event, Plan, QuarterCell


def known_of(plan: Plan) -> Known:
    """What the doubts about a stored plan rest on; receipts are fetched only where a doubt needs them."""
    return Known(timezone.localdate(), lambda: _days(first_receipts(plan)))


def achieved_in(cell: QuarterCell) -> Achieved:
    """The days a stored cell names, with the words of its indicator, which must be loaded with its activity."""
    row = cell.indicator
    return Achieved(row.number, row.activity.title, row.title, cell.quarter, cell.achievement.dates)


def doubts_of(achieved: Achieved, plan: Plan, known: Known) -> tuple[Sentence, ...]:
    """What the days of a stored achievement leave in doubt."""
    return cell_doubts(achieved, YearSpan(plan.year.start_year), known) if achieved.days else ()


def first_receipts(plan: Plan) -> Mapping[int, datetime]:
    """The moment of each quarter's first receipt, which decides in time or late, whatever was returned since."""
    steps = Event.objects.filter(plan_id=plan.pk, verb="submit_report").order_by("-sequence")
    return {int(subject.removeprefix("q")): at for subject, at in steps.values_list("subject", "at")}


def _days(receipts: Mapping[int, datetime]) -> dict[int, date]:
    return {quarter: timezone.localdate(at) for quarter, at in receipts.items()}
