"""Owns leafing through the site as a person does: from the pages one is given, by the links that stand on them."""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape
from urllib.parse import urljoin, urlsplit

from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

LINK = re.compile(r'\bhref="([^"#][^"]*)"')
OF_EACH = 1  # of the pages that differ in their rows or their questions alone


def crawl(client: Client, beginning: Iterable[str]) -> Iterator[tuple[str, str, HttpResponse]]:
    """The pages in HTML that a person can come to: name of the address, address, answer.

    Of those that differ in their row alone, or in what is asked of a list, one stands for all.
    """
    waiting, seen, known = deque(beginning), set[str](), Counter[tuple[str, ...]]()
    given = set(waiting)
    while waiting:
        place = waiting.popleft()
        if place in seen or (key := _kind(place)) is None or (known[key] >= OF_EACH and place not in given):
            continue
        seen.add(place)
        known[key] += 1
        response = client.get(place)
        if response.status_code in (301, 302):
            waiting.appendleft(urljoin(place, response.url))
        elif response.headers.get("Content-Type", "").startswith("text/html"):
            yield key[0], place, response
            waiting.extend(urljoin(place, unescape(link)) for link in LINK.findall(response.text))
        for close in response._resource_closers:
            close()


def opened(client: Client, given: Iterable[str]) -> Iterator[tuple[str, HttpResponse]]:
    """Those of the given addresses that are a page in HTML, and no other: address and answer."""
    for place in dict.fromkeys(given):
        response = client.get(place)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            yield place, response
        for close in response._resource_closers:
            close()


@cache
def _kind(place: str) -> tuple[str, ...] | None:
    """What a page is one of: its address' name, and what it is asked; None outside of the site."""
    parts = urlsplit(place)
    try:
        found = resolve(parts.path)
    except Resolver404:
        return None
    return found.view_name, "asked" if parts.query else ""


FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
ACTION = re.compile(r'\baction="([^"]*)"')
FIELD = re.compile(r'<(?:input|select|textarea)\b[^>]*\bname="([^"]+)"[^>]*>')
HIDDEN = re.compile(r'type="hidden"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*type="hidden"')
NONSENSE = "?" * 400


def spoiled_forms(place: str, page: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The forms of a page that are sent to change something: where, and nonsense in every field that can be seen."""
    for head, body in FORM.findall(page):
        if 'method="post"' in head.lower():
            action = ACTION.search(head)
            fields = {found[1]: _spoiled(found[0]) for found in FIELD.finditer(body)}
            yield urljoin(place, unescape(action[1])) if action else place, fields


def _spoiled(field: str) -> str:
    hidden = HIDDEN.search(field)
    return unescape(hidden[1] or hidden[2] or "") if hidden else NONSENSE
