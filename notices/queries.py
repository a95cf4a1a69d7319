"""Owns what is asked of notices: how many somebody has not read, and which wait for a mail."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from notices.models import MailRhythm, MailState, Notice, NoticeMail
from offices.models import Person

DIGEST_AT = time(8)  # on the ministry's clock: before the office opens
PATIENCE = timedelta(hours=1)  # a mail that waits so long waits for a server that is away
NEWS = timedelta(days=7)  # older notices are mailed no more: a mail server that was away floods nobody


def unread_of(person: Person) -> QuerySet[Notice]:
    return Notice.objects.filter(person=person, read_at__isnull=True)


def notices_of(person: Person, kind: str) -> QuerySet[Notice]:
    """What of a kind somebody was told and nobody withdrew, the earliest first."""
    return Notice.objects.filter(person=person, kind=kind).order_by("at", "pk")


def with_unread(people: QuerySet[Person]) -> QuerySet[Person]:
    """People with ``unread``, how many notices they have not read; within the same query."""
    unread = Notice.objects.filter(person=OuterRef("pk"), read_at__isnull=True).order_by().values("person")
    return people.annotate(unread=Coalesce(Subquery(unread.annotate(number=Count("pk")).values("number")), 0))


def told_about(about: str) -> QuerySet[Notice]:
    """What stands of something that can be withdrawn, of all who were told, the earliest first."""
    return Notice.objects.filter(about=about).order_by("at", "pk")


def can_be_mailed(person: Person) -> bool:
    return bool(settings.EMAIL_HOST and person.email and person.is_active)


def last_digest(now: datetime) -> datetime:
    """The moment of the last digest: today's, or yesterday's before it."""
    local = timezone.localtime(now)
    today = local.replace(hour=DIGEST_AT.hour, minute=DIGEST_AT.minute, second=0, microsecond=0)
    return today if today <= local else today - timedelta(days=1)


def to_mail(now: datetime) -> QuerySet[Notice]:
    """What nobody has mailed yet and is due: at once, or with the day's digest; what was read meanwhile is not."""
    daily = Q(person__notice_choice__rhythm=MailRhythm.DAILY)
    unsent = Notice.objects.filter(mail__isnull=True, read_at__isnull=True, at__gte=now - NEWS)
    due = unsent.exclude(daily & Q(at__gte=last_digest(now)))
    return due.exclude(person__email="").filter(person__is_active=True)


def stuck_mails(now: datetime) -> QuerySet[NoticeMail]:
    """Mails that did not go out: refused, of unknown fate, or waiting too long for their server."""
    ended = Q(state__in=(MailState.FAILED, MailState.UNCERTAIN), ended_at__gte=now - NEWS)
    return NoticeMail.objects.filter(ended | Q(state=MailState.WAITING, not_before__lt=now - PATIENCE))


def language_of(person: Person) -> str:
    """In which language somebody is mailed."""
    chosen = Person.objects.filter(pk=person.pk).values_list(F("notice_choice__language"), flat=True).first()
    return chosen or settings.LANGUAGE_CODE
