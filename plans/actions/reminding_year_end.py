"""Owns reminding offices of the annual report before its last day."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from notices.actions import tell
from notices.models import NoticeKind
from offices.models import YearEndDocument, usual_day
from offices.queries.staffing import handing_in
from offices.queries.year_end import day_of_plan, due_among
from plans.actions.notice_words import in_both, plan_in_words
from plans.addresses import annual_url
from plans.display import date_long, digits
from plans.models import Plan
from workflow.annual_reports import ANNUAL_OPEN
from workflow.plan_states import PlanState

AT_A_TIME = 200  # plans


def remind_of_annual_reports(today: date, days_before: Sequence[int]) -> None:
    """The reminders of a day: to who hands in for the offices whose annual report is due so many days later."""
    plans = list(_due_soon([today + timedelta(days=each) for each in days_before]))
    for begin in range(0, len(plans), AT_A_TIME):
        some = plans[begin : begin + AT_A_TIME]
        people = handing_in({plan.office_id for plan in some}, on=timezone.localdate())
        for plan in some:
            _tell(plan, people.get(plan.office_id, ()), today)


def _due_soon(days: list[date]) -> Iterator[Any]:
    """Approved plans whose annual report is due on one of the days and was not handed in, or came back."""
    is_open = Q(annual_report__isnull=True) | Q(annual_report__state__in=[state.value for state in ANNUAL_OPEN])
    plans = Plan.objects.annotate(set_on=day_of_plan(YearEndDocument.ANNUAL)).filter(
        due_among(days, YearEndDocument.ANNUAL), is_open, state=PlanState.APPROVED.value
    )
    return plans.select_related("office", "year").order_by("pk").iterator(AT_A_TIME)


def _tell(plan: Any, people: Sequence[Any], today: date) -> None:
    due = plan.set_on or usual_day(plan.year, YearEndDocument.ANNUAL)
    days = (due - today).days

    def say() -> str:
        what = {"subject": plan_in_words(plan), "day": date_long(due), "days": digits(days)}
        if days == 1:
            return _("The annual report is due tomorrow, on %(day)s: %(subject)s.") % what
        return _("The annual report is due in %(days)s days, on %(day)s: %(subject)s.") % what

    once = f"annual_due:{plan.pk}:{due:%Y%m%d}:{days}"
    tell(people=people, kind=NoticeKind.DEADLINE, sentence=in_both(say), link=annual_url(plan), once=once)
