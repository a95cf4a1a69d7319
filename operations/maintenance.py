"""Owns what people meet while the site is closed for maintenance: a page that says so, and until when."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

from operations.closing import Closure, closure
from operations.error_pages import error_page
from plans.queries.arriving import standing_on_arrival

WAYS_IN = ("account_", "mfa_", "set_language")  # by which administrators log in, where they are let in


class MaintenanceMiddleware(MiddlewareMixin):
    """Answers 503 to everybody while the site is closed; where administrators are let in, to all others.

    Without them no database is asked: it may be gone.
    """

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        """Asked before it is known who asks."""
        closed = closure()
        return None if closed is None or closed.administrators else _page(closed)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], arguments: Any, named: Any
    ) -> HttpResponse | None:
        """Asked when it is known who asks."""
        closed = closure()
        if closed is None or _is_way_in(request) or _is_administrator(request):
            return None
        return _page(closed)


def _is_way_in(request: HttpRequest) -> bool:
    match = request.resolver_match
    return ((match and match.url_name) or "").startswith(WAYS_IN)


def _is_administrator(request: HttpRequest) -> bool:
    return request.user.is_authenticated and standing_on_arrival(request.user).is_administrator


def _page(closed: Closure) -> HttpResponse:
    context = {"until": closed.told_until(), "administrators": closed.administrators}
    status = HTTPStatus.SERVICE_UNAVAILABLE
    page = error_page("maintenance.html", status, retry_after=closed.retry_after(), **context)
    page._has_been_logged = True  # type: ignore[attr-defined]  # Django's own mark: it is no error, and would fill the log
    return page
