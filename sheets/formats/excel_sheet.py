"""Owns one worksheet of an Excel workbook: cells, formulas beside their stored results, merged ranges."""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from cell_values.legacy import Run, TextSetting
from cell_values.serials import moment
from official_forms.grid import Position, Span
from sheets.formats.colours import WHITE
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
    by_number: dict[str, Style] = field(default_factory=dict)  # the styles met so far, by their numbers as written

    def string(self, number: str | None) -> Runs:
        index = whole(number, -1)
        if not 0 <= index < len(self.strings):
            raise damaged()
        return self.strings[index]

    def style(self, written: str) -> Style:
        if written not in self.by_number:
            number = whole(written)
            self.by_number[written] = self.styles[number] if number < len(self.styles) else PLAIN
        return self.by_number[written]


class UnsaidRows:
    """The rows of a sheet that hides them unless they say otherwise.

    Programs show every row that is written, but some writers mean what the sheet says: where rows that are to be seen
    give their height, those that say nothing are in doubt.
    """

    def __init__(self) -> None:
        self._rows: set[int] = set()
        self._are_others_said = False

    def start(self, row: int, attributes: Attributes) -> None:
        """Take in a row that does not say that it is hidden."""
        if attributes.keys() & {"ht", "customHeight", "hidden"}:
            self._are_others_said = True
        else:
            self._rows.add(row)

    def hidden(self) -> set[int]:
        return self._rows if self._are_others_said else set()


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
        self._unsaid: UnsaidRows | None = None

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
            if self._unsaid is not None and not self._in_hidden_row:
                self._unsaid.start(self._row, attributes)
        elif name == "col" and is_hidden(attributes):
            first = whole(attributes.get("min"), 1)
            self._sheet.hidden_columns.append(range(first, whole(attributes.get("max"), first) + 1))
        elif name == "sheetFormatPr":
            self._unsaid = UnsaidRows() if is_true(attributes.get("zeroHeight")) else None
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        if not self._in_cell:
            if name == "sheetData" and self._unsaid is not None:
                self._sheet.hidden_rows |= self._unsaid.hidden() & {cell.row for cell in self._sheet.cells}
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
        self._style = self._shared.style(attributes.get("s", ""))
        self._value, self._formula = None, ""
        self._in_cell = True

    def _end_cell(self) -> None:
        if self._value is None and not self._formula and self._text.is_untouched:
            return  # most cells of a form have nothing but a border
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
        if self._style.ground != WHITE:
            runs = tuple(map(_on_colour, runs))
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


def _on_colour(run: Run) -> Run:
    """A run on a coloured ground, where white can be seen."""
    return Run(run.text, run.font, TextSetting.PLAIN) if run.setting is TextSetting.UNSEEN else run


def is_hidden(attributes: Attributes) -> bool:
    """Whether a row or a column is not shown: hidden, filtered out or of no height or width."""
    sizes = (attributes.get("ht"), attributes.get("width"))
    return is_true(attributes.get("hidden")) or any(size and finite(size) == 0 for size in sizes)


def _position(reference: str) -> Position:
    match = _ADDRESS.fullmatch(reference)
    if match is None:
        raise damaged()
    row, column = int(match[2]), _column(match[1])
    if row > _LAST_ROW or column > _LAST_COLUMN:
        raise damaged()
    return row, column


@lru_cache(maxsize=_LAST_COLUMN)
def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column
