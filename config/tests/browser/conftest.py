"""Owns what browser tests share: somebody logged in on a page of the running server."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from offices.models import Person

WIDE = {"width": 1366, "height": 768}
NARROW = {"width": 360, "height": 740}


@pytest.fixture
def sign_in(live_server) -> Callable[[BrowserContext, Person], None]:
    """``sign_in(context, alice)`` gives a browser context the session of a person."""

    def enter(context: BrowserContext, person: Person) -> None:
        client = Client()
        client.force_login(person)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])

    return enter


@pytest.fixture
def open_page(new_context, live_server, sign_in) -> Callable[..., Page]:
    """``open_page("/plans/1/q1/", alice)`` opens an address as a person, in a window of its own."""

    def opened(path: str, person: Person | None = None, *, language: str = "bn", viewport=WIDE, **options) -> Page:
        context = new_context(viewport=viewport, **options)
        context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
        if person:
            sign_in(context, person)
        page = context.new_page()
        page.goto(live_server.url + path)
        page.wait_for_load_state("networkidle")
        return page

    return opened
