"""Owns the name under which administrators see second factors of log-in."""

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _


class SecondFactor(Authenticator):
    """An app that gives codes, or codes for the day it is lost."""

    class Meta:
        proxy = True
        verbose_name = _("second factor")
        verbose_name_plural = _("second factors")

    def __str__(self) -> str:
        return f"{self.user} · {self.get_type_display()}"
