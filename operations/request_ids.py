"""Owns the number every request has: on its answer, on each line it leaves in the log, and in the jobs it asks for."""

import re
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from jobs.origin import worked_for
from operations.visitors import comes_through_proxies

HEADER = "X-Request-ID"
_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}", re.ASCII)


class RequestIdMiddleware:
    """Takes the number a trusted proxy gave; anybody else's is not believed, and one is made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = _given(request) or uuid.uuid4().hex
        request.request_id = number  # type: ignore[attr-defined]  # Django logs some answers after they passed here
        with worked_for(number):
            response = self.get_response(request)
        response.headers[HEADER] = number
        return response


def _given(request: HttpRequest) -> str:
    given = request.headers.get(HEADER, "") if comes_through_proxies() else ""
    return given if _GIVEN.fullmatch(given) else ""
