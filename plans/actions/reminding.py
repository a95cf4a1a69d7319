"""Owns reminding offices of what they have to hand in: before the last day by itself, and when a reviewer asks."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from cell_values.sentence import Sentence
from notices.actions import Telling, tell_all
from notices.models import NoticeKind
from notices.queries import DIGEST_AT
from offices.models import Person
from offices.queries.deadlines import day_columns_of_reports, days_of_report
from offices.queries.staffing import handing_in
from plans.actions.ledger import EventDraft, held, write_events
from plans.actions.notice_words import in_both, subject_of
from plans.actions.reminding_year_end import remind_of_annual_reports, remind_of_feedback
from plans.actions.storing import batches
from plans.addresses import entry_url
from plans.display import date_long, digits
from plans.models import Event, Plan, QuarterReport
from plans.queries.access import standing_today
from plans.queries.overview import waiting_for
from plans.queries.reviewer_work import REMINDED, is_of_office
from workflow.plan_states import PlanState
from workflow.transitions import OPEN, Refusal, ReportState

DAYS_BEFORE = (7, 3, 1)
AT_A_TIME = 200  # reports
NOBODY = Sentence(
    "স্মরণ করানোর মতো কোনো দপ্তর নেই: সবাই জমা দিয়েছে, কিংবা আজ স্মরণ করানো হয়েছে।",
    "There is no office to remind: all have handed in, or were reminded today.",
)


@transaction.atomic
def remind_unreported(*, by: Person) -> int:
    """Reminds all offices a person reviews that have not handed the current quarter in; how many offices there were.

    Each is reminded once a day, whoever asks. Raises Refusal where there is nobody to remind.
    """
    current = waiting_for(standing_today(by)).current
    reachable = {each.report.plan_id: each.report for each in current.reachable} if current else {}
    plans = list(held(Plan.objects.filter(pk__in=list(reachable)).order_by("pk")))
    reminded = _reminded_today(plans, current.quarter if current else 0)
    chosen = [reachable[plan.pk] for plan in plans if plan.pk not in reminded]
    if not chosen:
        raise Refusal(NOBODY)
    write_events(told={plan: [_event(reachable[plan.pk])] for plan in plans if plan.pk not in reminded}, by=by)
    today = timezone.localdate()
    for batch in batches(chosen, AT_A_TIME):
        told = _with_people(batch)
        tell_all(_telling(each, people, _asked(each), f"reminded:{each.pk}:{today:%Y%m%d}") for each, people in told)
    return len({each.plan.office_id for each in chosen})


def remind_of_deadlines() -> None:
    """Reminds offices 7, 3 and 1 days before a quarter is due, or due again; once, however often it is called."""
    now = timezone.localtime()
    key = f"reminded_of_deadlines:{now:%Y-%m-%d}"
    if now.time() < DIGEST_AT or cache.get(key):
        return
    remind_before(now.date())
    cache.set(key, True, timeout=24 * 3600)


def remind_before(today: date) -> None:
    """The reminders of a day, some hundred reports at a time: three statements for each, no more is held at once."""
    remind_of_annual_reports(today, DAYS_BEFORE)
    remind_of_feedback(today, DAYS_BEFORE)
    keys = list(_due_soon(today).values_list("pk", flat=True))
    for batch in batches(keys, AT_A_TIME):
        reports = list(_with_days().filter(pk__in=batch).order_by("pk"))
        tell_all(filter(None, (_if_due(report, people, today) for report, people in _with_people(reports))))


def _if_due(report: Any, people: list[Person], today: date) -> Telling | None:
    """What people are told of a report today; nothing where it is none of its days, or of a closed office's."""
    due = _due_on(report)
    is_asked = is_of_office(report) or report.state == ReportState.RETURNED.value
    if not is_asked or due is None or (days := (due - today).days) not in DAYS_BEFORE:
        return None
    return _telling(report, people, _soon(report, due, days), f"due:{report.pk}:{due:%Y%m%d}:{days}")


def _due_soon(today: date) -> QuerySet[QuarterReport]:
    """Reports nobody has handed in that may be due on one of the days, in the order of their keys."""
    days = [today + timedelta(days=each) for each in DAYS_BEFORE]
    is_due = Q(set_due_on__in=days) | Q(given_until__in=days) | Q(reply_by__in=days)
    is_open = Q(state__in=[state.value for state in OPEN], plan__state=PlanState.APPROVED.value)
    return _with_days().filter(is_due, is_open).order_by("pk")


def _with_days() -> QuerySet[QuarterReport]:
    """Reports with their days, without their large columns."""
    found = QuarterReport.objects.annotate(**day_columns_of_reports()).defer("scorecard", "frozen_switches")
    return found.select_related("plan__office", "plan__year")


def _due_on(report: Any) -> date | None:
    """The day by which a report is to be handed in, or again."""
    due = days_of_report(report, report.plan.year).due
    return report.reply_by if report.state == ReportState.RETURNED.value and report.reply_by else due


def _with_people(reports: Sequence[Any]) -> Iterator[tuple[Any, list[Person]]]:
    """Each report with who enters for its office or heads it. One query."""
    offices = {each.plan.office_id for each in reports}
    people = handing_in(offices, on=timezone.localdate())
    for report in reports:
        yield report, people.get(report.plan.office_id, [])


def _event(report: Any) -> EventDraft:
    return EventDraft(REMINDED, f"q{report.quarter}", quarter=report.quarter, rows={})


def _reminded_today(plans: Sequence[Plan], quarter: int) -> set[int]:
    """Which of the held plans somebody has reminded today already."""
    told = Event.objects.filter(plan__in=plans, verb=REMINDED, quarter=quarter, at__date=timezone.localdate())
    return {plan_id for plan_id in told.values_list("plan_id", flat=True) if plan_id is not None}


def _telling(report: Any, people: list[Person], say: Callable[[], str], once: str) -> Telling:
    return Telling(people, NoticeKind.DEADLINE, in_both(say), entry_url(report.plan, report.quarter), once)


def _asked(report: Any) -> Callable[[], str]:
    def say() -> str:
        due = _due_on(report)
        what = {"subject": subject_of(report.plan, report.quarter), "day": date_long(due)}
        if due and due < timezone.localdate():
            return _("The reviewers remind you: %(subject)s was due on %(day)s and is not handed in.") % what
        return _("The reviewers remind you: %(subject)s is due on %(day)s.") % what

    return say


def _soon(report: Any, due: date, days: int) -> Callable[[], str]:
    def say() -> str:
        what = {"subject": subject_of(report.plan, report.quarter), "day": date_long(due), "days": digits(days)}
        if days == 1:
            return _("%(subject)s is due tomorrow, on %(day)s.") % what
        return _("%(subject)s is due in %(days)s days, on %(day)s.") % what

    return say
