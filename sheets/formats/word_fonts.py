"""Owns the fonts of a Word document: which one a run is in, by itself, by its styles or by the document's default."""

from sheets.formats.xml import Attributes, PartReader, attribute

_MOST_PARENTS = 10


def latin_font(attributes: Attributes) -> str:
    """The font named for Latin characters, which are what a Bijoy font draws over."""
    return attribute(attributes, "ascii") or attribute(attributes, "hAnsi")


class WordFontsReader(PartReader):
    """Reads the styles part of a Word document."""

    def __init__(self) -> None:
        super().__init__()
        self.default = ""
        self._fonts: dict[str, str] = {}
        self._parents: dict[str, str] = {}
        self._style = ""
        self._in_default = False

    def font(self, style: str) -> str:
        """The font of a style, its own or its parent's; the document's default where none is named."""
        for _ in range(_MOST_PARENTS):
            if style in self._fonts:
                return self._fonts[style]
            style = self._parents.get(style, "")
        return self.default

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "style":
            self._style = attribute(attributes, "styleId")
        elif name == "basedOn":
            self._parents[self._style] = attribute(attributes, "val")
        elif name == "rPrDefault":
            self._in_default = True
        elif name == "rFonts" and (font := latin_font(attributes)):
            if self._in_default:
                self.default = font
            elif self._style:
                self._fonts[self._style] = font

    def end(self, name: str) -> None:
        if name == "style":
            self._style = ""
        elif name == "rPrDefault":
            self._in_default = False
