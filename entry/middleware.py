"""Owns asking a view what comes of what somebody typed whose session has ended, before log-in is asked for."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse


class SignedOutMiddleware:
    """Stands before what asks for log-in: a view that says so keeps what was typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], arguments: Any, named: Any
    ) -> HttpResponse | None:
        answer = getattr(view, "answers_signed_out", None)
        if answer is None or request.method != "POST" or request.user.is_authenticated:
            return None
        found: HttpResponse | None = answer(request, *arguments, **named)
        return found
