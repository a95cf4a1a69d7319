"""Owns what a visitor reads whose print has to wait, or cannot be made."""

import random
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from cell_values.sentence import Sentence
from reports.pdf.limits import PressLost
from reports.pressroom import PressBusy, check_turn, place_for
from reports.printing import PrintDesk

AGAIN = range(4, 12)  # seconds until the page asks again by itself, not all at once
View = Callable[..., HttpResponse]


def place_of(request: HttpRequest) -> PrintDesk:
    """Where the visitor's prints are made."""
    return place_for(_visitor(request))


def printing(view: View) -> View:
    """A view that prints: it answers with a page that waits and asks again, or that says why nothing was printed.

    Who must wait anyway is told so before anything is read for the print.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if request.user.is_authenticated:
                check_turn(_visitor(request))
            return view(request, *args, **kwargs)
        except PressBusy as busy:
            page = _page(busy.sentence, HTTPStatus.TOO_MANY_REQUESTS)
            # The browser asks again, without script.
            page.headers["Retry-After"] = page.headers["Refresh"] = str(random.choice(AGAIN))  # noqa: S311 - no secret
            return page
        except PressLost as lost:
            return _page(lost.sentence, HTTPStatus.SERVICE_UNAVAILABLE)

    return answered


def _visitor(request: HttpRequest) -> str:
    """Whose turn a print takes; those without log-in share theirs."""
    return f"person {request.user.pk}" if request.user.is_authenticated else "the public"


def _page(sentence: Sentence, status: HTTPStatus) -> HttpResponse:
    """As cheap as a page can be: it is asked for often while the machine has much to do."""
    filled = {"sentence": sentence, "waits": status is HTTPStatus.TOO_MANY_REQUESTS}
    return HttpResponse(render_to_string("reports/printing.html", filled), status=status)
