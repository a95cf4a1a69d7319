"""Owns who is told what happens to a plan: its office or its reviewers, and not who did it.

All is told within the transaction of what happened.
"""

from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from notices.actions import tell
from notices.models import NoticeKind
from offices.models import DeadlineExtension, Person, RevisionExtension
from offices.queries.rights import reviewers_of
from offices.queries.staffing import people_of
from plans.actions.notice_words import in_both, quoted
from plans.display import date_long, quarter_name
from plans.models import Plan


def tell_office(plan: Plan, kind: NoticeKind, say: Callable[[], str], link: str, once: str, by: Person) -> None:
    """Everybody of the office but who did it."""
    people = _without(people_of(plan.office, on=timezone.localdate()), by)
    tell(people=people, kind=kind, sentence=in_both(say), link=link, once=once)


def tell_reviewers(plan: Plan, kind: NoticeKind, say: Callable[[], str], link: str, once: str, by: Person) -> None:
    """Everybody who reviews the office but who did it."""
    people = _without(reviewers_of(plan.office, on=timezone.localdate()), by)
    tell(people=people, kind=kind, sentence=in_both(say), link=link, once=once)


def _without(people: Iterable[Person], by: Person) -> list[Person]:
    return [person for person in people if person.pk != by.pk]


def tell_of_extension(*, extension: DeadlineExtension | RevisionExtension, by: Person) -> None:
    """The office: it was given more time, until when and why."""

    def say() -> str:
        if isinstance(extension, DeadlineExtension):
            deadline = extension.deadline
            what = f"{deadline.year.label}, {quarter_name(deadline.quarter)}"
        else:
            what = f"{extension.year.label}, {_('revised targets')}"
        given = {"what": what, "day": date_long(extension.until), "reason": quoted(extension.reason)}
        return _("More time was given until %(day)s (%(what)s): %(reason)s") % given

    once = f"{extension._meta.model_name}:{extension.pk}:{extension.until:%Y%m%d}"
    people = _without(people_of(extension.office, on=timezone.localdate()), by)
    tell(people=people, kind=NoticeKind.DEADLINE, sentence=in_both(say), link=reverse("home"), once=once)
