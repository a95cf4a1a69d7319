"""Owns what a mail of notices says: plain and as a page, in the language of who gets it."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import override

from notices.models import Notice, NoticeMail
from notices.queries import language_of

LONGEST_SUBJECT = 150  # letters


def mail_of(mail: NoticeMail, notices: Sequence[Notice]) -> EmailMultiAlternatives:
    """The message: one notice stands in its subject, of several their number.

    Its Message-ID is that of the mail, however often it is written: mail servers know a second one by it.
    """
    with override(language_of(mail.person)):
        context = {"notices": notices, "person": mail.person, "address": settings.PUBLIC_ADDRESS.rstrip("/")}
        subject = " ".join(render_to_string("notices/mail_subject.txt", context).split())
        text = render_to_string("notices/mail.txt", context)
        page = render_to_string("notices/mail.html", context)
    headers = {"Message-ID": _identity(mail, notices[0]), "Auto-Submitted": "auto-generated"}
    message = EmailMultiAlternatives(subject[:LONGEST_SUBJECT], text, None, [mail.person.email], headers=headers)
    message.attach_alternative(page, "text/html")
    return message


def _identity(mail: NoticeMail, first: Notice) -> str:
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost"
    return f"<notice-{mail.pk}-{first.pk}-{first.at:%Y%m%d%H%M%S}@{host}>"
