"""Owns the table of a printed form: its cells from the columns of its description, one tag each.

A booklet has a hundred thousand cells, too many for a template of their own.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cell_values.quarter_words import ORDINALS
from cell_values.sentence import Sentence
from marking.scorecard import Mark, MarkStatus
from official_forms.columns import Extent, Part
from official_forms.contents import OTHER_YEARS, value_in
from official_forms.description import PrintedColumn, numbered_column
from official_forms.heading_rows import HeadCell, heading_rows
from plan_tree.tree import ActivityNode, AreaNode, IndicatorNode
from plans.display import digits, marks, said
from reports.printed.official_form import OfficialForm
from reports.printed.paper_widths import form_widths

LONG = 300  # characters that surely fit a page in the narrowest column of words
WORDS = {Part.AREA, Part.ACTIVITY, Part.INDICATOR, Part.TEXT, Part.LINE}  # set from the left; figures in the middle
LINES = (Sentence("লক্ষ্যমাত্রা", "Target"), Sentence("অর্জন", "Achieved"))
CONTINUED = Sentence("(চলমান)", "(continued)")
NO_MARK = "–"  # no rule gives a mark, and nobody has assessed it yet


@dataclass(frozen=True, slots=True)
class PaperRow:
    """An indicator whose area and activity cells span ``area_rows`` and ``activity_rows``; 0 where a cell goes on.

    ``continued`` marks cells that repeat their text because a page begins here.
    """

    area: AreaNode
    activity: ActivityNode
    indicator: IndicatorNode
    mark: Mark | None
    area_rows: int
    activity_rows: int
    continued: bool = False

    def rows(self, extent: Extent) -> int:
        """How many indicators a cell that begins here spans; 0 where an earlier one goes on."""
        return {Extent.AREA: self.area_rows, Extent.ACTIVITY: self.activity_rows}.get(extent, 1)


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A row ready to set: the cells in their tags, the attributes of the row's own tag."""

    cells: SafeString
    attributes: SafeString


class PaperTable:
    """The table of a form: head, bodies of rows that stay together, and the totals."""

    def __init__(self, form: OfficialForm) -> None:
        self.form, self.columns = form, form.columns
        self.numbering, self.lines = form.description.numbering, form.description.family.lines
        self.numbered = numbered_column(self.columns)
        self.has_areas = any(column.column.extent is Extent.AREA for column in self.columns)
        self.is_english = form.imprint.is_english

    @property
    def widths(self) -> tuple[str, ...]:
        return form_widths(self.columns)

    @property
    def head(self) -> list[list[HeadCell]]:
        return heading_rows(self.columns)

    @property
    def numbers(self) -> list[str]:
        return [digits(column.number) if column.number else "" for column in self.columns]

    @property
    def bodies(self) -> Iterator[list[PaperLine]]:
        """The rows of the form by what stays together: an indicator with the heading above it, or a whole area."""
        for area in self.form.tree.areas:
            bodies = [list(self._lines_of(row)) for row in rows_of(self.form, area)]
            if self.has_areas:
                yield [line for body in bodies for line in body]
            else:
                first, *others = bodies or [[]]
                yield [self._heading(area), *first]
                yield from others

    def place(self, part: Part) -> int:
        """How many columns stand before the one of a part; all but the last where there is none."""
        places = (place for place, column in enumerate(self.columns) if column.part is part)
        return next(places, len(self.columns) - 1)

    @property
    def has_marks(self) -> bool:
        return any(column.part is Part.MARKS for column in self.columns)

    @property
    def before_weight(self) -> int:
        return self.place(Part.WEIGHT)

    @property
    def before_marks(self) -> int:
        return self.place(Part.MARKS)

    @property
    def between(self) -> int:
        """The columns between the weights and the marks."""
        return self.before_marks - self.before_weight - 1

    @property
    def after_marks(self) -> int:
        return len(self.columns) - self.before_marks - 1

    def _heading(self, area: AreaNode) -> PaperLine:
        """The row that names an area, its weight after a dotted leader; its marks stand in their column."""
        title = f"<h2>{escape(f'{digits(area.number)}. {area.title}')}</h2>"
        leader = f".....{digits(area.weight)}" if area.weight else ""
        note = f" ({area.note.strip('()')})" if area.note else ""
        heading = tag("th", f"{title}{escape(leader + note)}", f' colspan="{self.before_marks}" scope="rowgroup"')
        score = next((score for score in self.form.scorecard.areas if score.number == area.number), None)
        earned = tag("td", marks(score.earned) if score else "", ' class="figure"')
        rest = tag("td", "", f' colspan="{self.after_marks}"') if self.after_marks else ""
        return PaperLine(mark_safe(heading + earned + rest), mark_safe(' class="area open"'))

    def _lines_of(self, row: PaperRow) -> Iterator[PaperLine]:
        for line in range(self.lines):
            cells = [self._cell(column, row, line) for column in self.columns if self._begins(column, row, line)]
            yield PaperLine(mark_safe("".join(cells)), self._attributes(row, line))

    def _begins(self, column: PrintedColumn, row: PaperRow, line: int) -> bool:
        extent = column.column.extent
        return extent is Extent.LINE or (line == 0 and row.rows(extent) > 0)

    def _attributes(self, row: PaperRow, line: int) -> SafeString:
        """Where areas span, pages are looked for the rows that begin them; a row taller than a page may be torn."""
        if not self.has_areas or line:
            return mark_safe("")
        own = (column for column in self.columns if column.column.extent is not Extent.AREA)
        is_long = max(len(self.text(column, row, line)) for column in own) > LONG
        names = ' class="long"' if is_long else ""
        return mark_safe(f' id="row-{escape(row.indicator.number)}"{names}')

    def _cell(self, column: PrintedColumn, row: PaperRow, line: int) -> str:
        extent, attributes = column.column.extent, ""
        rows = 1 if extent is Extent.LINE else row.rows(extent) * self.lines
        if rows > 1:
            attributes += f' rowspan="{rows}"'
        if column.part not in WORDS:
            return tag("td", self.text(column, row, line), f'{attributes} class="figure"')
        if extent in {Extent.AREA, Extent.ACTIVITY}:
            return tag("th", self.text(column, row, line), f'{attributes} scope="rowgroup"')
        if column.part is Part.LINE:
            own = ' lang="en"' if self.is_english else ""
            return tag("th", self.text(column, row, line), f'{attributes} scope="row"{own}')
        is_head = column is self.numbered
        return tag("th" if is_head else "td", self.text(column, row, line), attributes + ' scope="row"' * is_head)

    def text(self, column: PrintedColumn, row: PaperRow, line: int) -> str:
        """What stands in a cell, as HTML."""
        if column.part is Part.AREA:
            return self._area(row)
        if column.part is Part.PROGRESS:
            through = self.form.scorecard.through
            return "".join(tag("p", escape(text)) for text in progress_of(row.indicator, through))
        if column.part is Part.QUARTER:
            return escape(digits(_of_quarter(row.indicator, column.quarter or 0, line)))
        if column.part is Part.LINE:
            return escape(said(LINES[line]))
        if column is self.numbered or column.column.extent is Extent.ACTIVITY:
            return escape(self._numbered(column, row))
        return escape(TEXTS[column.part](row, column))

    def _area(self, row: PaperRow) -> str:
        title = escape(self.numbering.format(number=digits(row.area.number), title=row.area.title))
        if row.continued:
            return f"<p>{title}</p>{escape(said(CONTINUED))}"
        note = f" ({row.area.note.strip('()')})" if row.area.note else ""
        return f"<h2>{title}{escape(note)}</h2>"

    def _numbered(self, column: PrintedColumn, row: PaperRow) -> str:
        owner: ActivityNode | IndicatorNode = row.activity if column.part is Part.ACTIVITY else row.indicator
        number = row.indicator.number if column is self.numbered else owner.number
        return self.numbering.format(number=digits(number), title=owner.title)


def rows_of(form: OfficialForm, area: AreaNode) -> list[PaperRow]:
    """The rows of an area, their spanning cells ending where a page does."""
    pairs = area.in_activities
    breaks = [place > 0 and row.number in form.page_starts for place, (_, row) in enumerate(pairs)]
    area_starts = [place == 0 or broken for place, broken in enumerate(breaks)]
    activity_starts = [start or pairs[place][0] is not pairs[place - 1][0] for place, start in enumerate(area_starts)]
    spans = zip(pairs, _spans(area_starts), _spans(activity_starts), breaks, strict=True)
    return [
        PaperRow(area, activity, row, form.marks.get(row.number), area_rows, activity_rows, broken)
        for (activity, row), area_rows, activity_rows, broken in spans
    ]


def _spans(starts: Sequence[bool]) -> list[int]:
    """For every start the distance to the next one or the end, else 0."""
    places = [place for place, start in enumerate(starts) if start] + [len(starts)]
    following = dict(pairwise(places))
    return [following[place] - place if start else 0 for place, start in enumerate(starts)]


def progress_of(row: IndicatorNode, through: int) -> list[str]:
    """The lines of the one progress column: the form's own quarter plainly, any other with its name."""
    told = {quarter: digits(node.achievement.text) for quarter, node in row.known_quarters(through)}
    told = {quarter: text for quarter, text in told.items() if text}
    if set(told) <= {through}:
        return list(told.values())
    return [f"{said(ORDINALS[quarter])}: {text}" for quarter, text in told.items()]


def shown_mark(mark: Mark | None) -> str:
    """The mark of a row with two decimals, a star where a reviewer gave it; "" where nothing is due yet."""
    if mark is None or mark.status is MarkStatus.NOT_DUE:
        return ""
    if mark.computed is None and mark.assessed is None:
        return NO_MARK
    return marks(mark.earned) + ("*" if mark.status is MarkStatus.ASSESSED else "")


def _of_quarter(row: IndicatorNode, quarter: int, line: int) -> str:
    return (row.achievement(quarter) if line else row.target(quarter)).text


def tag(name: str, content: str, attributes: str = "") -> str:
    """An element of HTML; the content is HTML too."""
    return f"<{name}{attributes}>{content}</{name}>"


TEXTS: Mapping[Part, Callable[[PaperRow, PrintedColumn], str]] = {
    Part.SERIAL: lambda row, _: digits(row.area.number),
    Part.AREA_WEIGHT: lambda row, _: digits(row.area.weight),
    Part.ACTIVITY: lambda row, _: row.activity.title,
    Part.INDICATOR: lambda row, _: row.indicator.title,
    Part.WEIGHT: lambda row, _: digits(row.indicator.weight),
    Part.UNIT: lambda row, _: row.indicator.unit_text,
    Part.TEXT: lambda row, column: row.indicator.text(column.column.name),
    **dict.fromkeys(
        (Part.ANNUAL, Part.GRADE, *OTHER_YEARS), lambda row, column: digits(value_in(column, row.indicator).text)
    ),
    Part.TOTAL: lambda row, _: digits(row.mark.total.text) if row.mark else "",
    Part.MARKS: lambda row, _: shown_mark(row.mark),
}
