"""Owns the styles of a web page as far as they say how text is set: by tag, class and name, and at the element."""

import re
from collections.abc import Mapping

import tinycss2

from sheets.refusal import damaged

_TELLING = ("display", "visibility", "text-decoration", "text-decoration-line", "vertical-align", "mso-hide")
_FONT = "font-family"
_LONGEST = 300_000  # letters of a style sheet; Excel writes some 20,000
_BETWEEN = re.compile(r"[\s>+~]+")
Style = Mapping[str, str]


class WebStyles:
    """The styles a page declares; of an element within another what tells it itself, its class or its name, counts."""

    def __init__(self) -> None:
        self.is_cut = False  # whether a style sheet was too long to be read
        self._rules: dict[str, dict[str, str]] = {}
        self._left = _LONGEST
        self._written: dict[str, Style] = {}

    def add_sheet(self, text: str) -> None:
        """Take in a style sheet; rules for paper alone are left out. Raises Refused for one beyond reading."""
        if len(text) > self._left:
            self.is_cut = True
            return
        self._left -= len(text)
        try:
            self._add_rules(text.replace("<!--", "").replace("-->", ""))
        except RecursionError as error:  # brackets in brackets, written out again
            raise damaged() from error

    def _add_rules(self, text: str) -> None:
        for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
            if rule.type != "qualified-rule":
                continue
            declared = _declared(tinycss2.serialize(rule.content))
            for selector in tinycss2.serialize(rule.prelude).split(",") if declared else ():
                if name := _told_by(selector):
                    self._rules.setdefault(name, {}).update(declared)

    def of(self, tag: str, attributes: Mapping[str, str]) -> Style:
        """What is declared for an element, the most particular last: by tag, by class, at itself."""
        classes = attributes.get("class", "").split()
        names = [tag, *(f".{each}" for each in classes), *(f"{tag}.{each}" for each in classes)]
        names.append(f"#{attributes.get('id', '')}")
        rules = [self._rules[name] for name in names if name in self._rules]
        return {key: value for rule in (*rules, self._at(attributes.get("style", ""))) for key, value in rule.items()}

    def _at(self, style: str) -> Style:
        if not style:
            return {}
        if style not in self._written:
            self._written[style] = _declared(style)
        return self._written[style]


def _told_by(selector: str) -> str:
    """What tells the elements of a selector by themselves: a tag alone, else the last class or name of a tag within.

    "" for what is only there at times (:hover), and for a tag within another: hiding all of its kind would lose cells.
    """
    parts = _BETWEEN.split(selector.strip())
    is_alone = len(parts) == 1
    if ":" in selector or "[" in selector or not (is_alone or {".", "#"} & set(parts[-1])):
        return ""
    tag, mark, name = parts[-1].partition("#")
    if mark:
        return f"#{name}"
    tag, mark, name = parts[-1].partition(".")
    return f"{tag.lower()}{mark}{name}"


def as_written(style: Style) -> str:
    """The declarations as they stand in a style."""
    return ";".join(f"{name}:{value}" for name, value in style.items() if name != _FONT)


def font_of(style: Style) -> str:
    """The first font a style names, "" for none."""
    return style.get(_FONT, "").partition(",")[0].strip().strip("'\"")


def _declared(text: str) -> dict[str, str]:
    """The declarations that are looked at, by their names."""
    parts = (part.partition(":") for part in text.split(";"))
    declared = ((name.strip().lower(), value.strip()) for name, _, value in parts)
    return {name: value for name, value in declared if name in _TELLING or name == _FONT}
