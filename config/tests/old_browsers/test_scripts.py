"""Owns the proof that our scripts and pages ask nothing of Chrome 109 and Firefox 115 that these do not know."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from config.tests.old_browsers.features import Features

ROOT = Path(settings.BASE_DIR)
SCRIPTS = sorted((ROOT / "static/js").glob("*.js"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
FEATURES = Features.stored()
# Each has its own way for older browsers.
REPLACED = {"popover", "popovertarget", "popovertargetaction"}  # by site.js and app.css
OURS = {"address", "drop", "lines", "token"}  # members of our own objects
IGNORED = re.compile(r"//[^\n]*|/\*.*?\*/|\"(?:[^\"\\\n]|\\.)*\"", re.S)


def unknown_in(script: str) -> set[str]:
    """Members, constructors and flags of a script that an old browser lacks; found by their names alone."""
    code = IGNORED.sub("", script)
    members = set(re.findall(r"\.\s*([A-Za-z]\w*)", code)) & FEATURES.refused_members - OURS
    names = set(re.findall(r"(?<![\w.$])([A-Z]\w*)", code)) & FEATURES.refused_globals
    return members | names | set(re.findall(r"/[a-z]*v[a-z]*(?=[.,;)])", code))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_old_browsers_know_all_of_a_script(script: Path) -> None:
    assert unknown_in(script.read_text("utf-8")) == set()


@pytest.mark.parametrize(
    ("script", "unknown"),
    [
        ("rows.toSorted()", {"toSorted"}),
        ("await Array.fromAsync(rows)", {"fromAsync"}),
        ("one.union(other)", {"union"}),
        ("Promise.withResolvers()", {"withResolvers"}),
        ("Object.groupBy(rows, of)", {"groupBy"}),
        ("panel.showPopover()", {"showPopover"}),
        ("new URLPattern(path)", {"URLPattern"}),
        (r"text.match(/[\p{L}--[a-z]]/v)", {"/v"}),
        ("structuredClone(rows.at(-1)); rows.findLast(is); text.replaceAll(a, b) // toSorted", set()),
    ],
)
def test_what_old_browsers_lack_is_told(script: str, unknown: set[str]) -> None:
    assert unknown_in(script) == unknown


class Unknown(HTMLParser):
    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name for name, _ in attrs} & FEATURES.refused_attributes - REPLACED
        self.found |= named | {tag} & FEATURES.refused_elements


def test_old_browsers_know_all_of_a_page() -> None:
    pages = {path: Unknown(re.sub(r"{%.*?%}|{{.*?}}", "", path.read_text("utf-8"))).found for path in TEMPLATES}
    assert len(pages) > 100
    assert {path.name: found for path, found in pages.items() if found} == {}


def test_new_elements_and_attributes_are_told() -> None:
    assert Unknown("<search><p popover autocorrect=off></search>").found == {"search", "autocorrect"}


def test_without_popovers_a_button_opens_what_it_names(page: Page) -> None:
    page.add_init_script("delete HTMLElement.prototype.popover")
    page.goto("about:blank")
    page.set_content('<button popovertarget="why">?</button><p>beside</p><div id="why" popover>Words</div>')
    page.add_script_tag(path=ROOT / "static/js/site.js")
    opened = page.locator("#why.is-open")
    page.get_by_role("button").evaluate("button => button.click()")
    expect(opened).to_have_count(1)
    page.locator("#why").evaluate("words => words.click()")
    expect(opened).to_have_count(1)
    page.keyboard.press("Escape")
    expect(opened).to_have_count(0)
    page.get_by_role("button").evaluate("button => button.click()")
    page.get_by_text("beside").evaluate("beside => beside.click()")
    expect(opened).to_have_count(0)
