"""Owns what a visitor reads whose print has to wait, or cannot be made."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plans.templatetags.bengali import said
from reports.pdf.limits import PressLost
from reports.pressroom import Busy, place_for
from reports.printing import Place

AGAIN = 4  # seconds until the page asks again by itself
View = Callable[..., HttpResponse]


def place_of(request: HttpRequest) -> Place:
    """Where the visitor's prints are made; those without log-in share their turns."""
    return place_for(f"person {request.user.pk}" if request.user.is_authenticated else "the public")


def printing(view: View) -> View:
    """A view that prints: it answers with a page that waits and asks again, or that says why nothing was printed."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Busy as busy:
            page = _page(request, said(busy.sentence), HTTPStatus.TOO_MANY_REQUESTS)
            page.headers["Retry-After"] = str(AGAIN)
            page.headers["Refresh"] = str(AGAIN)  # the browser asks again, without script
            return page
        except PressLost as lost:
            return _page(request, said(lost.sentence), HTTPStatus.SERVICE_UNAVAILABLE)

    return answered


def _page(request: HttpRequest, sentence: str, status: HTTPStatus) -> HttpResponse:
    waits = status is HTTPStatus.TOO_MANY_REQUESTS
    return render(request, "reports/printing.html", {"sentence": sentence, "waits": waits}, status=status)
