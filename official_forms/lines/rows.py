"""Owns the rows of a form in two lines: area headings, and the rows that belong to one indicator."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from official_forms.claims import Claims
from official_forms.grid import Cell, Sheet
from official_forms.items import Item, read_item, read_loose_item
from official_forms.layout import Form, LaidPage
from official_forms.lines.areas import AreaRow, read_area
from official_forms.lines.columns import ACHIEVED, ACHIEVEMENT_WORDS, QUARTERS, TARGET_WORDS, is_label
from official_forms.spelling import holds

_VALUES = ("annual", "total", *QUARTERS.values(), *ACHIEVED.values())
_WORDS = ("serial", "activity", "indicator", "unit", "responsible")
_A_PAIR = 2  # rows of an indicator that has a line for targets and one for achievements


class FormLine(StrEnum):
    """Which of an indicator's two printed rows a row is (column 7)."""

    TARGET = "target"
    ACHIEVEMENT = "achievement"
    BOTH = "both"  # one row for both: its quarters are targets, its totals claims


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of the sheet that belongs to an indicator; ``label`` is its cell of column 7."""

    row: int
    page: LaidPage
    line: FormLine
    label: Cell | None


@dataclass(frozen=True, slots=True)
class IndicatorBlock:
    """An indicator's rows, from the one it begins in to the last before the next.

    ``item`` is the activity's number and title, None where no number is written, ``serial`` the cell of its number
    where that has its own; ``cell`` that of the activity, or of the indicator where the activity is the one above
    (``continues``), or of the unit or weight where neither is written (``is_nameless``).
    """

    cell: Cell
    item: Item | None
    serial: Cell | None = None
    continues: bool = False
    is_nameless: bool = False
    rows: list[FormRow] = field(default_factory=list)


Blocks = list[AreaRow | IndicatorBlock]


def form_rows(sheet: Sheet, form: Form) -> tuple[Blocks, Claims]:
    """The form's areas and indicators in their order, and the totals below them; other rows are left out."""
    blocks: Blocks = []
    claims = Claims()
    is_paired = not form.has("line") and _stands_in_pairs(sheet, form)
    last = max(_telling_rows(sheet, form), default=0)
    for page in form.pages:
        for row in page.page.body:
            place = _Place(sheet, page, row, is_paired)
            if not claims.add(sheet.rows[row], page):
                _give(blocks, place, last)
    return [block for at, block in enumerate(blocks) if _is_kept(block, blocks[at + 1 : at + 2])], claims


def _give(blocks: Blocks, place: "_Place", last: int) -> None:
    """Give a row to the block it begins or belongs to."""
    opened = read_area(place.sheet, place.page, place.row) or place.indicator(_open(blocks))
    if opened is not None:
        blocks.append(opened)
    current = _open(blocks)
    if current is not None and place.belongs(current, last):
        current.rows.append(place.form_row(current))


def _open(blocks: Blocks) -> IndicatorBlock | None:
    return blocks[-1] if blocks and isinstance(blocks[-1], IndicatorBlock) else None


def _is_kept(block: AreaRow | IndicatorBlock, after: Blocks) -> bool:
    """A numbered line without weight and indicators is a note, not an area."""
    return isinstance(block, IndicatorBlock) or bool(block.weight or (after and isinstance(after[0], IndicatorBlock)))


@dataclass(frozen=True, slots=True)
class _Place:
    """A row of the form while it is being given to what it belongs to."""

    sheet: Sheet
    page: LaidPage
    row: int
    is_paired: bool

    def cell(self, name: str) -> Cell | None:
        return self.sheet.cells.get((self.row, self.page.column(name) or 0))

    def indicator(self, current: IndicatorBlock | None) -> IndicatorBlock | None:
        """The indicator that begins in this row, None where none does.

        It has a numbered activity, or an indicator with its unit or weight; in a row of achievements both only repeat.
        """
        activity, indicator = self.cell("activity"), self.cell("indicator")
        has_own = indicator is not None and bool(self.cell("unit") or self.cell("weight"))
        item = _item(self.cell("serial"), activity, has_own)
        if activity is not None and item is not None:
            is_repeated = current is not None and current.item == item and not self._names(TARGET_WORDS)
            return None if is_repeated else IndicatorBlock(activity, item, self.cell("serial"))
        if indicator is None and activity is None:
            return self._nameless(current)
        if indicator is None or not has_own or self._line_named() is FormLine.ACHIEVEMENT:
            return None
        if activity is not None:
            return IndicatorBlock(activity, None)
        return IndicatorBlock(indicator, None, continues=True) if current is not None else None

    def _nameless(self, current: IndicatorBlock | None) -> IndicatorBlock | None:
        """The indicator of a row of targets below one that has both its lines: only its unit and weight are written."""
        own = self.cell("unit") or self.cell("weight")
        lines = {row.line for row in current.rows if row.label} if current else set()
        is_another = self._line_named() is FormLine.TARGET and lines >= {FormLine.TARGET, FormLine.ACHIEVEMENT}
        return IndicatorBlock(own, None, is_nameless=True) if own and is_another else None

    def belongs(self, block: IndicatorBlock, last: int) -> bool:
        """Whether the row is one of a block's: its first, labelled, at a page's top, merged into it, or directly below.

        Words directly below belong to it unless they follow the whole table; a gap sets off everything else.
        """
        if not block.rows or self._line_named() is not None or self.row == self.page.page.body[0]:
            return True
        if self.sheet.span(*block.cell.position).last_row >= self.row:
            return True
        is_adjacent = self.row == block.rows[-1].row + 1
        return is_adjacent and (self.row <= last or self._holds_only_values())

    def form_row(self, block: IndicatorBlock) -> FormRow:
        return FormRow(self.row, self.page, self._line(block), self.cell("line"))

    def _line(self, block: IndicatorBlock) -> FormLine:
        """The line a row's label names; without one the first row holds targets, others go on with the one above.

        Below a first row, a label in unknown words names achievements, and so does the second row where indicators
        stand in pairs of rows without labels.
        """
        named = self._line_named()
        if named is not None:
            return named
        if not block.rows:
            return FormLine.TARGET
        return FormLine.ACHIEVEMENT if self.cell("line") or self.is_paired else block.rows[-1].line

    def _line_named(self) -> FormLine | None:
        """The line a label names; one that names both and is merged over two rows stands for one in each."""
        if self._names(TARGET_WORDS):
            is_both = self._names(ACHIEVEMENT_WORDS)
            return FormLine.TARGET if not is_both else FormLine.BOTH if self.cell("line") else FormLine.ACHIEVEMENT
        return FormLine.ACHIEVEMENT if self._names(ACHIEVEMENT_WORDS) else None

    def _names(self, words: tuple[str, ...]) -> bool:
        label = self.sheet.covering(self.row, self.page.column("line") or 0)
        return label is not None and any(holds(label.text, word) for word in words)

    def _holds_only_values(self) -> bool:
        """Whether figures or dashes stand in the row and no words that name anything."""
        written = "".join(cell.text for name in _VALUES if (cell := self.cell(name)))
        return any(char.isdecimal() or char == "-" for char in written) and not any(map(self.cell, _WORDS))


def _item(serial: Cell | None, activity: Cell | None, is_indicator: bool) -> Item | None:
    """The number and title of an activity, its number in its own cell or in a column of serials."""
    read = read_loose_item if is_indicator else read_item
    item = read(activity.text) if activity else None
    if activity and item is None and serial is not None:
        number = read(serial.text)
        item = Item(number.number, activity.text) if number and not number.title else None
    return item if item and item.depth > 1 else None


def _telling_rows(sheet: Sheet, form: Form) -> Iterator[int]:
    """The rows in which an indicator begins or a line is named."""
    for page in form.pages:
        for row in page.page.body:
            label = sheet.cells.get((row, page.column("line") or 0))
            if (label and is_label(label.text)) or (row, page.column("unit") or 0) in sheet.cells:
                yield row


def _stands_in_pairs(sheet: Sheet, form: Form) -> bool:
    """Whether most indicators take two rows, merged, or the second one empty here and there."""
    columns = {row: page.column("activity") or 0 for page in form.pages for row in page.page.body}
    starts = [row for row, column in columns.items() if (row, column) in sheet.cells]
    indicators = [row for row in starts if (item := read_item(sheet.cells[row, columns[row]].text)) and item.depth > 1]
    following = dict(pairwise(starts))
    spaced = sum(following.get(row, 0) == row + _A_PAIR for row in indicators)
    merged = sum(sheet.span(row, columns[row]).last_row == row + _A_PAIR - 1 for row in indicators)
    return max(spaced, merged) * 2 > len(indicators)
