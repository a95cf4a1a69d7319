"""Owns what an administrator finds stuck on the first page, each with the place where it is put right."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobs.models import Job, JobState
from notices.queries import stuck_mails
from offices.models import Deadline, Office, Person
from offices.queries.rights import Standing
from offices.queries.staffing import asleep, with_role_today, without_focal_point
from plans.display import digits
from plans.models import Plan
from year_opening.queries.opening_days import HALF_YEARS

FIRST_MONTH = 7  # of a fiscal year
RECENT = timedelta(days=30)  # what failed before has been seen, or matters no more


@dataclass(frozen=True, slots=True)
class StuckItem:
    """A thing of which so many are stuck; ``url``: where it is put right, empty where only others can."""

    number: int
    text: str
    advice: str
    url: str = ""

    @property
    def said(self) -> str:
        return self.text % {"shown": digits(self.number)}


def stuck_for(standing: Standing) -> list[StuckItem]:
    """What is stuck now, for an administrator. One query."""
    counted = {name: _number_of(rows) for name, rows in _stuck_rows().items()}
    numbers: Any = Person.objects.filter(pk=standing.person.pk).values(**counted).get()
    return [item for item in _items(numbers) if item.number]


def _stuck_rows() -> dict[str, QuerySet[Any]]:
    now, today = timezone.now(), timezone.localdate()
    year = today.year if today.month >= FIRST_MONTH else today.year - 1
    return {
        "unstaffed": without_focal_point(Office.objects.all()),
        "dormant": asleep(with_role_today(Person.objects.all()), days=_dormant_days(), now=now),
        "dayless": Plan.objects.filter(_without_days(), year__start_year__gte=year),
        "failed": Job.objects.filter(state=JobState.FAILED, ended_at__gte=now - RECENT),
        "unsent": stuck_mails(now),
    }


def _number_of(rows: QuerySet[Any]) -> Coalesce:
    together = rows.order_by().annotate(together=Value(1)).values("together")
    return Coalesce(Subquery(together.annotate(number=Count("pk", distinct=True)).values("number")), 0)


def _without_days() -> Q:
    """Plans whose office has no deadline in a quarter in which it reports even where it reports by half-years."""
    own = Deadline.objects.filter(year=OuterRef("year"), tier=OuterRef("office__tier"))
    second, fourth = (Exists(own.filter(quarter=quarter)) for quarter in HALF_YEARS)
    return ~second | ~fourth


def _dormant_days() -> int:
    """The second of the spans by which the list of people is narrowed: the first is a holiday."""
    return settings.DORMANT_DAYS[min(1, len(settings.DORMANT_DAYS) - 1)]


def _items(numbers: dict[str, int]) -> Iterator[StuckItem]:
    offices, people = reverse("admin:offices_office_changelist"), reverse("admin:offices_person_changelist")
    days = _dormant_days()
    yield StuckItem(
        number := numbers["unstaffed"],
        ngettext("%(shown)s office has no focal point", "%(shown)s offices have no focal point", number),
        _("Nobody enters for them, and no reminder reaches them."),
        f"{offices}?focal_point=none",
    )
    yield StuckItem(
        number := numbers["dayless"],
        ngettext("%(shown)s plan of this year lacks a deadline", "%(shown)s plans of this year lack deadlines", number),
        _("Nobody is reminded, and nothing is late."),
        reverse("admin:offices_deadline_changelist"),
    )
    yield StuckItem(
        number := numbers["unsent"],
        ngettext("%(shown)s mail did not go out", "%(shown)s mails did not go out", number),
        _("What they say stands in the page all the same."),
        reverse("notices:mails"),
    )
    yield StuckItem(
        number := numbers["failed"],
        ngettext("%(shown)s job failed in the last 30 days", "%(shown)s jobs failed in the last 30 days", number),
        _("Who asked for them can ask again, on the page of background work."),
    )
    yield StuckItem(
        number := numbers["dormant"],
        ngettext("%(shown)s account sleeps", "%(shown)s accounts sleep", number),
        _("No log-in for %(days)s days, though a role is held.") % {"days": digits(days)},
        f"{people}?slept={days}",
    )
