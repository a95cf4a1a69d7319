"""Owns the answers to what failed; where we may be at fault, in both languages without database and session."""

import sys
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.deprecation import MiddlewareMixin

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
OUT_OF_REACH = (OperationalError, InterfaceError)  # the database is gone, or somebody holds what is wanted for too long
RETRY_AFTER = 30  # seconds


def error_page(template: str, status: int, *, retry_after: int | None = None, **context: Any) -> HttpResponse:
    """A page of an error, kept by nobody on the way."""
    headers = {"Cache-Control": "no-store"} | ({} if retry_after is None else {"Retry-After": str(retry_after)})
    return HttpResponse(render_to_string(template, context), status=status, headers=headers)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What is too large is told as such; all else was not understood."""
    if isinstance(exception, TOO_LARGE):
        return error_page("413.html", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return error_page("400.html", HTTPStatus.BAD_REQUEST)


def server_error(request: HttpRequest) -> HttpResponse:
    """Asked by Django while it handles the exception: a database out of reach comes back, an error of ours does not."""
    if isinstance(sys.exception(), OUT_OF_REACH):
        return error_page("503.html", HTTPStatus.SERVICE_UNAVAILABLE, retry_after=RETRY_AFTER)
    return error_page("500.html", HTTPStatus.INTERNAL_SERVER_ERROR)


class RefusedMethodMiddleware(MiddlewareMixin):
    """Gives a page to who asks an address in a way it is not asked: a form's address, opened from the history."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.streaming or response.content:
            return response
        page = render(request, "405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
        page.headers["Allow"] = response.headers.get("Allow", "")
        return page
