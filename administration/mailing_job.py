"""Owns mailing many invitations in the background: each person once, and whoever was not reached is told."""

from collections.abc import Iterator, Sequence
from typing import Any

from allauth.core import context
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from administration.invitation_links import can_mail, holds_until, invitation_of, mail_invitation
from cell_values.digits import to_bengali
from cell_values.sentence import Sentence
from jobs.actions import ask_for
from jobs.models import Job
from jobs.running import Progress
from offices.models import Person
from plans.actions.invitations import invite_person
from plans.display import digits
from plans.models import Event
from workflow.transitions import Refusal

TASK = "mail_invitations"
NO_ADDRESS = Sentence("ই-মেইল ঠিকানা নেই; ছাপানো আমন্ত্রণ দিন।", "No address; give a printed invitation.")
NOT_TAKEN = Sentence(
    "মেইল সার্ভার আমন্ত্রণটি নেয়নি; আবার পাঠান বা ছাপিয়ে দিন।", "The mail server did not take it; mail it again or print it."
)


class AddressOfSite(HttpRequest):
    """Where the site is, as the person saw it who asked: the links lead there."""

    def __init__(self, scheme: str, host: str) -> None:
        super().__init__()
        self._scheme, self.META["HTTP_HOST"] = scheme, host

    def _get_scheme(self) -> str:
        return self._scheme


def ask_to_mail(*, people: Sequence[Person], by: Person, request: HttpRequest) -> Job:
    """The job that mails each of them a link."""
    title = _("Invitations to %(count)s people") % {"count": digits(len(people))}
    arguments = {"people": [person.pk for person in people], "scheme": request.scheme, "host": request.get_host()}
    return ask_for(task=TASK, title=title, by=by, arguments=arguments, total=len(people))


def mail_invitations(progress: Progress, *, people: Sequence[int], scheme: str, host: str) -> None:
    """Mails one after the other. Begun anew, the job leaves out whom it reached: a second mail would end the first."""
    job, lines = progress.job, []
    mailed = Event.objects.filter(verb="invite_person", by=job.asked_by, at__gte=job.asked_at)
    done_before = set(mailed.values_list("subject", flat=True))
    with context.request_context(AddressOfSite(scheme, host)):
        for done, person in enumerate(_in_turn(people), start=1):
            if person.username not in done_before and (why_not := _mail(person, job.asked_by)):
                lines.append(_line(person, why_not))
            progress.leave_summary([_told(done - len(lines)), *lines])
            progress.say(done, max(done, len(people)))


def _in_turn(keys: Sequence[int]) -> Iterator[Person]:
    yield from Person.objects.filter(pk__in=keys).order_by("username")


def _mail(person: Person, by: Person) -> Sentence | None:
    """Why somebody was not reached; None: the mail is on its way."""
    if not can_mail(person):
        return NO_ADDRESS
    until = holds_until(person)
    try:
        invited = invite_person(person=person, address=person.email, until=until, by=by)
    except Refusal as refusal:
        return refusal.sentence
    return None if mail_invitation(invited, invitation_of(invited, until)) else NOT_TAKEN


def _told(count: int) -> dict[str, Any]:
    return {
        "level": "success",
        "text": f"{to_bengali(str(count))} জনকে আমন্ত্রণ পাঠানো হয়েছে",
        "text_en": f"{count} people were mailed an invitation",
    }


def _line(person: Person, why_not: Sentence) -> dict[str, Any]:
    place = reverse("admin:offices_person_invite_again", args=[person.pk])
    return {"level": "warning", "name": str(person), "text": why_not.bn, "text_en": why_not.en, "url": place}
