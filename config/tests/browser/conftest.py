"""Owns what browser tests share: somebody logged in on a page of the running server."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page, Route, expect

from offices.models import Person

WIDE = {"width": 1366, "height": 768}
NARROW = {"width": 360, "height": 740}
AXE = Path(__file__).parent / "axe.min.js"
LONGEST = 90_000  # ms until a busy machine has drawn what it is asked for: who waits so long waits in vain
expect.set_options(timeout=LONGEST)


def has_settled(page: Page) -> None:
    """The page that a click led to is there, with all that it names, its letters too (which may come after loading)."""
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready.then(() => null)")


def follow(page: Page, act: Callable[[], None]) -> None:
    """Does what leads to another page, ``follow(page, button.click)``, and waits until that page is there."""
    with page.expect_navigation():
        act()
    has_settled(page)


def first_of(page: Page, held: list[Route]) -> Route:
    """The first request that a handler of the test holds, of which the page may have told a moment before."""
    while not held:
        page.evaluate("null")
    return held[0]


@pytest.fixture
def new_context(new_context) -> Callable[..., BrowserContext]:
    """A window whose pages are waited for as long as ``expect`` waits for what stands on them.

    With ``bypass_csp`` axe stands on each of them, as its first script.
    """

    def patient(**options) -> BrowserContext:
        context = new_context(**options)
        context.set_default_timeout(LONGEST)
        if options.get("bypass_csp"):
            context.add_init_script(path=AXE)
        return context

    return patient


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
        if options.get("java_script_enabled", True):
            has_settled(page)
        return page

    return opened


@pytest.fixture
def leaf_through(open_page, live_server) -> Callable[..., Iterator[tuple[str, Page]]]:
    """``leaf_through({"home": "/"}, alice)`` opens addresses one after another in one window: names and pages."""

    def pages(addresses: Mapping[str, str], person: Person | None = None, **options) -> Iterator[tuple[str, Page]]:
        page = None
        for name, path in addresses.items():
            if page is None:
                page = open_page(path, person, **options)
            else:
                page.goto(live_server.url + path)
                has_settled(page)
            yield name, page
        if page is not None:
            page.context.close()

    return pages


@pytest.fixture
def complaints_of(open_page, live_server) -> Callable[..., list[str]]:
    """``complaints_of({"home": "/"}, alice)``: what the browser says against pages that break the content policy.

    Our own pages have nothing in them that it could complain of; Django's administration has (``ours=False``).
    """

    def told(addresses: Mapping[str, str], person: Person, *, ours: bool = True) -> list[str]:
        complaints: list[str] = []
        page = open_page("/", person)
        page.on("console", lambda message: complaints.append(message.text) if "Security" in message.text else None)
        for name, path in addresses.items():
            page.goto(live_server.url + path)
            has_settled(page)
            assert not ours or page.locator("[style], [onclick], [onchange]").count() == 0, name
        page.context.close()
        return complaints

    return told
