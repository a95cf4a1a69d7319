"""Owns reminding of what closes a part of the year before its last day: offices of the annual report, reviewers of the
half-yearly feedback, in one notice however many wait for it.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notices.actions import Telling, tell, tell_all
from notices.models import NoticeKind
from offices.models import YearEndDocument, usual_day
from offices.queries.rights import reviewing_office
from offices.queries.staffing import handing_in, reviewing_at
from offices.queries.year_end import day_of_plan, due_among
from plan_tree.terms import QUARTERS
from plans.actions.notice_words import in_both, plan_in_words
from plans.actions.storing import batches
from plans.addresses import annual_url
from plans.display import date_long, digits
from plans.models import Plan, QuarterReport
from workflow.annual_reports import ANNUAL_OPEN
from workflow.half_year_feedback import HALF_YEAR, FeedbackState
from workflow.plan_states import PlanState
from workflow.quarter_order import SENT

AT_A_TIME = 200  # plans


def remind_of_annual_reports(today: date, days_before: Sequence[int]) -> None:
    """The reminders of a day: to who hands in for the offices whose annual report is due so many days later.

    An office that was closed before its year ended is asked for none.
    """
    is_open = Q(annual_report__isnull=True) | Q(annual_report__state__in=[state.value for state in ANNUAL_OPEN])
    due_soon = _due_soon(YearEndDocument.ANNUAL, is_open, today, days_before)
    plans = [plan for plan in due_soon if plan.office.is_open_on(plan.year.quarter_ends(QUARTERS[-1]))]
    for some in batches(plans, AT_A_TIME):
        people = handing_in({plan.office_id for plan in some}, on=timezone.localdate())
        for plan in some:
            _tell(plan, people.get(plan.office_id, ()), today)


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


def remind_of_feedback(today: date, days_before: Sequence[int]) -> None:
    """The reminders of a day: to the reviewers of each office that has feedback to give so many days later."""
    sent = QuarterReport.objects.filter(plan=OuterRef("pk"), quarter=HALF_YEAR, state__in=[each.value for each in SENT])
    is_open = Q(half_year_feedback__isnull=True) | Q(half_year_feedback__state=FeedbackState.DRAFT.value)
    waiting = Counter(
        (place.pk, plan.set_on or usual_day(plan.year, YearEndDocument.FEEDBACK))
        for plan in _due_soon(YearEndDocument.FEEDBACK, is_open & Q(Exists(sent)), today, days_before)
        if (place := reviewing_office(plan.office)) is not None
    )
    people = reviewing_at({place for place, _due in waiting}, on=timezone.localdate())
    tell_all(
        Telling(
            people.get(place, []),
            NoticeKind.DEADLINE,
            in_both(_said(number, due, (due - today).days)),
            reverse("home"),
            f"feedback_due:{place}:{due:%Y%m%d}:{(due - today).days}",
        )
        for (place, due), number in waiting.items()
    )


def _said(number: int, due: date, days: int) -> Callable[[], str]:
    def say() -> str:
        what = {"number": digits(number), "day": date_long(due), "days": digits(days)}
        tomorrow = ngettext(
            "Half-yearly feedback is due tomorrow, on %(day)s: %(number)s plan waits for yours.",
            "Half-yearly feedback is due tomorrow, on %(day)s: %(number)s plans wait for yours.",
            number,
        )
        later = ngettext(
            "Half-yearly feedback is due in %(days)s days, on %(day)s: %(number)s plan waits for yours.",
            "Half-yearly feedback is due in %(days)s days, on %(day)s: %(number)s plans wait for yours.",
            number,
        )
        return (tomorrow if days == 1 else later) % what

    return say


def _due_soon(document: YearEndDocument, is_open: Q, today: date, days_before: Sequence[int]) -> Iterator[Any]:
    """Approved plans whose document is due in so many days, where it still has to come."""
    days = [today + timedelta(days=each) for each in days_before]
    plans = Plan.objects.annotate(set_on=day_of_plan(document)).filter(
        due_among(days, document), is_open, state=PlanState.APPROVED.value
    )
    return plans.select_related("office__parent__parent", "year").order_by("pk").iterator(AT_A_TIME)
