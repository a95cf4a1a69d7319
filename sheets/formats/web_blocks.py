"""Owns what a web page is made of, as a browser shows it: paragraphs and tables, and how their texts are set."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from cell_values.legacy import Run, TextSetting
from sheets.formats.text_blocks import Block, Paragraph
from sheets.formats.web_fields import WebFields
from sheets.formats.web_styles import Style, WebStyles, as_written, font_of
from sheets.formats.web_tables import TableBeingRead
from sheets.limits import MAX_DEPTH, MAX_NAME, Budget
from sheets.markup_runs import setting_of, strongest
from sheets.refusal import unsafe

_UNSEEN = frozenset(("script", "title", "template", "noscript", "object", "iframe", "svg", "math", "datalist"))
_LINES = frozenset(
    ("p", "div", "li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "center", "blockquote", "pre", "hr", "caption")
)
_ROWS = frozenset(("tbody", "thead", "tfoot"))
_CELLS = ("td", "th")
_RIM = re.compile("(?:row|column)-headers?(?:-|\\b)")
_LEAVING_OUT = ("LibreOffice", "OpenOffice")  # they write neither raised digits as such nor hidden rows
_SPACES = re.compile("[ \t\n\r\f\v]+")


def _is_rim(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether a cell is one of the letters and numbers that Google Sheets writes around a sheet's cells."""
    return name == "th" and _RIM.search(attributes.get("class", "")) is not None


@dataclass(frozen=True, slots=True)
class _Element:
    """An element around what is read: its font, how it sets text, and whether it hides rows."""

    name: str
    font: str = ""
    setting: TextSetting = TextSetting.PLAIN
    hides_rows: bool = False


class PageReader:
    """Takes a page's elements and texts one after another, as lxml's parser hands them to its target."""

    def __init__(self, budget: Budget) -> None:
        self.blocks: list[Block] = []
        self.has_frames = self.has_automatic_numbers = self.leaves_out = False
        self._budget = budget
        self._styles = WebStyles()
        self._fields = WebFields()
        self._around: list[_Element] = []
        self._tables: list[TableBeingRead] = []
        self._line: list[Run] = []
        self._unseen = 0  # depth inside what no browser shows
        self._sheet: list[str] | None = None  # the text of a style sheet

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition(":")[2].lower()
        if self._unseen or name in _UNSEEN or _is_rim(name, attributes):
            self._unseen += 1
            return
        if len(self._around) >= MAX_DEPTH:
            raise unsafe("এর অংশগুলো একটির ভেতর আরেকটি অস্বাভাবিক গভীর।", "its parts are nested too deeply.")
        style = self._styles.of(name, attributes)
        self._around.append(self._element(name, attributes, style))
        if name == "style":
            self._sheet = []
        elif name == "frameset":
            self.has_frames = True
        elif name == "meta" and attributes.get("name", "").lower() == "generator":
            self.leaves_out = attributes.get("content", "").startswith(_LEAVING_OUT)
        elif name == "br":
            self._break()
        elif written := self._fields.start(name, attributes):
            self.data(written)
        else:
            self._start_block(name, attributes)

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2].lower()
        if self._unseen:
            self._unseen -= 1
            return
        if name == "style" and self._sheet is not None:
            self._styles.add_sheet("".join(self._sheet))
            self._sheet = None
        elif chosen := self._fields.end(name):
            self.data(chosen)
        else:
            self._end_block(name)
        if self._around:
            self._around.pop()

    def data(self, text: str) -> None:
        if self._unseen:
            return
        if self._sheet is not None:
            self._sheet.append(text)
        elif not self._fields.take(text):
            self._add(_SPACES.sub(" ", text))

    @property
    def has_unread_styles(self) -> bool:
        """Whether a style sheet was too long: what it hides or strikes out is read like any other text."""
        return self._styles.is_cut

    def close(self) -> None:
        self._end_line()

    def _element(self, name: str, attributes: Mapping[str, str], style: Style) -> _Element:
        own = TextSetting.HIDDEN if "hidden" in attributes else setting_of(name, as_written(style))
        font = (font_of(style) or attributes.get("face", "").partition(",")[0].strip())[:MAX_NAME]
        around = self._around[-1] if self._around else _Element("")
        is_of_rows = name == "tr" or name in _ROWS  # a hidden row is read, and told as one
        hides_rows = (is_of_rows and own is TextSetting.HIDDEN) or (
            around.hides_rows and name not in ("table", *_CELLS)
        )
        setting = around.setting if is_of_rows else strongest((around.setting, own))
        return _Element(name, font or around.font, setting, hides_rows)

    # --- blocks ------------------------------------------------------------------------------------------------

    def _start_block(self, name: str, attributes: Mapping[str, str]) -> None:
        table = self._tables[-1] if self._tables else None
        if name == "table":
            self._end_line()
            self._tables.append(TableBeingRead(self._budget))
        elif name in _LINES:
            self._end_line()
            is_numbered = name == "li" and any(each.name == "ol" for each in self._around)
            self.has_automatic_numbers |= is_numbered and table is not None
        elif table and (name == "tr" or name in _ROWS):
            self._end_line()
            if name == "tr":
                table.start_row(is_hidden=self._around[-1].hides_rows)
        elif table and name in _CELLS:
            self._start_cell(table, attributes)

    def _start_cell(self, table: TableBeingRead, attributes: Mapping[str, str]) -> None:
        self._end_line()
        outside = self._around[-2].setting if len(self._around) > 1 else TextSetting.PLAIN
        is_hidden = self._around[-1].setting is TextSetting.HIDDEN and outside is not TextSetting.HIDDEN
        # A cell that is not shown takes no place: its text goes, hidden, to the cell before it, where it is told.
        if not (is_hidden and table.has_cell_in_row):
            table.start_cell(attributes.get("colspan", ""), attributes.get("rowspan", ""))
        table.has_open_cell = True

    def _end_block(self, name: str) -> None:
        table = self._tables[-1] if self._tables else None
        if name in _LINES or name in ("tr", "table", *_CELLS, *_ROWS):
            self._end_line()
        if not table:
            return
        if name in _CELLS:
            table.has_open_cell = False
        elif name == "tr":
            table.end_row()
        elif name in _ROWS:
            table.end_rows()
        elif name == "table":
            table.end_rows()
            self._tables.pop()
            if table.table.rows:
                self._container.append(table.table)

    @property
    def _container(self) -> list[Block]:
        """Where the next block belongs: the cell around, else the page; what stands between cells goes outside."""
        return next((each.last_blocks for each in reversed(self._tables) if each.has_open_cell), self.blocks)

    # --- lines -------------------------------------------------------------------------------------------------

    def _add(self, text: str) -> None:
        if not self._line or self._line[-1].text.endswith((" ", "\n")):
            text = text.lstrip(" ")
        if not text:
            return
        self._budget.add_text(len(text))
        around = self._around[-1] if self._around else _Element("")
        self._line.append(Run(text, around.font, around.setting))

    def _break(self) -> None:
        if self._container is self.blocks:
            self._end_line()
        elif self._line:
            self._line.append(Run("\n", self._line[-1].font, self._line[-1].setting))

    def _end_line(self) -> None:
        """The end of a paragraph; in a cell it is kept with the line's end, on the page where it is seen."""
        runs, self._line = self._line, []
        if not any(run.text.strip() for run in runs):
            return
        if self._container is not self.blocks:
            self._container.append(Paragraph([*runs, Run("\n", runs[-1].font, runs[-1].setting)]))
        elif any(run.text.strip() and run.setting is not TextSetting.HIDDEN for run in runs):
            self._budget.add_cell()
            self.blocks.append(Paragraph(runs))
