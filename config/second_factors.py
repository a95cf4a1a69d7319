"""Owns the second factor: who needs one, its secrets hidden at rest, its codes taken in Bengali digits too."""

import base64
import hashlib
from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cell_values.digits import to_ascii
from cell_values.sentence import Sentence
from offices.models import Person
from plans.queries.arriving import standing_on_arrival
from plans.views.standing import whole_standing_for

HIDDEN = "fernet:"  # before a secret that is hidden; one without it was stored before secrets were
KEY_LOST = Sentence(
    "দ্বিতীয় ধাপের গোপন চাবি খোলা যাচ্ছে না। প্রশাসককে জানান।",
    "The secret of the second factor cannot be opened. Tell the administrator.",
)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets are stored hidden by the first of ``settings.SECRETS_KEYS`` and opened by any of them."""

    def encrypt(self, text: str) -> str:
        return HIDDEN + _ciphers().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Raises PermissionDenied where no key opens it: an empty secret would let anybody in."""
        if not encrypted_text.startswith(HIDDEN):
            return encrypted_text
        try:
            return _ciphers().decrypt(encrypted_text.removeprefix(HIDDEN)).decode()
        except InvalidToken as unknown:
            raise PermissionDenied(KEY_LOST.in_language(get_language() or "bn")) from unknown

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Who needs a second factor keeps it."""
        return not (settings.SECOND_FACTOR_REQUIRED and _decides(authenticator.user))


def _ciphers() -> MultiFernet:
    digests = (hashlib.sha256(f"second factors:{key}".encode()).digest() for key in settings.SECRETS_KEYS)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def _decides(person: Person) -> bool:
    standing = standing_on_arrival(person)
    return standing.is_reviewer or standing.is_administrator


class SecondFactorMiddleware(MiddlewareMixin):
    """Where it is required, reviewers and administrators set one up before anything else."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], arguments: Any, named: Any
    ) -> HttpResponse | None:
        if not settings.SECOND_FACTOR_REQUIRED or _is_open(request, view) or not _is_missing(request):
            return None
        messages.info(request, _("Reviewers and administrators sign in with a second factor. Set it up first."))
        return redirect("mfa_activate_totp")


def _is_open(request: HttpRequest, view: Callable[..., Any]) -> bool:
    """Pages without log-in, and those on which a second factor is set up."""
    name = (request.resolver_match and request.resolver_match.url_name) or ""
    return not getattr(view, "login_required", True) or name.startswith(("account_", "mfa_", "set_language"))


def _is_missing(request: HttpRequest) -> bool:
    """Whether somebody who needs a second factor came in without one."""
    if not request.user.is_authenticated:
        return False
    standing = whole_standing_for(request)
    if not (standing.is_reviewer or standing.is_administrator):
        return False
    used = any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))
    return not used and not Authenticator.objects.filter(user=standing.person, type=Authenticator.Type.TOTP).exists()


class _BengaliCode:
    """A code typed in Bengali digits is the same code."""

    data: Any

    def clean_code(self) -> str:
        self.cleaned_data["code"] = to_ascii(self.cleaned_data["code"])  # type: ignore[attr-defined]
        code: str = super().clean_code()  # type: ignore[misc]
        return code


class BengaliAuthenticateForm(_BengaliCode, AuthenticateForm):
    pass


class BengaliReauthenticateForm(_BengaliCode, ReauthenticateForm):
    pass


class BengaliActivateForm(_BengaliCode, ActivateTOTPForm):
    pass
