"""Owns the list of every address the system answers, asked of the system itself."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def addresses() -> set[str]:
    """The names of all addresses, "entry:entry" or "home"; those of the admin as "admin:…"."""
    return set(_names(get_resolver(), ""))


def _names(resolver: URLResolver, namespace: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name or ''}"
        else:
            yield from _names(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
