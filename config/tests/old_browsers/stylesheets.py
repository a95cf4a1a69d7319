"""Owns what a style sheet holds that an old browser does not know, or no browser: said with its line."""

from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2

from config.tests.old_browsers.features import Features

# Each only makes something finer; who does not know it misses nothing.
HARMLESS = {
    "text-size-adjust",  # Firefox for Windows enlarges nothing by itself
    "print-color-adjust",  # Firefox takes this one,
    "-webkit-print-color-adjust",  # Chrome that one
}
HARMLESS_KEYWORDS = {"avoid"}  # Firefox breaks a page where it likes


class Objections:
    """All of one sheet. What an ``@supports`` around it asks for may be used inside."""

    def __init__(self, css: str, features: Features) -> None:
        self.features = features
        self.found: list[str] = []
        self._rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), asked="")

    def _object(self, node: Any, what: str, name: str, asked: str) -> None:
        if name not in asked:
            self.found.append(f"{node.source_line}: {what} {name}")

    def _rules(self, rules: Iterable[Any], *, asked: str) -> None:
        for rule in rules:
            if rule.type == "at-rule":
                self._at_rule(rule, asked)
            elif rule.type == "qualified-rule":
                self._selectors(rule.prelude, asked)
                self._declarations(rule.content, asked)
            else:
                self.found.append(f"{rule.source_line}: {getattr(rule, 'message', rule.type)}")

    def _at_rule(self, rule: Any, asked: str) -> None:
        if rule.lower_at_keyword not in self.features.known_rules:
            self._object(rule, "rule", rule.lower_at_keyword, asked)
        if rule.lower_at_keyword in ("font-face", "page"):
            return  # descriptors, not properties
        prelude = tinycss2.serialize(rule.prelude)
        inside = asked + prelude if rule.lower_at_keyword == "supports" and "not" not in prelude.split() else asked
        self._rules(tinycss2.parse_rule_list(rule.content or [], True, True), asked=inside)

    def _selectors(self, tokens: Iterable[Any], asked: str) -> None:
        """A part that is not known switches the whole rule off, whatever stands beside it."""
        for colon, token in _after_colons(_flat(tokens)):
            name = (token.value if token.type == "ident" else token.name).lower()
            if name not in self.features.known_selectors and not name.startswith("-webkit-"):
                self._object(colon, "selector", f":{name}", asked)

    def _declarations(self, tokens: Iterable[Any], asked: str) -> None:
        for node in tinycss2.parse_blocks_contents(tokens, True, True):
            if node.type != "declaration":
                self.found.append(f"{node.source_line}: {getattr(node, 'message', 'rule in a rule')}")
            elif not node.name.startswith("--"):
                self._declaration(node, asked)

    def _declaration(self, node: Any, asked: str) -> None:
        if node.lower_name not in self.features.known_properties | HARMLESS:
            self._object(node, "property", node.lower_name, asked)
        refused = {*self.features.refused_keywords.get(node.lower_name, [])}
        for token in _flat(node.value):
            if token.type == "ident" and token.lower_value in refused - HARMLESS_KEYWORDS:
                self._object(token, f"{node.lower_name}:", token.lower_value, asked)
            if token.type == "function" and token.lower_name in self.features.refused_functions:
                self._object(token, "function", token.lower_name, asked)


def _flat(tokens: Iterable[Any]) -> Iterator[Any]:
    """Tokens with those inside functions and brackets."""
    for token in tokens:
        yield token
        if token.type in ("function", "[] block", "() block"):
            yield from _flat(token.arguments if token.type == "function" else token.content)


def _after_colons(tokens: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    before = None
    for token in tokens:
        if (
            before is not None
            and before.type == "literal"
            and before.value == ":"
            and token.type in ("ident", "function")
        ):
            yield before, token
        before = token
