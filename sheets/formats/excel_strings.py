"""Owns the texts of an Excel workbook: plain or in runs of several fonts, without the readings written above them."""

import re

from cell_values.legacy import Run
from sheets.formats.colours import WHITE
from sheets.formats.excel_styles import ExcelFont
from sheets.formats.xml import Attributes, PartReader
from sheets.limits import Budget

Runs = tuple[Run, ...]
# What Excel itself escapes: controls, and an underscore that would else seem to begin an escape.
_ESCAPED = re.compile("_x(00[01][0-9A-F]|005F)_")


class TextReader:
    """Collects one text from the elements inside ``si`` or ``is``: its own ``t``, or those of its runs ``r``.

    A run in white is taken as unseen; only its cell knows whether something else than paper lies behind it.
    """

    def __init__(self, reader: PartReader) -> None:
        self._reader = reader
        self._runs: list[Run] = []
        self._font: ExcelFont | None = None  # of a run that describes one
        self._in_reading = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "t" and not self._in_reading:
            self._reader.collect()
        elif name == "r":
            self._font = None
        elif name == "rPr":
            self._font = ExcelFont()
        elif name == "rPh":  # a phonetic reading
            self._in_reading = True
        elif self._font is not None:
            self._font.add(name, attributes)

    def end(self, name: str) -> None:
        if name == "t" and not self._in_reading:
            self._runs.append(self._run(unescaped(self._reader.collected())))
        elif name == "rPh":
            self._in_reading = False

    def _run(self, text: str) -> Run:
        return Run(text, self._font.name, self._font.on(WHITE)) if self._font else Run(text)

    @property
    def is_untouched(self) -> bool:
        """Whether nothing of a text has come up since the last one."""
        return not self._runs and self._font is None and not self._in_reading

    def take(self) -> Runs:
        """The runs of the text that has ended."""
        runs = tuple(self._runs)
        self._runs, self._font, self._in_reading = [], None, False
        return runs


class StringsReader(PartReader):
    """Reads the shared strings."""

    def __init__(self, budget: Budget) -> None:
        super().__init__()
        self.strings: list[Runs] = []
        self._budget = budget
        self._one = TextReader(self)

    def start(self, name: str, attributes: Attributes) -> None:
        self._one.start(name, attributes)

    def end(self, name: str) -> None:
        if name == "si":
            runs = self._one.take()
            self._budget.add_text(sum(len(run.text) for run in runs))
            self.strings.append(runs)
        else:
            self._one.end(name)


def unescaped(text: str) -> str:
    """A text with the characters XML cannot hold, as Excel writes them: _x000D_ for a carriage return."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
