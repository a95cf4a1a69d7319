"""Owns where a request comes from: behind as many proxies as the settings trust, and no more."""

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The visitor's address as the innermost trusted proxy saw it, else the address of who connected."""
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    trusted: int = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    seen = forwarded[-trusted] if trusted and len(forwarded) >= trusted else ""
    return ascii(seen)[1:-1] or str(request.META.get("REMOTE_ADDR", "-"))


def comes_through_proxies() -> bool:
    """Whether somebody we trust stands in front, whose headers are believed."""
    return bool(settings.ALLAUTH_TRUSTED_PROXY_COUNT)
