"""Owns the standing of who asks, found out once for a request."""

from django.http import HttpRequest

from offices.queries.rights import Standing
from plans.queries.access import standing_today


def standing_for(request: HttpRequest) -> Standing:
    """What the person who asks is today; the request remembers it."""
    known: Standing | None = getattr(request, "_standing", None)
    if known is None:
        known = standing_today(request.user)  # type: ignore[arg-type]
        request._standing = known  # type: ignore[attr-defined]
    return known
