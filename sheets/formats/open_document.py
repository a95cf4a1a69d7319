"""Owns reading .ods, the spreadsheet of LibreOffice: its tables, with repeated cells and rows written out."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, time

from cell_values.legacy import Run, TextSetting
from official_forms.grid import Span
from sheets.formats.archive import Archive
from sheets.formats.colours import BLACK, WHITE, are_alike
from sheets.formats.open_document_styles import DocumentStyles, OpenDocumentStylesReader
from sheets.formats.xml import Attributes, attribute, finite, whole
from sheets.limits import MAX_AREA, MAX_NAME, Budget, check_reach
from sheets.refusal import damaged
from sheets.stored import Stored, StoredBook, StoredSheet, StoredValue

_FORMATS = {"percentage": "0%", "date": "dd/mm/yyyy", "time": "hh:mm"}
_WIDEST = 16_384  # columns
Look = tuple[str, TextSetting | None]  # of a stretch of text: its font, and how it is set
_NOTES = ("annotation", "shapes", "frame", "custom-shape", "tracked-changes")


def read_open_document(archive: Archive, budget: Budget) -> StoredBook:
    """The spreadsheet in an archive. Raises Refused when it is malformed or beyond reason."""
    styles = DocumentStyles()
    archive.read("styles.xml", OpenDocumentStylesReader(styles))
    reader = _ContentReader(styles, budget)
    if not archive.read("content.xml", reader):
        raise damaged()
    return StoredBook(reader.sheets)


class _ContentReader(OpenDocumentStylesReader):
    """Streams the content part: automatic styles first, then the tables."""

    def __init__(self, styles: DocumentStyles, budget: Budget) -> None:
        super().__init__(styles)
        self.sheets: list[StoredSheet] = []
        self._budget = budget
        self._row = self._column = self._columns = self._last_row = self._last_column = 0
        self._is_row_hidden = False
        self._cell: Attributes | None = None
        self._runs: list[Run] = []
        self._looks: list[Look] = []
        self._row_cells: list[Stored] = []
        self._row_repeats = 1
        self._row_style, self._ground = "", WHITE
        self._column_styles: list[tuple[int, str]] = []  # the last column of each, and its style
        self._skipped = 0  # depth inside a note or a drawing

    def start(self, name: str, attributes: Attributes) -> None:
        super().start(name, attributes)
        if self._skipped or name in _NOTES:
            self._skipped += 1
        elif name == "table":
            self._start_table(attributes)
        elif name == "table-row":
            self._row_repeats, self._row_cells, self._column = _repeats(attributes, "rows"), [], 0
            self._is_row_hidden = _is_hidden(attributes)
            self._row_style = attribute(attributes, "default-cell-style-name")
        elif name == "table-column" and self.sheets:
            self._add_column(attributes)
        elif name in ("table-cell", "covered-table-cell"):
            self._cell, self._runs = attributes, []
            self._looks = [self._cell_look(attributes)]
        elif self._cell is not None:
            self._start_text(name, attributes)

    def end(self, name: str) -> None:
        super().end(name)
        if self._skipped:
            self._skipped -= 1
        elif name in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif name == "table-row" and self.sheets:
            self._end_row()
        elif self._cell is not None and name in ("p", "span"):
            self._take_text()
            self._looks.pop()
            self.collect()

    def _start_table(self, attributes: Attributes) -> None:
        self._budget.add_sheets()
        hidden = self.styles.is_hidden(attribute(attributes, "style-name"))
        self.sheets.append(StoredSheet(attribute(attributes, "name")[:MAX_NAME], hidden=hidden))
        self._row = self._columns = self._last_row = self._last_column = 0
        self._column_styles = []

    def _add_column(self, attributes: Attributes) -> None:
        first = self._columns + 1
        self._columns += _repeats(attributes, "columns")
        self._column_styles.append((self._columns, attribute(attributes, "default-cell-style-name")))
        if _is_hidden(attributes):
            self.sheets[-1].hidden_columns.append(range(first, self._columns + 1))

    def _cell_look(self, attributes: Attributes) -> Look:
        """The look of a cell: its own style's, else that of its row, else that of its column."""
        style = attribute(attributes, "style-name") or self._row_style or self._column_style()
        self._ground = self.styles.ground(style)
        setting = self.styles.setting(style)
        colour = self.styles.colour(style) or BLACK
        return self.styles.font(style), self._seen(setting, colour)

    def _column_style(self) -> str:
        return next((style for last, style in self._column_styles if last > self._column), "")

    def _look(self, attributes: Attributes, around: Look) -> Look:
        style = attribute(attributes, "style-name")
        setting, colour = self.styles.setting(style), self.styles.colour(style)
        setting = around[1] if setting is None else setting
        return self.styles.font(style) or around[0], self._seen(setting, colour) if colour else setting

    def _seen(self, setting: TextSetting | None, colour: str) -> TextSetting | None:
        """The setting of a text in a colour, which nobody sees on a ground of that very colour."""
        if setting not in (None, TextSetting.PLAIN, TextSetting.UNSEEN):
            return setting
        return TextSetting.UNSEEN if are_alike(colour, self._ground) else TextSetting.PLAIN

    def _start_text(self, name: str, attributes: Attributes) -> None:
        self._take_text()
        if name == "p" and self._runs:
            self._runs.append(Run("\n", *self._looks[-1]))
        if name in ("p", "span"):
            self._looks.append(self._look(attributes, self._looks[-1]))
        elif name in ("s", "tab", "line-break"):
            text = "\n" if name == "line-break" else " "
            self._runs.append(Run(text, *self._looks[-1]))
        self.collect()

    def _take_text(self) -> None:
        text = self.collected()
        if text:
            self._runs.append(Run(text, *self._looks[-1]))

    def _end_cell(self, attributes: Attributes) -> None:
        self.collected()
        repeats, column = _repeats(attributes, "columns"), self._column
        self._column += repeats
        self._span(attributes, column + 1)
        value = self._value(attributes)
        formula = attribute(attributes, "formula").partition(":")[2]
        if value is None or (isinstance(value, str) and not value.strip()):
            return
        number_format = _FORMATS.get(_type(attributes), "General")
        is_error = any(key.endswith(":value-type") and kind == "error" for key, kind in attributes.items())
        runs = tuple(self._runs) if isinstance(value, str) else ()
        font, setting = self._looks[0]
        if self._column > _WIDEST:
            check_reach(self._row + 1, MAX_AREA + 1)
        for place in range(column + 1, self._column + 1):
            self._row_cells.append(
                Stored(
                    self._row + 1,
                    place,
                    value,
                    number_format,
                    font,
                    formula,
                    is_error,
                    runs,
                    setting or TextSetting.PLAIN,
                )
            )

    def _value(self, attributes: Attributes) -> StoredValue:
        kind = _type(attributes)
        if kind in ("float", "percentage", "currency"):
            number = finite(attribute(attributes, "value"))
            if number is not None:
                return number
        with suppress(ValueError):
            if kind == "date":
                return datetime.fromisoformat(attribute(attributes, "date-value"))
            if kind == "time":
                return _time(attribute(attributes, "time-value"))
        if kind == "boolean":
            return attribute(attributes, "boolean-value") == "true"
        text = "".join(run.text for run in self._runs)
        self._budget.add_text(len(text))
        return text

    def _span(self, attributes: Attributes, column: int) -> None:
        rows = whole(attribute(attributes, "number-rows-spanned"), 1)
        columns = whole(attribute(attributes, "number-columns-spanned"), 1)
        if rows * columns > 1:
            span = Span(self._row + 1, column, self._row + rows, column + columns - 1)
            self._budget.add_merge(span)
            self.sheets[-1].merged.append(span)

    def _end_row(self) -> None:
        first = self._row
        self._row += self._row_repeats
        if not self._row_cells:
            return
        for row in range(first + 1, first + 1 + self._row_repeats):
            if self._is_row_hidden:
                self.sheets[-1].hidden_rows.add(row)
            for cell in self._row_cells:
                self._budget.add_cell()
                self._last_column = max(self._last_column, cell.column)
                check_reach(row, self._last_column)
                self.sheets[-1].cells.append(cell if cell.row == row else _moved(cell, row))


def _is_hidden(attributes: Attributes) -> bool:
    """Whether a row or a column is hidden or filtered out."""
    return attribute(attributes, "visibility", "visible") != "visible"


def _type(attributes: Attributes) -> str:
    return attribute(attributes, "value-type")


def _repeats(attributes: Attributes, what: str) -> int:
    return max(1, whole(attribute(attributes, f"number-{what}-repeated"), 1))


def _moved(cell: Stored, row: int) -> Stored:
    return replace(cell, row=row)


def _time(duration: str) -> time:
    """A time of day from a duration: PT09H30M00S."""
    return datetime.strptime(duration.partition(".")[0].rstrip("S"), "PT%HH%MM%S").time()  # noqa: DTZ007
