"""Owns the form as the entry page shows it: head, rows and cells from the columns of its description."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import repeat
from typing import Any, NamedTuple

from django.template.loader import get_template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from entry.views.entry_parts import EntryArea, EntryRow
from official_forms.columns import Extent, Part, Surface
from official_forms.contents import OTHER_YEARS, value_in
from official_forms.description import FormDescription, PrintedColumn, numbered_column
from official_forms.heading_rows import HeadCell, heading_rows
from plans.display import digits_here, said

CLASSES = {
    Part.SERIAL: "area-number",
    Part.AREA: "area-title",
    Part.AREA_WEIGHT: "number area-weight",
    Part.ACTIVITY: "activity-title",
    Part.INDICATOR: "wide",
    Part.WEIGHT: "number",
    Part.TEXT: "wide",
    Part.ANNUAL: "number annual",
    Part.LINE: "line",
    Part.QUARTER: "quarter",
    Part.GRADE: "grade",
    Part.PROGRESS: "quarter",
    Part.TOTAL: "number total",
    Part.MARKS: "number marks",
    **dict.fromkeys(OTHER_YEARS, "annual"),
}
HEADS = dict.fromkeys((Part.AREA_WEIGHT, Part.WEIGHT, Part.TOTAL, Part.MARKS), "number") | {Part.GRADE: "progress-head"}
VALUES = {Part.ANNUAL, Part.GRADE, *OTHER_YEARS}
UNLABELLED = {Part.SERIAL, Part.AREA, Part.ACTIVITY, Part.LINE}  # on a phone they say themselves what they are
FIELD, SHOWN, REMARK = "entry/entry_cell.html", "entry/entry_shown.html", "entry/entry_remark.html"
TEMPLATES = {Part.TOTAL: "entry/entry_total.html", Part.MARKS: "entry/entry_mark.html"}
SPANNING = frozenset({Extent.AREA, Extent.ACTIVITY})
MANY_GRADES = 4  # make the table wider than a page


@dataclass(frozen=True, slots=True)
class EntryPlace:
    """A cell of the form's header as the page shows it."""

    tag: str
    attributes: SafeString
    text: str


class Piece(NamedTuple):
    """Cells in their tags, up to where a template goes on; "" behind the last cell of a line."""

    html: SafeString
    template: Any  # itself and not its name, which would be looked up in every row


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """An indicator and its cells, line by line."""

    entry: EntryRow
    lines: list[list[Piece]]


@dataclass(frozen=True, slots=True)
class _ColumnCell:
    """What the cells of a column have in common in one line of an indicator."""

    extent: Extent
    tag: str
    attributes: SafeString
    text: Callable[[EntryArea, EntryRow], str]
    template: str = ""


class EntryTable:
    """The form of a plan as its page shows it, one ``quarter`` open for who ``can_edit``."""

    def __init__(
        self,
        form: FormDescription,
        areas: Sequence[EntryArea],
        *,
        start_year: int,
        ladder: Sequence[Decimal],
        quarter: int,
        can_edit: bool,
    ) -> None:
        self.form, self.quarter, self.can_edit = form, quarter, can_edit
        self.columns = form.printed(Surface.ENTRY, start_year=start_year, ladder=ladder, quarters=(quarter,))
        self.numbered = numbered_column(self.columns)
        self.has_areas = any(column.column.extent is Extent.AREA for column in self.columns)
        self.has_many_grades = len(ladder) >= MANY_GRADES
        self._areas = areas
        self._templates = {name: _template(name) for name in (FIELD, SHOWN, REMARK, *TEMPLATES.values())}
        self._digits = digits_here()
        self._texts = _texts(self._digits)
        self._cells = [list(self._cells_of(line)) for line in range(form.family.lines)]

    @property
    def widths(self) -> list[str]:
        """The class of each column, by which the style sheet says how wide it is."""
        return ["col-current" if self._is_current(each) else f"col-{_sort(each)}" for each in self.columns]

    @property
    def head(self) -> list[list[Piece]]:
        return [_line(map(self._heading, row)) for row in heading_rows(self.columns)]

    @property
    def numbers(self) -> list[Piece]:
        """The numbered row; a column no official form has bears no number."""
        names = ["current" if self._is_current(column) else "" for column in self.columns]
        numbers = ["" if column.number is None else self._digits(column.number) for column in self.columns]
        return _line(map(EntryPlace, repeat("td"), map(_attributes, names), numbers))

    @property
    def areas(self) -> Iterator[tuple[EntryArea, list[PlacedRow]]]:
        for area in self._areas:
            yield area, [PlacedRow(row, self._lines_of(area, row)) for row in area.rows]

    def _heading(self, cell: HeadCell) -> EntryPlace:
        names = "progress-head" if cell.is_group else self._head_class(cell.column)
        spans = {name: number for name, number in (("rowspan", cell.rows), ("colspan", cell.columns)) if number > 1}
        return EntryPlace(
            "th", _attributes(names, scope="colgroup" if cell.columns > 1 else "col", **spans), said(cell.text)
        )

    def _head_class(self, column: PrintedColumn) -> str:
        if column is self.numbered:
            return "activity"
        if column.part in {Part.QUARTER, Part.PROGRESS}:
            return "quarter current" if self._is_current(column) else "quarter"
        return HEADS.get(column.part, "")

    def _is_current(self, column: PrintedColumn) -> bool:
        return column.quarter == self.quarter

    def _cells_of(self, line: int) -> Iterator[_ColumnCell]:
        """The cells of a line; what is said once of a row, results too, begins in its first one."""
        for column in self.columns:
            if column.column.extent is Extent.LINE or not line:
                yield self._cell(column, line)

    def _cell(self, column: PrintedColumn, line: int) -> _ColumnCell:
        extent, part, lines = column.column.extent, column.part, self.form.family.lines
        if extent is Extent.LINE:
            return self._cell_of_line(column, line)
        spans = {"rowspan": lines} if lines > 1 and extent not in SPANNING else {}
        if column is self.numbered:
            scope = "rowgroup" if lines > 1 else "row"
            return _ColumnCell(extent, "th", _attributes("activity", scope=scope, **spans), self._name_of(column))
        if part is Part.AREA:
            return _ColumnCell(extent, "th", _attributes(CLASSES[part], scope="rowgroup"), self._texts[part])
        if part is Part.PROGRESS:
            return self._open_cell(extent, _("Progress of this quarter"))
        if column.column.name == "remark":
            return _ColumnCell(extent, "td", _attributes("wide remarks", **spans), _nothing, REMARK)
        label = "" if part in UNLABELLED else _label(column)
        attributes = _attributes(CLASSES.get(part, ""), data_label=label, **spans)
        return _ColumnCell(extent, "td", attributes, self._text_of(column), TEMPLATES.get(part, ""))

    def _cell_of_line(self, column: PrintedColumn, line: int) -> _ColumnCell:
        """The targets above, the achievements below, that of the open quarter in a field."""
        if column.part is Part.LINE:
            name = _("Achieved") if line else _("Target")
            return _ColumnCell(Extent.LINE, "th", _attributes("line", scope="row"), lambda area, row: name)
        if self._is_current(column) and line:
            return self._open_cell(Extent.LINE, _("Achievement"))
        is_current, quarter = self._is_current(column), column.quarter or 0
        digits, names = self._digits, "quarter number current" if is_current else "quarter number"
        attributes = _attributes(names, data_label=_("Target of this quarter") if is_current else "")
        return _ColumnCell(
            Extent.LINE,
            "td",
            attributes,
            lambda area, row: digits((row.node.achievement(quarter) if line else row.node.target(quarter)).text),
        )

    def _open_cell(self, extent: Extent, label: str) -> _ColumnCell:
        if self.can_edit:
            return _ColumnCell(extent, "td", _attributes("quarter current entry", data_label=label), _nothing, FIELD)
        attributes = _attributes("quarter current entry shown", data_label=label)
        return _ColumnCell(extent, "td", attributes, lambda area, row: self._digits(row.cell.stored), SHOWN)

    def _lines_of(self, area: EntryArea, row: EntryRow) -> list[list[Piece]]:
        return [self._pieces(line, area, row) for line in self._cells]

    def _pieces(self, line: Sequence[_ColumnCell], area: EntryArea, row: EntryRow) -> list[Piece]:
        """A line of the table: a template that went from cell to cell would take longer than the rest of the page."""
        pieces, html = [], ""
        for cell in line:
            if rows := _spanned(cell.extent, area, row):
                span = f' rowspan="{rows * self.form.family.lines}"' if cell.extent in SPANNING else ""
                text = cell.text(area, row)
                html += f"<{cell.tag}{cell.attributes}{span}>{conditional_escape(text) if text else ''}"
                if cell.template:
                    pieces.append(Piece(mark_safe(html), self._templates[cell.template]))
                    html = ""
                html += f"</{cell.tag}>"
        return [*pieces, Piece(mark_safe(html), "")]

    def _name_of(self, column: PrintedColumn) -> Callable[[EntryArea, EntryRow], str]:
        """The number and title of a row; where its activity spans several, cards on phones say that above."""
        named, digits = self.form.numbering, self._digits

        def name(area: EntryArea, row: EntryRow) -> str:
            title = row.activity.title if column.part is Part.ACTIVITY else row.node.title
            own = named.format(number=digits(row.number), title=title)
            if not self.has_areas:
                return own
            activity = named.format(number=digits(row.activity.number), title=row.activity.title)
            return format_html('<span class="card-only">{}</span> {}', activity, own)

        return name

    def _text_of(self, column: PrintedColumn) -> Callable[[EntryArea, EntryRow], str]:
        named, digits = self.form.numbering, self._digits
        if column.part is Part.ACTIVITY:
            return lambda area, row: named.format(number=digits(row.activity.number), title=row.activity.title)
        if column.part is Part.TEXT:
            return lambda area, row: row.node.text(column.column.name)
        if column.part in VALUES:
            return lambda area, row: digits(value_in(column, row.node).text)
        return self._texts[column.part]


def _template(name: str) -> Any:
    found: Any = get_template(name)
    return found.template


def _line(places: Iterable[EntryPlace]) -> list[Piece]:
    cells = (f"<{each.tag}{each.attributes}>{conditional_escape(each.text)}</{each.tag}>" for each in places)
    return [Piece(mark_safe("".join(cells)), "")]


def _nothing(area: EntryArea, row: EntryRow) -> str:
    return ""


def _attributes(names: str, **others: object) -> SafeString:
    """The attributes of a tag, those without a value left out; ``data_label`` is written with a hyphen."""
    pairs = [("class", names), *((name.replace("_", "-"), value) for name, value in others.items())]
    return format_html_join("", ' {}="{}"', (pair for pair in pairs if pair[1]))


def _sort(column: PrintedColumn) -> str:
    """What a column holds, of words which: columns of one sort are equally wide."""
    return column.column.name if column.part is Part.TEXT else column.part.value


def _label(column: PrintedColumn) -> str:
    """What a column is called on a phone, where no head stands above."""
    name = column.headings[-1] if column.part in OTHER_YEARS else column.called
    text = said(name)
    return text[:1].upper() + text[1:]


def _spanned(extent: Extent, area: EntryArea, row: EntryRow) -> int:
    """How many indicators a cell spans; 0 where an earlier one goes on."""
    if extent is Extent.AREA:
        return len(area.rows) if row is area.rows[0] else 0
    return row.opens_activity if extent is Extent.ACTIVITY else 1


def _texts(digits: Callable[[Any], str]) -> Mapping[Part, Callable[[EntryArea, EntryRow], str]]:
    """What the cells of a part say."""
    return {
        Part.SERIAL: lambda area, row: digits(area.node.number),
        Part.AREA: lambda area, row: area.node.title,
        Part.AREA_WEIGHT: lambda area, row: digits(area.node.weight),
        Part.INDICATOR: lambda area, row: row.node.title,
        Part.WEIGHT: lambda area, row: digits(row.node.weight),
        Part.UNIT: lambda area, row: row.node.unit_text,
        Part.TOTAL: _nothing,
        Part.MARKS: _nothing,
    }
