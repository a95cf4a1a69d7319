"""Owns the styles of an OpenDocument file: the fonts of cells and stretches of text, and which sheets are hidden."""

from dataclasses import dataclass, field

from sheets.formats.xml import Attributes, PartReader, attribute

_MOST_PARENTS = 10


@dataclass(slots=True)
class DocumentStyles:
    """Fonts, parents and hidden tables by the names of styles."""

    families: dict[str, str] = field(default_factory=dict)  # a declared font's name -> its family
    fonts: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)

    def font(self, style: str) -> str:
        """The font of a style, its own or its parent's; "" where none is named."""
        for _ in range(_MOST_PARENTS):
            if style in self.fonts:
                return self.fonts[style]
            style = self.parents.get(style, "")
        return ""

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
        elif name == "table-properties" and attribute(attributes, "display") == "false":
            self.styles.hidden.add(self._style)

    def end(self, name: str) -> None:
        if name == "style":
            self._style = ""
