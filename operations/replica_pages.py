"""Owns which pages are read from the replica: a few that nobody acts on, never where the reader has just written."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connections
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

from operations.replica import ALIAS, OLDEST, has_replica, reading_from_replica
from operations.replica_looks import look_anew, replica_trouble
from operations.silent_lines import cut_after
from plans.views.standing import standing_for

logger = logging.getLogger(__name__)
PAGES = {"public:list", "public:report", "reports:comparison", "reports:scorecard"}
WROTE = "wrote"  # a cookie: this browser sent something a moment ago
OWN = int(OLDEST) + 6  # seconds in which who wrote something reads the database itself
LONGEST = 5.0  # seconds of a page there
SAFE = {"GET", "HEAD", "OPTIONS"}


class ReplicaMiddleware(MiddlewareMixin):
    """The last before the view: it reads ``PAGES`` from the replica, and from the database itself where that fails.

    What somebody may see is asked of the database itself, before.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Marks the browser that sent something."""
        if has_replica() and request.method not in SAFE and _has_session(request):
            response.set_cookie(
                WROTE, "1", max_age=OWN, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
            )
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], arguments: Any, named: Any
    ) -> HttpResponse | None:
        if not has_replica() or not _is_only_read(request) or replica_trouble():
            return None
        if _has_session(request) and request.user.is_authenticated:
            standing_for(request)
        return _read_there(view, request, *arguments, **named)


def _read_there(
    view: Callable[..., HttpResponse], request: HttpRequest, *arguments: Any, **named: Any
) -> HttpResponse | None:
    """Nothing where the database itself is to be asked: what is not found there may have been made a moment ago."""
    try:
        with reading_from_replica(), cut_after(LONGEST, ALIAS):
            answer = view(request, *arguments, **named)
    except Http404:
        return None
    except (DatabaseError, InterfaceError) as error:
        logger.warning("the replica failed, the page is read from the database itself: %s", type(error).__name__)
        connections[ALIAS].close()
        look_anew()
        return None
    return None if answer.status_code == 404 else answer


def _is_only_read(request: HttpRequest) -> bool:
    match = request.resolver_match
    return request.method in SAFE and WROTE not in request.COOKIES and match is not None and match.view_name in PAGES


def _has_session(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES
