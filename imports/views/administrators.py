"""Owns who reaches the pages of imports."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from plans.views.standing import standing_for

View = Callable[..., HttpResponseBase]


def administrators_only(view: View) -> View:
    """Only administrators import; anybody else is refused, not sent to log in again."""

    @wraps(view)
    def guarded_view(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        if not standing_for(request).is_administrator:
            raise PermissionDenied
        return view(request, *arguments, **named)

    return guarded_view
