"""Owns the way of notices into mails: bundled for a person, claimed by one, handed to the mail server, noted.

Up to the handing over a mail is sent at least once: a claim that came to nothing is claimed again. From then on at most
once: what broke off while the mail server had it is not sent again by itself, since nobody knows whether it was taken.
The notice stands in the page in any case, and administrators see what is uncertain.
"""

import logging
from collections.abc import Iterator
from datetime import timedelta
from smtplib import SMTPNotSupportedError, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from notices.mails import mail_of
from notices.models import MailState, Notice, NoticeMail
from notices.queries import to_mail

logger = logging.getLogger(__name__)
FORGOTTEN = timedelta(minutes=15)  # a claim so old is nobody's any more: talking to the server takes seconds
MOST_ATTEMPTS = 6
PAUSE = timedelta(minutes=5)  # until a mail is tried again that the server did not take; twice as long each time
PERMANENT = 500  # what a server answers from here on it will answer again
LONGEST_TROUBLE = 1000  # letters kept of an answer


def deliver_notices() -> None:
    """Mails what is due and nobody has mailed; many may do it at once."""
    if not settings.EMAIL_HOST:
        return
    _give_up_forgotten()
    _bundle_all()
    for key in _waiting().order_by("pk").values_list("pk", flat=True):
        if not _deliver(key):
            break  # the server cannot be reached: the next time tries again


def _give_up_forgotten() -> None:
    forgotten = NoticeMail.objects.filter(claimed_at__lt=Now() - FORGOTTEN)
    forgotten.filter(state=MailState.CLAIMED).update(state=MailState.WAITING)
    handed = forgotten.filter(state=MailState.HANDED_OVER)
    handed.update(state=MailState.UNCERTAIN, ended_at=Now())


def _bundle_all() -> None:
    people = to_mail(timezone.now()).order_by("person").values_list("person", flat=True).distinct()
    for person_id in people:
        _bundle(person_id)


@transaction.atomic
def _bundle(person_id: int) -> None:
    """One mail for all that is due to a person; who comes second finds nothing left."""
    due = list(to_mail(timezone.now()).filter(person=person_id).values_list("pk", flat=True))
    mail = NoticeMail.objects.create(person_id=person_id)
    if not Notice.objects.filter(pk__in=due, mail__isnull=True).update(mail=mail):
        mail.delete()


def _waiting() -> QuerySet[NoticeMail]:
    return NoticeMail.objects.filter(state=MailState.WAITING, not_before__lte=timezone.now())


def _deliver(key: int) -> bool:
    """Sends one mail, unless somebody else does; False where the server cannot be reached."""
    server = get_connection()
    try:
        server.open()
    except OSError:  # of which the errors of SMTP are a kind
        logger.warning("the mail server cannot be reached; notices wait", exc_info=True)
        return False
    try:
        for mail in _claimed(key):
            _hand_over(mail, server)
    finally:
        server.close()
    return True


def _claimed(key: int) -> Iterator[NoticeMail]:
    """The mail, where this run is who sends it."""
    claim = {"state": MailState.CLAIMED, "claimed_at": Now(), "attempts": F("attempts") + 1}
    if _waiting().filter(pk=key).update(**claim):
        yield NoticeMail.objects.select_related("person").get(pk=key)


def _hand_over(mail: NoticeMail, server: BaseEmailBackend) -> None:
    notices = list(mail.notices.filter(read_at__isnull=True).order_by("at", "pk"))
    if not notices:  # read in the page meanwhile
        mail.delete()
        return
    if not _move(mail, MailState.CLAIMED, state=MailState.HANDED_OVER):
        return  # it was forgotten, and is somebody else's by now
    try:
        server.send_messages([mail_of(mail, notices)])
    except (SMTPRecipientsRefused, SMTPResponseException) as refused:
        _refused(mail, *_answer(refused))
    except (SMTPNotSupportedError, ValueError) as error:  # an address that cannot be written to: nothing was sent
        logger.exception("mail %s cannot be written", mail.pk)
        _end(mail, MailState.FAILED, str(error))
    except OSError as error:
        logger.exception("mail %s broke off while it was handed over", mail.pk)
        _end(mail, MailState.UNCERTAIN, str(error))
    else:
        _end(mail, MailState.SENT, "")


def _answer(refused: Any) -> tuple[int, str]:
    """What the server said, with its number."""
    of_recipients: dict[str, tuple[int, bytes]] = getattr(refused, "recipients", {})
    code, said = next(iter(of_recipients.values()), None) or (refused.smtp_code, refused.smtp_error)
    return code, said.decode(errors="replace") if isinstance(said, bytes) else str(said)


def _refused(mail: NoticeMail, code: int, said: str) -> None:
    trouble = f"{code} {said}"
    if code >= PERMANENT or mail.attempts >= MOST_ATTEMPTS:
        logger.warning("mail %s was not taken: %s", mail.pk, trouble)
        _end(mail, MailState.FAILED, trouble)
    else:
        later = timezone.now() + PAUSE * 2 ** (mail.attempts - 1)
        waits = {"state": MailState.WAITING, "not_before": later, "trouble": trouble[:LONGEST_TROUBLE]}
        _move(mail, MailState.HANDED_OVER, **waits)


def _end(mail: NoticeMail, state: MailState, trouble: str) -> None:
    """Also where it was thought to be uncertain meanwhile: now it is known."""
    ended = {"state": state, "ended_at": Now(), "trouble": trouble[:LONGEST_TROUBLE]}
    _move(mail, MailState.HANDED_OVER, MailState.UNCERTAIN, **ended)


def _move(mail: NoticeMail, *states: MailState, **fields: object) -> bool:
    """Whether the mail was in one of the states by this very claim, and is moved on."""
    return bool(NoticeMail.objects.filter(pk=mail.pk, attempts=mail.attempts, state__in=states).update(**fields))
