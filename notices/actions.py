"""Owns telling people something, and that they have read it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cell_values.sentence import Sentence
from jobs.chores import nudge
from notices.models import MailRhythm, MailState, Notice, NoticeChoice, NoticeKind
from notices.queries import stuck_mails, unread_of
from offices.models import Person

DELIVERY = "deliver_notices"  # in settings.CHORES
BATCH = 500  # notices of a statement


@dataclass(frozen=True, slots=True)
class Telling:
    """What some people are told: a sentence, and the address of the page where it is seen (``link``).

    ``once``: what is told, by a name at most 120 letters long; who was told it already is not told again.
    ``about``: the name by which it can be withdrawn.
    """

    people: Sequence[Person]
    kind: NoticeKind
    sentence: Sentence
    link: str
    once: str
    about: str = ""


def tell(
    *, people: Iterable[Person], kind: NoticeKind, sentence: Sentence, link: str, once: str, about: str = ""
) -> None:
    """Tells each of them, within the transaction of what is told; mails follow once that is through. One statement."""
    tell_all([Telling(list(people), kind, sentence, link, once, about)])


@transaction.atomic
def tell_all(tellings: Iterable[Telling]) -> None:
    """The same of many things at once: a statement for each five hundred notices."""
    told = [notice for each in tellings for notice in _notices(each)]
    if told:
        Notice.objects.bulk_create(told, ignore_conflicts=True, batch_size=BATCH)
        if settings.EMAIL_HOST:
            transaction.on_commit(partial(nudge, DELIVERY))


def _notices(telling: Telling) -> Iterator[Notice]:
    now = timezone.now()
    texts = {"text_bn": telling.sentence.bn, "text_en": telling.sentence.en}
    what = {"kind": telling.kind, "once": telling.once, "link": telling.link, "about": telling.about}
    return (Notice(person=person, at=now, **what, **texts) for person in telling.people)


def withdraw(*, about: Iterable[str]) -> int:
    """Takes back what is no longer so, and what of it nobody has mailed yet; how many notices there were."""
    names = [each for each in about if each]
    number, _of_each = Notice.objects.filter(about__in=names).delete() if names else (0, {})
    return number


def mark_read(*, person: Person, notices: Iterable[int] | None = None) -> int:
    """Marks some of a person's notices as read, by their keys; None: all. How many there were."""
    unread = unread_of(person)
    if notices is not None:
        unread = unread.filter(pk__in=list(notices))
    return unread.update(read_at=timezone.now())


def mark_seen(*, person: Person, path: str) -> int:
    """Marks as read what leads to a page that somebody looks at, wherever on it. How many there were."""
    leads_there = Q(link=path) | Q(link__startswith=f"{path}#") | Q(link__startswith=f"{path}?")
    return unread_of(person).filter(leads_there).update(read_at=timezone.now())


def send_again() -> int:
    """Lets the mails that did not go out be tried once more; how many there were."""
    again = {"state": MailState.WAITING, "ended_at": None, "not_before": timezone.now()}
    number = stuck_mails(timezone.now()).update(**again)
    if number and settings.EMAIL_HOST:
        transaction.on_commit(partial(nudge, DELIVERY))
    return number


def choose_telling(*, person: Person, rhythm: MailRhythm, language: str) -> NoticeChoice:
    """Keeps how somebody wants to be mailed."""
    chosen = {"rhythm": rhythm, "language": language}
    choice, _made = NoticeChoice.objects.update_or_create(person=person, defaults=chosen)
    return choice
