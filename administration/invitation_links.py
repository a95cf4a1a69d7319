"""Owns the link by which somebody chooses a password, as allauth makes it, and the mail that brings it."""

import logging
from datetime import date, timedelta
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from offices.models import Person
from plans.qr import qr_drawing

logger = logging.getLogger(__name__)


def link_for(person: Person) -> str:
    """The address at which a person chooses a password, once."""
    key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    link: str = get_adapter().get_reset_password_from_key_url(key)
    return link


def holds_until(person: Person) -> date:
    """The last whole day on which a link of today holds."""
    days = settings.RECOVERY_DAYS if person.has_usable_password() else settings.INVITATION_DAYS
    return timezone.localdate() + timedelta(days=days - 1)


def can_mail(person: Person) -> bool:
    return bool(settings.EMAIL_HOST and person.email)


def invitation_of(person: Person, until: date) -> dict[str, Any]:
    """What an invitation says, on paper as by mail: who, where, the link and its last day."""
    held = person.memberships.select_related("office", "post").order_by("since")
    return {"person": person, "held": held, "link": link_for(person), "until": until}


def on_sheet(invitation: dict[str, Any]) -> dict[str, Any]:
    """An invitation with the drawing of its link."""
    return invitation | {"qr": qr_drawing(invitation["link"], _("QR code of the link: ") + invitation["link"])}


def page_of_people(site: AdminSite, request: HttpRequest, title: str) -> dict[str, Any]:
    """What every page of ours about people is told."""
    return site.each_context(request) | {"title": title, "opts": Person._meta}


def mail_invitation(person: Person, invitation: dict[str, Any]) -> bool:
    """Mails what an invitation says; False where the mail server did not take it, which the log tells."""
    try:
        get_adapter().send_mail("account/email/invitation", person.email, invitation)
    except OSError:  # of which the errors of SMTP are a kind
        logger.exception("an invitation could not be mailed")
        return False
    return True
