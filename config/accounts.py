"""Owns how people get in: accounts are made by administrators, nobody signs up."""

from http import HTTPStatus
from typing import Any

from allauth.account import forms
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.fields import PasswordField
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.forms import BooleanField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from config.passwords import BusyError, one_at_a_time
from offices.models import Person
from plans.actions.invitations import choose_password
from plans.queries.arriving import person_arriving

RETRY_AFTER = 30  # seconds
A_YEAR = 365 * 24 * 60 * 60  # seconds
SHARED = "shared_computer"  # a cookie of the computer, not of who uses it
ASK = _("No e-mail is sent from here. Ask the administrator of your ministry for a new password.")


class AccountBackend(AuthenticationBackend):
    """Lets people in by name and password; who is in comes with their rights and unread notices, in one query."""

    def get_user(self, user_id: int) -> Person | None:
        found = person_arriving(int(user_id))
        return found if found is not None and self.user_can_authenticate(found) else None


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

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Chosen by its owner, with a link or knowing the one before; the ledger tells that it was."""
        choose_password(person=user, password=password)  # type: ignore[arg-type]

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        by_name: str = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{by_name}:{self.get_client_ip(request)}"


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """The page of who asked too often, and of who came while too many were being let in."""
    response = render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


class LoginForm(forms.LoginForm):
    """Name and password; and whether others use the computer too, which it remembers itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shared"] = BooleanField(
            label=_("Others use this computer too"),
            help_text=_("What you type and is not sent yet is then kept in its tab alone, and is gone with it."),
            required=False,
            initial=self.request is not None and SHARED in self.request.COOKIES,
        )

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        response: HttpResponse = super().login(request, redirect_url=redirect_url)
        if self.cleaned_data["shared"]:
            response.set_cookie(
                SHARED, "1", max_age=A_YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
            )
        else:
            response.delete_cookie(SHARED, samesite="Lax")
        return response


@require_safe
def signed_in(request: HttpRequest) -> HttpResponse:
    """Where a log-in ends that was opened beside a page: that page goes on by itself."""
    return render(request, "account/signed_in.html")


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
    def contact(self) -> str:
        """Who makes and mends accounts, as the page about the system names them."""
        return str(settings.ADMINISTRATOR_CONTACT)

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
