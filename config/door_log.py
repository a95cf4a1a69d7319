"""Owns the log of the doors: who came in, who went, who was refused where; a line each, with the request's number."""

import logging
from http import HTTPStatus
from typing import Any

from allauth.core import context
from allauth.mfa import signals as second_factors
from django.contrib.auth import signals as accounts
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

from offices.models import Person
from operations.visitors import address_of

logger = logging.getLogger("doors")
REFUSED = {HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS}


class DoorLogMiddleware(MiddlewareMixin):
    """Notes every answer that refused somebody."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.status_code in REFUSED:
            note(f"refused {response.status_code}", request, _name(getattr(request, "user", None)))
        return response


def note(what: str, request: HttpRequest | None, name: str) -> None:
    """One line: what, who, from where, at which page. Line breaks in an address cannot begin a line of their own."""
    address, method, path = ("-", "-", "-") if request is None else (address_of(request), request.method, request.path)
    logger.info("%s person=%s address=%s %s %s", what, name, address, method, ascii(path)[1:-1])


def _name(person: Any) -> str:
    return str(person.pk) if getattr(person, "is_authenticated", False) else "-"


@receiver(accounts.user_logged_in)
def _came_in(request: HttpRequest, user: Person, **_: Any) -> None:
    note("signed in", request, _name(user))


@receiver(accounts.user_logged_out)
def _went(request: HttpRequest, user: Person | None, **_: Any) -> None:
    note("signed out", request, _name(user))


@receiver(accounts.user_login_failed)
def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """By number where the name is somebody's: what nobody is called may be a password typed in the wrong field."""
    meant = Person.objects.filter(username=str(credentials.get("username", ""))[:150].replace("\0", "")).first()
    note("wrong password" if meant else "unknown name", request or context.request, _name(meant))


@receiver(second_factors.authentication_failed)
def _wrong_code(user: Person, **_: Any) -> None:
    note("wrong second factor", context.request, _name(user))
