"""Owns reminding reviewers of the half-yearly feedback before its last day: one notice, however many wait for it."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from notices.actions import Telling, tell_all
from notices.models import NoticeKind
from offices.models import YearEndDocument, usual_day
from offices.queries.rights import reviewing_office
from offices.queries.staffing import reviewing_at
from offices.queries.year_end import day_of_plan, due_among
from plans.actions.notice_words import in_both
from plans.display import date_long, digits
from plans.models import Plan, QuarterReport
from workflow.half_year_feedback import HALF_YEAR, FeedbackState
from workflow.plan_states import PlanState
from workflow.quarter_order import SENT

AT_A_TIME = 200  # plans


def remind_of_feedback(today: date, days_before: Sequence[int]) -> None:
    """The reminders of a day: to the reviewers of each office that has feedback to give so many days later."""
    waiting = Counter(
        (place.pk, plan.set_on or usual_day(plan.year, YearEndDocument.FEEDBACK))
        for plan in _due_soon([today + timedelta(days=each) for each in days_before])
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


def _due_soon(days: list[date]) -> Iterator[Any]:
    """Plans whose half-year is handed in, and whose feedback is due on one of the days and was not given."""
    sent = QuarterReport.objects.filter(plan=OuterRef("pk"), quarter=HALF_YEAR, state__in=[each.value for each in SENT])
    is_open = Q(half_year_feedback__isnull=True) | Q(half_year_feedback__state=FeedbackState.DRAFT.value)
    plans = Plan.objects.annotate(set_on=day_of_plan(YearEndDocument.FEEDBACK)).filter(
        due_among(days, YearEndDocument.FEEDBACK), Exists(sent), is_open, state=PlanState.APPROVED.value
    )
    return plans.select_related("office__parent__parent", "year").order_by("pk").iterator(AT_A_TIME)


def _said(number: int, due: date, days: int) -> Callable[[], str]:
    def say() -> str:
        what = {"number": digits(number), "day": date_long(due), "days": digits(days)}
        if days == 1:
            return (
                ngettext(
                    "Half-yearly feedback is due tomorrow, on %(day)s: %(number)s plan waits for yours.",
                    "Half-yearly feedback is due tomorrow, on %(day)s: %(number)s plans wait for yours.",
                    number,
                )
                % what
            )
        return (
            ngettext(
                "Half-yearly feedback is due in %(days)s days, on %(day)s: %(number)s plan waits for yours.",
                "Half-yearly feedback is due in %(days)s days, on %(day)s: %(number)s plans wait for yours.",
                number,
            )
            % what
        )

    return say
