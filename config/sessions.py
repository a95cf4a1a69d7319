"""Owns how long a session lasts unused, and that no page of it stays on the computer."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _

SEEN = "seen_at"
STEP = 60  # seconds: no session is written more often just because it was used
# What the pages keep on the computer goes; the cache holds only fonts and styles, dear on slow lines.
CLEARED = '"storage"'


def has_session(request: HttpRequest) -> bool:
    """Asked without looking into the session: pages for everybody stay the same for everybody."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


class IdleLimitMiddleware(MiddlewareMixin):
    """Signs out whoever asked nothing for ``settings.IDLE_MINUTES``; 0: nobody."""

    def process_request(self, request: HttpRequest) -> None:
        if settings.IDLE_MINUTES and has_session(request) and request.user.is_authenticated:
            self._look(request)

    def _look(self, request: HttpRequest) -> None:
        now = int(time.time())
        idle = now - request.session.get(SEEN, now - STEP)
        if idle > settings.IDLE_MINUTES * 60:
            logout(request)
            messages.info(request, _("You were signed out because nothing was done for a while. Sign in again."))
        elif idle >= STEP:
            request.session[SEEN] = now


class NothingStaysMiddleware:
    """What is not for everybody is stored nowhere on the way; signing out clears what pages kept in the browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        leaves = request.method == "POST" and request.path == reverse("account_logout")
        response = self.get_response(request)
        if not _is_for_everybody(request):
            response.headers.setdefault("Cache-Control", "no-store")
        if leaves and not request.user.is_authenticated:
            response.headers["Clear-Site-Data"] = CLEARED
        return response


def _is_for_everybody(request: HttpRequest) -> bool:
    """Whether the page is one without log-in; an address that leads nowhere is none."""
    return request.resolver_match is not None and not getattr(request.resolver_match.func, "login_required", True)


@receiver(user_logged_in)
def _begin(request: HttpRequest, **_: Any) -> None:
    request.session[SEEN] = int(time.time())
