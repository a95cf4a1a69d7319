"""Owns the styles of an OpenDocument file: how cells and stretches of text are set, and which sheets are hidden."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from cell_values.legacy import TextSetting
from sheets.formats.colours import BLACK, WHITE, named_colour
from sheets.formats.xml import Attributes, PartReader, attribute

_MOST_PARENTS = 10
Told = TypeVar("Told")


@dataclass(slots=True)
class DocumentStyles:
    """Fonts, settings, colours, parents and hidden tables by the names of styles."""

    families: dict[str, str] = field(default_factory=dict)  # a declared font's name -> its family
    fonts: dict[str, str] = field(default_factory=dict)
    settings: dict[str, TextSetting] = field(default_factory=dict)
    colours: dict[str, str] = field(default_factory=dict)
    grounds: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)

    def font(self, style: str) -> str:
        """The font of a style, its own or its parent's; "" where none is named."""
        return self._inherited(self.fonts, style) or ""

    def setting(self, style: str) -> TextSetting | None:
        """How a style sets its text, by itself or by its parent; None where it does not say."""
        return self._inherited(self.settings, style)

    def colour(self, style: str) -> str | None:
        """The colour of a style's text; None where neither it nor its parents say one."""
        return self._inherited(self.colours, style)

    def ground(self, style: str) -> str:
        """The colour behind a style's text."""
        return self._inherited(self.grounds, style) or WHITE

    def _inherited(self, known: Mapping[str, Told], style: str) -> Told | None:
        for _ in range(_MOST_PARENTS):
            if style in known:
                return known[style]
            style = self.parents.get(style, "")
        return None

    def is_hidden(self, style: str) -> bool:
        return style in self.hidden


class OpenDocumentStylesReader(PartReader):
    """Reads the styles of a part, adding them to those known."""

    def __init__(self, styles: DocumentStyles) -> None:
        super().__init__()
        self.styles = styles
        self._style = ""

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "style":
            self._style = attribute(attributes, "name")
            self.styles.parents[self._style] = attribute(attributes, "parent-style-name")
        elif name == "font-face":
            family = attribute(attributes, "font-family").strip("'\"")
            self.styles.families[attribute(attributes, "name")] = family
        elif name == "text-properties" and self._style:
            font = attribute(attributes, "font-name") or attribute(attributes, "font-family").strip("'\"")
            if font:
                self.styles.fonts[self._style] = self.styles.families.get(font, font)
            setting = _setting(attributes)
            if setting is not None:
                self.styles.settings[self._style] = setting
            self._add_colour(attributes)
        elif name == "table-cell-properties" and self._style and (ground := attribute(attributes, "background-color")):
            self.styles.grounds[self._style] = named_colour(ground, WHITE)
        elif name == "table-properties" and attribute(attributes, "display") == "false":
            self.styles.hidden.add(self._style)

    def end(self, name: str) -> None:
        if name == "style":
            self._style = ""

    def _add_colour(self, attributes: Attributes) -> None:
        colour = attribute(attributes, "color")
        if colour or attribute(attributes, "use-window-font-color") == "true":
            self.styles.colours[self._style] = named_colour(colour, BLACK)


def _setting(attributes: Attributes) -> TextSetting | None:
    """How text properties set a text, None where they do not say."""
    if attribute(attributes, "display") == "none":
        return TextSetting.HIDDEN
    lines = {attribute(attributes, f"text-line-through-{part}") for part in ("style", "type")} - {""}
    if lines - {"none"}:
        return TextSetting.STRUCK
    place = attribute(attributes, "text-position").partition(" ")[0]
    if place.strip("-0%"):
        return TextSetting.RAISED
    return TextSetting.PLAIN if lines or place else None
