"""Owns what is asked of a page that is sent: whether its reader is still signed in, and is who sends it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin

from entry.sent_cells import is_sent_by

FORBIDDEN = 403


class SignedOutMiddleware(MiddlewareMixin):
    """Stands before what asks for log-in: a view that says so keeps what was typed."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], arguments: Any, named: Any
    ) -> HttpResponse | None:
        answer = getattr(view, "answers_signed_out", None)
        if answer is None or request.method != "POST" or request.user.is_authenticated:
            return None
        found: HttpResponse | None = answer(request, *arguments, **named)
        return found


def _may_say_whose(request: HttpRequest) -> bool:
    """Any form without files, and those with files of an entry page; others are left to the views that take them."""
    place = request.resolver_match
    return request.content_type == "application/x-www-form-urlencoded" or (
        place is not None and place.app_name == "entry"
    )


class OwnPageMiddleware(MiddlewareMixin):
    """A page that one person opened writes nothing in the name of another who signed in since."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], arguments: Any, named: Any
    ) -> HttpResponse | None:
        if request.method != "POST" or not request.user.is_authenticated or not _may_say_whose(request):
            return None
        if is_sent_by(request.POST, request.user.pk):
            return None
        return render(request, "entry/somebody_else.html", status=FORBIDDEN)
