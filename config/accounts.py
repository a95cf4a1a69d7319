"""Owns how people get in: accounts are made by administrators, nobody signs up."""

from http import HTTPStatus
from typing import Any

from allauth.account import forms
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.fields import PasswordField
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from config.passwords import BusyError, one_at_a_time

RETRY_AFTER = 30  # seconds
ASK = _("No e-mail is sent from here. Ask the administrator of your ministry for a new password.")


class AccountAdapter(DefaultAccountAdapter):
    """Closed sign-up; failed log-ins counted per name and address together.

    A whole ministry sits behind one address, and nobody may lock an officer out from elsewhere.
    """

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        try:
            with one_at_a_time():
                found: AbstractBaseUser | None = super().authenticate(request, **credentials)
        except BusyError as busy:
            raise ImmediateHttpResponse(too_many_requests(request)) from busy
        return found

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        by_name: str = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{by_name}:{self.get_client_ip(request)}"


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """The page of who asked too often, and of who came while too many were being let in."""
    response = render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


class AddEmailForm(forms.AddEmailForm):
    """A new address, to which forgotten passwords are mailed: only for who knows the password."""

    password = PasswordField(label=_("Your password"), autocomplete="current-password")

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if self.user is None or not self.user.check_password(password):
            raise ValidationError(_("This is not your password."), code="password_mismatch")
        return password


class ResetPasswordForm(forms.ResetPasswordForm):
    """The way to a forgotten password; without a mail server it says whom to ask."""

    ask = ASK

    @property
    def can_mail(self) -> bool:
        return bool(settings.EMAIL_HOST)

    def clean(self) -> dict[str, Any]:
        if not self.can_mail:
            raise ValidationError(ASK)
        return super().clean() or {}

    def clean_email(self) -> str:
        """Nobody is looked up where nothing can be mailed."""
        email: str = super().clean_email() if self.can_mail else self.cleaned_data["email"]
        return email
