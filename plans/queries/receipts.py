"""Owns what the ledger knows of a plan's receipts, and the doubts about days that rest on them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cache, partial

from django.db.models import QuerySet
from django.utils import timezone

from cell_values.dates import show_date
from cell_values.sentence import Sentence
from official_forms.achieved_checks import Known, cell_doubts
from official_forms.achieved_days import Achieved
from official_forms.date_checks import YearSpan
from official_forms.own_submissions import days_to_write, own_submission
from plan_tree.surroundings import OF_THE_PLAN
from plan_tree.tree import IndicatorNode
from plans.kinds import plan_kind
from plans.models import Event, Plan, Receipt
from workflow.quarter_days import QuarterDays

HANDING_IN = ("submit_report", "submit_plan")


def known_of(plan: Plan, steps: Callable[[], Iterable[Event]] | None = None) -> Known:
    """What the doubts about a stored plan rest on; receipts are fetched only where a doubt needs them.

    ``steps``: the events of handing in, the latest first, for who has them already.
    """
    words, handed_in = plan_kind(plan.kind).form.title_words, steps or partial(_steps_of, plan)
    return Known(timezone.localdate(), cache(lambda: days_told_by(handed_in())), own_words=words)


def receipts_say(activity: str, row: IndicatorNode, quarter: int, known: Known) -> str:
    """What a quarter's cell says by the receipts, for an indicator they answer; "" where they say nothing else."""
    asked = own_submission(activity, row.title, known.own_words)
    if asked is None or known.handed_in is None:
        return ""
    days = days_to_write(row, quarter, asked, known.handed_in())
    said = set(row.achievement(quarter).dates)
    return "" if not days or said == set(days) else ", ".join(map(show_date, days))


def doubts_of(achieved: Achieved, plan: Plan, known: Known) -> tuple[Sentence, ...]:
    """What the days of a stored achievement leave in doubt."""
    return cell_doubts(achieved, YearSpan(plan.year.start_year), known) if achieved.days else ()


def days_late_of(receipt: Receipt, days: QuarterDays) -> int | None:
    """How late the round of a receipt was."""
    return round_days_late(receipt.round, receipt.submitted_at, receipt.reply_by, days)


def round_days_late(number: int, handed_in: datetime, reply_by: date | None, days: QuarterDays) -> int | None:
    """How late a round was: the first by the deadline of its quarter, a later one by the day its return named.

    0: in time; None: no day was set.
    """
    day = timezone.localdate(handed_in)
    if number == 1:
        return days.days_late(day)
    return max((day - reply_by).days, 0) if reply_by else None


def days_handed_in(plan: Plan) -> Mapping[int, date]:
    """The day of each quarter's first receipt, which decides in time or late, whatever was returned since.

    At 0 that on which the plan itself was handed in. One query.
    """
    return days_told_by(_steps_of(plan))


def days_told_by(steps: Iterable[Event]) -> Mapping[int, date]:
    """The same from the events of handing in, the latest first."""
    return {
        OF_THE_PLAN if each.verb == "submit_plan" else int(each.subject.removeprefix("q")): timezone.localdate(each.at)
        for each in steps
        if each.verb in HANDING_IN
    }


def _steps_of(plan: Plan) -> QuerySet[Event]:
    steps = Event.objects.filter(plan_id=plan.pk, verb__in=HANDING_IN).order_by("-sequence")
    return steps.only("verb", "subject", "at")
