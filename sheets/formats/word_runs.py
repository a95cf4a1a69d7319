"""Owns the texts of a Word document's runs: in their fonts and settings, with tracked changes, symbols and prompts."""

from cell_values.legacy import Run, TextSetting
from sheets.formats.word_fonts import UNSAID, WordFontsReader, WordLook, with_property
from sheets.formats.xml import Attributes, PartReader, attribute
from sheets.limits import MAX_NAME, Budget

_BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}
_CHANGES = {
    "del": TextSetting.REMOVED,
    "moveFrom": TextSetting.REMOVED,
    "ins": TextSetting.ADDED,
    "moveTo": TextSetting.ADDED,
}
_HEX = 16


class WordRuns:
    """Follows the elements around and inside of runs, and makes runs of their texts."""

    def __init__(self, reader: PartReader, fonts: WordFontsReader, budget: Budget) -> None:
        self._reader, self._fonts, self._budget = reader, fonts, budget
        self._paragraph = self._look = self._style = UNSAID
        self._in_run = False
        self._changes: list[TextSetting] = []
        self._prompts: list[bool] = []  # of the content controls around, each whether it shows its prompt

    def start(self, name: str, attributes: Attributes) -> Run | None:
        """Take in an element; what it writes by itself, a break or a symbol."""
        if name in _CHANGES:
            self._changes.append(_CHANGES[name])
        elif name == "sdt":
            self._prompts.append(False)
        elif name == "showingPlcHdr" and self._prompts:
            self._prompts[-1] = attribute(attributes, "val") not in ("0", "false", "off")
        elif name == "p":
            self._paragraph = UNSAID
        elif name == "pStyle":
            self._paragraph = self._fonts.look(attribute(attributes, "val"))
        elif name == "r":
            self._in_run, self._look, self._style = True, UNSAID, UNSAID
        elif name in ("t", "delText"):
            self._reader.collect()
        elif self._in_run:
            return self._in_its_run(name, attributes)
        return None

    def end(self, name: str) -> Run | None:
        """An element ends; the text it held."""
        if name in _CHANGES and self._changes:
            self._changes.pop()
        elif name == "sdt" and self._prompts:
            self._prompts.pop()
        elif name == "r":
            self._in_run = False
        elif name in ("t", "delText"):
            return self._run(self._reader.collected())
        return None

    def line_end(self) -> Run:
        """The end of a paragraph inside a cell."""
        return Run("\n", self._looks().font or "")

    def _in_its_run(self, name: str, attributes: Attributes) -> Run | None:
        if name == "rStyle":
            self._style = self._fonts.look(attribute(attributes, "val"))
        elif name in _BREAKS:
            return self._run(_BREAKS[name])
        elif name == "sym":
            return self._symbol(attributes)
        else:
            self._look = with_property(self._look, name, attributes)
        return None

    def _symbol(self, attributes: Attributes) -> Run | None:
        """A character given by its number in a font of its own."""
        digits = attribute(attributes, "char")[:4]
        try:
            char = chr(int(digits, _HEX))
        except ValueError:
            char = "\ufffd"
        run = self._run(char)
        return run and Run(run.text, attribute(attributes, "font")[:MAX_NAME], run.setting)

    def _run(self, text: str) -> Run | None:
        if not text:
            return None
        self._budget.add_text(len(text))
        look = self._looks()
        return Run(text, look.font or "", self._change() or look.setting)

    def _looks(self) -> WordLook:
        return self._look.over(self._style).over(self._paragraph).over(self._fonts.default)

    def _change(self) -> TextSetting | None:
        if TextSetting.REMOVED in self._changes:
            return TextSetting.REMOVED
        if any(self._prompts):
            return TextSetting.PROMPT
        struck = self._looks().setting in (TextSetting.STRUCK, TextSetting.HIDDEN)
        return TextSetting.ADDED if self._changes and not struck else None
