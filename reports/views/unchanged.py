"""Owns pages for everybody that a visitor may have already: these are answered without being rendered again."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag
from django.utils.translation import get_language


def digested(*told: Any) -> str:
    """A validator for everything that shows in an answer."""
    return quote_etag(hashlib.sha256(repr(told).encode()).hexdigest())


def shown_anew(request: HttpRequest, told: Any, rendered: Callable[[], HttpResponse]) -> HttpResponse:
    """The page, or 304 for who has it. ``told``: everything that shows in it beyond language, day and release.

    Kept by the visitor's browser alone and asked for again each time: a withdrawn report is gone at once, and the forms
    around a page are of its visitor. For who is signed in, or is to be told something, it is always rendered.
    """
    if {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name} & set(request.COOKIES):
        response = rendered()
    else:
        form = request.COOKIES.get(settings.CSRF_COOKIE_NAME)
        etag = digested(told, get_language(), timezone.localdate(), str(settings.RELEASE), form)
        response = get_conditional_response(request, etag=etag) or rendered()
        response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Cookie"])
    return response
