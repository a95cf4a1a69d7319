"""Owns one worksheet of an Excel workbook: cells, formulas beside their stored results, merged ranges."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from cell_values.legacy import Run
from cell_values.serials import moment
from official_forms.grid import Position, Span
from sheets.formats.excel_strings import Runs, TextReader, unescaped
from sheets.formats.excel_styles import PLAIN, Style
from sheets.formats.xml import Attributes, PartReader, finite, is_true, whole
from sheets.limits import Budget, check_reach
from sheets.number_formats import is_date_format
from sheets.refusal import damaged
from sheets.stored import Stored, StoredSheet, StoredValue

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


@dataclass(slots=True)
class Shared:
    """What all sheets of a workbook share."""

    strings: list[Runs]
    styles: list[Style]
    from_1904: bool

    def string(self, number: str | None) -> Runs:
        index = whole(number, -1)
        if not 0 <= index < len(self.strings):
            raise damaged()
        return self.strings[index]

    def style(self, number: int) -> Style:
        return self.styles[number] if number < len(self.styles) else PLAIN


class SheetReader(PartReader):
    """Streams a worksheet part into a sheet as stored."""

    def __init__(self, sheet: StoredSheet, shared: Shared, budget: Budget) -> None:
        super().__init__()
        self._sheet, self._shared, self._budget = sheet, shared, budget
        self._text = TextReader(self)
        self._row = self._column = self._last_row = self._last_column = 0
        self._type = self._formula = ""
        self._value: str | None = None
        self._style = PLAIN
        self._in_cell = self._in_hidden_row = False

    def start(self, name: str, attributes: Attributes) -> None:
        if self._in_cell:
            if name in ("v", "f"):
                self.collect()
            else:
                self._text.start(name, attributes)
        elif name == "c":
            self._start_cell(attributes)
        elif name == "row":
            self._row, self._column = whole(attributes.get("r"), self._row + 1), 0
            self._in_hidden_row = is_hidden(attributes)
        elif name == "col" and is_hidden(attributes):
            first = whole(attributes.get("min"), 1)
            self._sheet.hidden_columns.append(range(first, whole(attributes.get("max"), first) + 1))
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        if not self._in_cell:
            return
        if name == "v":
            self._value = self.collected()
        elif name == "f":
            self._formula = f"={self.collected()}"
        elif name == "c":
            self._in_cell = False
            self._end_cell()
        else:
            self._text.end(name)

    def _start_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        self._row, self._column = _position(reference) if reference else (self._row, self._column + 1)
        self._type = attributes.get("t", "n")
        self._style = self._shared.style(whole(attributes.get("s")))
        self._value, self._formula = None, ""
        self._in_cell = True

    def _end_cell(self) -> None:
        runs = self._runs()
        value = "".join(run.text for run in runs) if runs else self._plain_value()
        is_blank = not value.strip() if isinstance(value, str) else value is None
        # A formula whose stored result is the empty text shows nothing; one without any result cannot be read.
        if is_blank and (not self._formula or self._type == "str"):
            return
        self._reach()
        style, is_error = self._style, self._type == "e"
        rich = runs if len(runs) > 1 or any(run.font or run.setting for run in runs) else ()
        self._sheet.cells.append(
            Stored(
                self._row,
                self._column,
                value,
                style.number_format,
                style.font,
                self._formula,
                is_error,
                rich,
                style.setting,
            )
        )

    def _reach(self) -> None:
        self._budget.add_cell()
        self._last_row = max(self._last_row, self._row)
        self._last_column = max(self._last_column, self._column)
        if self._in_hidden_row:
            self._sheet.hidden_rows.add(self._row)
        check_reach(self._last_row, self._last_column)

    def _runs(self) -> Runs:
        """The text of the cell in its fonts, empty where it holds none."""
        inline = self._text.take()
        if self._type == "s":
            runs = self._shared.string(self._value) if self._value else ()
        else:
            runs = (Run(unescaped(self._value)),) if self._type in ("str", "e") and self._value is not None else inline
        if runs:
            self._budget.add_text(sum(len(run.text) for run in runs))
        return (
            runs if len(runs) < 2 else tuple(Run(run.text, run.font or self._style.font, run.setting) for run in runs)
        )

    def _plain_value(self) -> StoredValue:
        text = self._value
        if text is None or not text.strip():
            return None
        if self._type == "b":
            return is_true(text.strip())
        if self._type == "d":
            with suppress(ValueError):
                return datetime.fromisoformat(text.strip().removesuffix("Z"))
        number = finite(text)
        if number is None:
            self._budget.add_text(len(text))
            return text
        if is_date_format(self._style.number_format):
            return moment(number, from_1904=self._shared.from_1904) or number
        return number

    def _merge(self, reference: str) -> None:
        first, _, last = reference.upper().partition(":")
        top, left = _position(first)
        bottom, right = _position(last or first)
        span = Span(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
        if span.area > 1:
            self._budget.add_merge(span)
            self._sheet.merged.append(span)


def is_hidden(attributes: Attributes) -> bool:
    """Whether a row or a column is not shown: hidden, filtered out or of no height or width."""
    return is_true(attributes.get("hidden")) or "0" in (attributes.get("ht"), attributes.get("width"))


def _position(reference: str) -> Position:
    match = _ADDRESS.fullmatch(reference)
    if match is None:
        raise damaged()
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    if row > _LAST_ROW or column > _LAST_COLUMN:
        raise damaged()
    return row, column
