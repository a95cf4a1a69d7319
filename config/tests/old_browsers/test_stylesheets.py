"""Owns the proof that our style sheets hold in Chrome 109 and Firefox 115, the last browsers of Windows 7."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import tinycss2
from django.conf import settings
from playwright.sync_api import Page

from config.tests.old_browsers.features import Features
from config.tests.old_browsers.stylesheets import Objections, _flat

SHEETS = sorted(Path(settings.BASE_DIR, "static/css").glob("*.css"))
FEATURES = Features.stored()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_old_browsers_know_all_of_a_sheet(sheet: Path) -> None:
    assert Objections(sheet.read_text("utf-8"), FEATURES).found == []


@pytest.mark.parametrize(
    ("css", "objection"),
    [
        ("a:has(b), i { color: red }", "selector :has"),
        ("a:is(:not(:has(b))) { color: red }", "selector :has"),
        ("a::details-content { color: red }", "selector :details-content"),
        ("a { b { color: red } }", "rule in a rule"),
        ("a { text-wrap: balance }", "property text-wrap"),
        ("a { colour: red }", "property colour"),
        ("a { align-items: safe center }", "align-items: safe"),
        ("a { color: light-dark(red, blue) }", "function light-dark"),
        ("@media print { @scope (a) { b { color: red } } }", "rule scope"),
        ("@supports not selector(:has(a)) { b:has(a) { color: red } }", "selector :has"),
        ("a { color: red } }", "EOF"),
    ],
)
def test_what_old_browsers_do_not_know_is_told(css: str, objection: str) -> None:
    assert any(objection.lower() in each.lower() for each in Objections(css, FEATURES).found)


def test_what_is_asked_for_may_be_used() -> None:
    asked = "@supports selector(:has(a)) and (text-wrap: balance) { @media print { a:has(b) { text-wrap: balance } } }"
    assert Objections(asked, FEATURES).found == []


def declarations(rules: list) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            for each in tinycss2.parse_blocks_contents(rule.content, True, True):
                if not any(token.type == "function" and token.name == "var" for token in _flat(each.value)):
                    yield f"{each.name}: {tinycss2.serialize(each.value).strip()}"
        elif rule.lower_at_keyword in ("media", "supports"):
            yield from declarations(tinycss2.parse_rule_list(rule.content, True, True))


def test_a_browser_takes_every_value(page: Page) -> None:
    parsed = [tinycss2.parse_stylesheet(sheet.read_text("utf-8"), True, True) for sheet in SHEETS]
    ours = sorted({each for rules in parsed for each in declarations(rules) if not each.startswith("--")})
    assert len(ours) > 300
    assert page.evaluate("ours => ours.filter((each) => !CSS.supports(`(${each})`))", ours) == []
