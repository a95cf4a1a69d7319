"""Owns how a run of a Word document is set, and in which font: by itself, its styles or the whole document's."""

from dataclasses import dataclass

from cell_values.legacy import TextSetting
from sheets.formats.xml import Attributes, PartReader, attribute, whole

_MOST_PARENTS = 10
_WITHDRAWN = {"strike": TextSetting.STRUCK, "dstrike": TextSetting.STRUCK, "vanish": TextSetting.HIDDEN}
_RAISED = ("superscript", "subscript")


@dataclass(frozen=True, slots=True)
class WordLook:
    """How text looks as far as a style or a run says; None where it does not."""

    font: str | None = None
    setting: TextSetting | None = None

    def over(self, below: "WordLook") -> "WordLook":
        """This look where it says something, else the one it is laid over."""
        font = below.font if self.font is None else self.font
        return WordLook(font, below.setting if self.setting is None else self.setting)


UNSAID = WordLook()


def with_property(look: WordLook, name: str, attributes: Attributes) -> WordLook:
    """The look with one more run property taken in; struck or hidden text is so, raised or not."""
    if name == "rFonts":
        return WordLook(latin_font(attributes) or look.font, look.setting)
    setting = _setting(name, attribute(attributes, "val"))
    keeps = setting is None or (look.setting in _WITHDRAWN.values() and setting is not TextSetting.STRUCK)
    return look if keeps else WordLook(look.font, setting)


def latin_font(attributes: Attributes) -> str:
    """The font named for Latin characters, which are what a Bijoy font draws over."""
    return attribute(attributes, "ascii") or attribute(attributes, "hAnsi")


def _setting(name: str, value: str) -> TextSetting | None:
    if name in _WITHDRAWN:
        return TextSetting.PLAIN if value in ("0", "false", "off") else _WITHDRAWN[name]
    if name == "vertAlign":
        return TextSetting.RAISED if value in _RAISED else TextSetting.PLAIN
    if name == "position":  # by half points; a little is taste
        return TextSetting.RAISED if whole(value.lstrip("-")) >= _FEWEST_HALF_POINTS else None
    return None


_FEWEST_HALF_POINTS = 4


class WordFontsReader(PartReader):
    """Reads the styles part of a Word document."""

    def __init__(self) -> None:
        super().__init__()
        self.default = UNSAID
        self._looks: dict[str, WordLook] = {}
        self._parents: dict[str, str] = {}
        self._style = ""
        self._in_default = False

    def look(self, style: str) -> WordLook:
        """The look of a style, its own laid over its parents'; what none of them says is left unsaid."""
        look = UNSAID
        for _ in range(_MOST_PARENTS):
            look = look.over(self._looks.get(style, UNSAID))
            style = self._parents.get(style, "")
        return look

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "style":
            self._style = attribute(attributes, "styleId")
        elif name == "basedOn":
            self._parents[self._style] = attribute(attributes, "val")
        elif name == "rPrDefault":
            self._in_default = True
        elif self._in_default:
            self.default = with_property(self.default, name, attributes)
        elif self._style:
            look = self._looks.get(self._style, UNSAID)
            self._looks[self._style] = with_property(look, name, attributes)

    def end(self, name: str) -> None:
        if name == "style":
            self._style = ""
        elif name == "rPrDefault":
            self._in_default = False
