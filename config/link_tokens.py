"""Owns the tokens in links to a password: how long one holds, and what ends it before."""

from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.http import base36_to_int

DAY = 24 * 60 * 60  # seconds


class LinkTokens(PasswordResetTokenGenerator):
    """Django's tokens: one holds until a password is chosen, somebody logs in or an address changes.

    The first password may be chosen for ``INVITATION_DAYS``, as paper is slow; another one for ``RECOVERY_DAYS``.
    """

    def check_token(self, user: Any, token: str | None) -> bool:
        if not (user and user.is_active and super().check_token(user, token)):
            return False
        return not user.has_usable_password() or self._age(str(token)) <= settings.RECOVERY_DAYS * DAY

    def _age(self, token: str) -> int:
        """Seconds since a token was made; it must be a true one."""
        now: int = self._num_seconds(self._now())
        return now - base36_to_int(token.split("-")[0])

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        addresses = EmailAddress.objects.filter(user=user.pk).order_by("email").values_list("email", flat=True)
        return f"{super()._make_hash_value(user, timestamp)}{'|'.join(addresses)}"
