"""Owns the refusal of addresses with a null character: no page means one, and PostgreSQL fails at it in any search."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

NULL = "\0"


class NullCharactersMiddleware:
    """Answers 400 where path or query hold a null character; forms refuse it in their fields themselves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = [request.path, *(part for pair in request.GET.lists() for part in (pair[0], *pair[1]))]
        if any(NULL in part for part in asked):
            raise BadRequest("a null character in the address")
        return self.get_response(request)
