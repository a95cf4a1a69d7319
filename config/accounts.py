"""Owns how people get in: accounts are made by administrators, nobody signs up."""

from typing import Any

from allauth.account import forms
from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

ASK = _("No e-mail is sent from here. Ask the administrator of your ministry for a new password.")


class AccountAdapter(DefaultAccountAdapter):
    """Closed sign-up; failed log-ins counted per name and address together.

    A whole ministry sits behind one address, and nobody may lock an officer out from elsewhere.
    """

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        by_name: str = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{by_name}:{self.get_client_ip(request)}"


class ResetPasswordForm(forms.ResetPasswordForm):
    """The way to a forgotten password; without a mail server it says whom to ask."""

    ask = ASK

    @property
    def can_mail(self) -> bool:
        return bool(settings.EMAIL_HOST)

    def clean(self) -> dict[str, Any]:
        if not self.can_mail:
            raise ValidationError(ASK)
        cleaned: dict[str, Any] = super().clean()
        return cleaned

    def clean_email(self) -> str:
        """Nobody is looked up where nothing can be mailed."""
        email: str = super().clean_email() if self.can_mail else self.cleaned_data["email"]
        return email
