"""Owns the answer to who asks for public pages, files or a log-in while a web process does enough of that already."""

import random
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

from operations.error_pages import error_page
from operations.shares import DOORS, Share, share_of

AGAIN = range(4, 12)  # seconds until a page asks again by itself, not all at once
LATER = 30  # seconds until somebody should try to log in again


class AdmissionMiddleware:
    """Lets in as many as there are places for; all others are told at once to come again, before anything is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        held: list[Share] = []
        request.held_shares = held  # type: ignore[attr-defined]
        try:
            return self.get_response(request)
        finally:
            for share in held:
                share.leave()

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], arguments: Any, named: Any
    ) -> HttpResponse | None:
        """Asked when it is known what is asked for, and not yet who asks."""
        share = share_of(request)
        if share is None:
            return None
        if not share.enter():
            return _turned_away(request, share)
        request.held_shares.append(share)  # type: ignore[attr-defined]
        return None


def _turned_away(request: HttpRequest, share: Share) -> HttpResponse:
    page = _come_later() if share is DOORS else _asks_again(request)
    page._has_been_logged = True  # type: ignore[attr-defined]  # Django's own mark: it is no error, and would fill the log
    return page


def _come_later() -> HttpResponse:
    """For who would log in: nothing that was typed is sent again by itself."""
    return error_page("429.html", HTTPStatus.TOO_MANY_REQUESTS, retry_after=LATER)


def _asks_again(request: HttpRequest) -> HttpResponse:
    """A page as cheap as can be, that the browser asks for again by itself; not what was sent with a form."""
    again, reads = random.choice(AGAIN), request.method == "GET"  # noqa: S311 - no secret
    page = error_page("busy.html", HTTPStatus.SERVICE_UNAVAILABLE, retry_after=again, asks_again=reads)
    if reads:
        page.headers["Refresh"] = str(again)
    return page
