"""Owns the refusal of addresses with a null character: no page means one, and PostgreSQL fails at it in any search."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.deprecation import MiddlewareMixin

NULL = "\0"


class NullCharactersMiddleware(MiddlewareMixin):
    """Answers 400 where path or query hold a null character; forms refuse it in their fields themselves."""

    def process_request(self, request: HttpRequest) -> None:
        asked = [request.path, *(part for pair in request.GET.lists() for part in (pair[0], *pair[1]))]
        if any(NULL in part for part in asked):
            raise BadRequest("a null character in the address")
