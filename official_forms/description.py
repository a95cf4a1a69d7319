"""Owns the description of an official form: all that its reader, its writers, its page and its print know of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from cell_values.digits import to_bengali
from cell_values.numbers import show_number
from cell_values.quarter_words import ORDINALS
from cell_values.sentence import Sentence
from cell_values.value import plain
from official_forms.columns import Column, Extent, Part, Surface
from official_forms.items import read_item
from plan_tree.terms import FULL, QUARTERS, OtherYearSort
from plan_tree.tree import PlanTree

_ON_THE_PAGE = frozenset({Surface.ENTRY})
_NOT_OFFICIAL = frozenset({Surface.ENTRY, Surface.PAPER})  # in Excel the annex tells it
_YEAR_WIDTH = 21.0  # millimetres, in which two years stand on one line even where all columns are squeezed
Ladder = tuple[Decimal, ...]  # the percentages of the grades, best first
Ladders = Mapping[tuple[int, ...], tuple[Sentence, ...]]  # each ladder a form knows, with the names of its grades


class Numbering(StrEnum):
    """How a number stands before its title."""

    PLAIN = "{number} {title}"  # ১.১ …
    BOXED = "[{number}] {title}"  # [১.১] …

    def of(self, number: str, title: str) -> str:
        """A title behind its number, in Bengali digits; boxed where it would not be read as one: ১.১ % is a figure."""
        told = self.format(number=to_bengali(number), title=title)
        return told if read_item(told) else Numbering.BOXED.format(number=to_bengali(number), title=title)


@dataclass(frozen=True, kw_only=True)
class FormFamily:
    """How forms of one shape are read and filled: ``lines`` (quarters in two printed rows) or ``graded``.

    ``known`` are the columns such forms may have, in the order in which their words are tried. ``recognise(sheet,
    table, description, is_said)`` answers with the form a table of a sheet is, or None: where titles or people say that
    it is one, fewer columns are enough. ``read(sheet, form, description, kind)`` makes the tree of it. ``lines`` is how
    many rows an indicator takes. ``sets_quarters``: a quarter has a target of its own, so that nothing is due in one
    without; else every quarter is reported on. The column ``telling`` no form of another family has.
    """

    name: str
    known: tuple[Column, ...]
    recognise: Callable[[Any, Any, "FormDescription", bool], Any]
    read: Callable[[Any, Any, "FormDescription", str], PlanTree]
    lines: int
    sets_quarters: bool
    telling: str


_NOTHING = Sentence("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTitles:
    """The words around the table.

    ``sheet`` names the Excel sheet, ``above`` are the lines over its table. ``document`` is the title of the PDF and
    ``paper`` the lines over its table, of which ``headline`` is the heading. ``signatures`` stand below. In the lines
    "{office}", "{office_label}", "{year}" (২০২০-২০২১), "{short_year}" (২০২০-২১), "{quarter}" (১ম), "{quarter_word}"
    (প্রথম) and "{months}" are filled in. ``quarter`` is what the form calls a quarter: ত্রৈমাসিক, কোয়ার্টার. Of a plan
    by itself, before its quarters, ``of_plan`` stands in place of the lines that name one.
    """

    sheet: str
    above: tuple[str, ...]
    document: Sentence
    paper: tuple[Sentence, ...]
    headline: int
    signatures: tuple[Sentence, ...]
    quarter: Sentence
    of_plan: Sentence = _NOTHING

    def through(self, line: Sentence, quarter: int) -> Sentence:
        """A line as it stands on the form through a quarter; 0: the plan by itself."""
        names_one = any(place in line.bn for place in ("{quarter", "{months"))
        return self.of_plan if names_one and not quarter else line


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """A column as it stands on one form, ``headings`` top to bottom; equal ones of neighbours are one.

    ``number`` is the printed one (None for a column that no official form has), ``percent`` that of its grade,
    ``quarter`` the one it reports, ``year`` the one its heading names ("2019-20", "" where it names none, or the form
    is of no known year). ``is_alone``: no other column of the form holds the same part. ``name`` is unique:
    "grade_80", "progress_q2".
    """

    column: Column
    name: str
    headings: tuple[Sentence, ...]
    number: int | None = None
    percent: Decimal | None = None
    quarter: int | None = None
    year: str = ""
    is_alone: bool = False

    @property
    def part(self) -> Part:
        return self.column.part

    @property
    def called(self) -> Sentence:
        """How sentences name the column: "অসাধারণ ১০০%"."""
        if self.percent is None:
            return self.column.called
        name, percent = self.headings[-2:]
        return Sentence(f"{name.bn} {percent.bn}", f"{name.en.lower()} {percent.en}")


@dataclass(frozen=True, kw_only=True, eq=False)
class FormDescription:
    """A form, described once; one object is one form.

    ``columns`` stand in their printed order. ``ladders`` maps each ladder of percentages the form knows to the names
    of its grades; ``usual_ladder`` is the one of a plan that has no targets yet. ``unmistakable`` many official columns
    make a form even without its activities or indicators. ``title_words`` in the titles above tell the form from
    others whose columns fit as well: alternatives as those of a column.
    """

    family: FormFamily
    columns: tuple[Column, ...]
    titles: FormTitles
    numbering: Numbering
    unmistakable: int
    ladders: Ladders = field(default_factory=dict)
    usual_ladder: tuple[int, ...] = (100,)
    title_words: tuple[str, ...] = ()

    def has(self, name: str) -> bool:
        """Whether the form has a column of a name."""
        return any(column.name == name for column in self.columns)

    def of(self, part: Part) -> tuple[Column, ...]:
        """The form's columns of a part."""
        return tuple(column for column in self.columns if column.part is part)

    @property
    def official_columns(self) -> tuple[Column, ...]:
        """Those of the official form; others stand on the entry page alone."""
        return tuple(column for column in self.columns if Surface.SHEET in column.shown)

    @property
    def official(self) -> tuple[PrintedColumn, ...]:
        """The columns the official form prints, with its usual grades and one column of progress."""
        return self.printed(Surface.SHEET)

    def printed(
        self,
        surface: Surface,
        *,
        start_year: int | None = None,
        ladder: Sequence[Decimal] = (),
        quarters: Sequence[int | None] = (None,),
    ) -> tuple[PrintedColumn, ...]:
        """The columns as they stand on a surface, for a plan of a fiscal year, its grades and the reported quarters."""
        percents = tuple(ladder) or tuple(map(Decimal, self.usual_ladder))
        found: list[PrintedColumn] = []
        number = 0
        for column in self.columns:
            for name, percent, quarter in _repeated(column, percents, quarters):
                number += Surface.SHEET in column.shown
                if surface in column.shown:
                    headings = self._headings(column, start_year, percents, percent, quarter)
                    at = number if Surface.SHEET in column.shown else None
                    year, is_alone = _year_named(column, start_year), len(self.of(column.part)) == 1
                    found.append(PrintedColumn(column, name, headings, at, percent, quarter, year, is_alone))
        return tuple(found)

    def printed_for(self, surface: Surface, tree: PlanTree, through: int) -> tuple[int, tuple[PrintedColumn, ...]]:
        """The latest reported quarter of a plan, and the columns of its form through a quarter.

        Through none, 0, the form is that of the first quarter to come, by which it is read again without a doubt.
        """
        quarters = reported_quarters(tree, through or QUARTERS[0])
        start = tree.start_year if tree.year else None
        columns = self.printed(surface, start_year=start, ladder=self.ladder_of(tree), quarters=quarters)
        return quarters[-1] if through else 0, columns

    def with_other_years(self, tree: PlanTree) -> "FormDescription":
        """The form with a column for each other year a plan tells of and the form has none for.

        Those of earlier years stand before the targets, projections behind them. Paper keeps to the years the form
        prints, where it prints any of that sort.
        """
        told: dict[OtherYearSort, dict[str, None]] = {}
        for each in (each for row in tree.indicators for each in row.other_years):
            told.setdefault(each.sort, {})[each.year] = None
        beside = [
            self._other_year(sort, year, tree.start_year)
            for sort, years in told.items()
            for year in years
            if not self._tells(sort, year, tree.start_year, is_alone=len(years) == 1)
        ]
        if not beside:
            return self
        named = [replace(each, name=f"{each.name}_beside_{place}") for place, each in enumerate(beside)]
        before, behind = ([each for each in named if (each.part is Part.PROJECTION) is late] for late in (False, True))
        targets = [place for place, each in enumerate(self.columns) if each.part in {Part.ANNUAL, Part.GRADE}]
        first, last = targets[0], targets[-1] + 1
        columns = (*self.columns[:first], *before, *self.columns[first:last], *behind, *self.columns[last:])
        return replace(self, columns=columns)

    def _tells(self, sort: OtherYearSort, year: str, start: int, *, is_alone: bool) -> bool:
        """Whether a column is of that year; where one of the two names none, the only column is of the only year."""
        named = [_year_named(column, start) for column in self.of(Part(sort))]
        return year in named or (is_alone and len(named) == 1 and "" in (year, *named))

    def _other_year(self, sort: OtherYearSort, year: str, start: int) -> Column:
        known = next(column for column in self.family.known if column.part is Part(sort))
        offset = int(year[:4]) - start if year else 0
        named = Sentence(f"{known.called.bn} {{year}}", f"{known.called.en.capitalize()} {{year}}")
        heading = named if year else Sentence(known.called.bn, known.called.en.capitalize())
        shown = _ON_THE_PAGE if self.of(known.part) else _NOT_OFFICIAL
        return known.printed(heading=heading, year=offset, paper=_YEAR_WIDTH, shown=shown)

    def ladder_of(self, tree: PlanTree) -> Ladder:
        """The percentages of a plan's graded targets, best first; the usual ones for a plan that has none yet."""
        percents = {grade.percent for indicator in tree.indicators for grade in indicator.grades}
        if any(not indicator.annual.is_blank for indicator in tree.indicators):
            percents.add(FULL)
        return tuple(sorted(percents, reverse=True)) or tuple(map(Decimal, self.usual_ladder))

    @property
    def known_ladders(self) -> tuple[tuple[int, ...], ...]:
        return (*self.ladders, self.usual_ladder)

    def grade_names(self, ladder: Sequence[Decimal]) -> tuple[Sentence, ...]:
        """The names of the grades of a ladder; those of one the form does not know are counted: গ্রেড ১."""
        known = next((names for percents, names in self.ladders.items() if percents == tuple(ladder)), None)
        return known or tuple(_counted(place) for place in range(1, len(ladder) + 1))

    def _headings(
        self, column: Column, start_year: int | None, ladder: Ladder, percent: Decimal | None, quarter: int | None
    ) -> tuple[Sentence, ...]:
        own: tuple[Sentence, ...] = (column.printed_heading,)
        if percent is not None:
            name = self.grade_names(ladder)[ladder.index(percent)]
            own = (name, Sentence(f"{show_number(percent)}%", f"{plain(percent)}%"))
        above = (column.group,) if column.group else ()
        year = None if start_year is None else start_year + column.year
        return tuple(filled(each, year=year, quarter=quarter) for each in (*above, *own))


def numbered_column(columns: Sequence[PrintedColumn]) -> PrintedColumn:
    """The first column that is the indicator's own: it says the number of its row and heads it."""
    own = (each for each in columns if each.column.extent is Extent.INDICATOR)
    return next(each for each in own if each.part in {Part.ACTIVITY, Part.INDICATOR})


def reported_quarters(tree: PlanTree, through: int) -> tuple[int, ...]:
    """The quarters with any achievement, else the one the form is written for."""
    reported = (each for each in QUARTERS if any(not row.achievement(each).is_blank for row in tree.indicators))
    return tuple(reported) or (through,)


def filled(sentence: Sentence, *, year: int | None = None, quarter: int | None = None) -> Sentence:
    """A heading with its year and its quarter; without them it reads as if they had never been meant."""
    span = "" if year is None else f"{year}-{year + 1}"
    ordinal = Sentence("", "") if quarter is None else ORDINALS[quarter]
    return Sentence(_fill(sentence.bn, to_bengali(span), ordinal.bn), _fill(sentence.en, span, ordinal.en))


def _year_named(column: Column, start: int | None) -> str:
    return _fiscal_year(start, column.year) if "{year}" in column.printed_heading.bn else ""


def _fiscal_year(start: int | None, offset: int) -> str:
    return "" if start is None else f"{start + offset}-{(start + offset + 1) % 100:02}"


def _fill(text: str, year: str, quarter: str) -> str:
    return " ".join(text.replace("{year}", year).replace("{quarter}", quarter).split()).strip(" ,")


def _repeated(
    column: Column, ladder: Ladder, quarters: Sequence[int | None]
) -> list[tuple[str, Decimal | None, int | None]]:
    if column.part is Part.GRADE:
        return [(f"{column.name}_{plain(percent)}", percent, None) for percent in ladder]
    if column.part is Part.PROGRESS:
        return [(f"{column.name}_q{each}" if each else column.name, None, each) for each in quarters]
    return [(column.name, None, column.quarter)]


def _counted(place: int) -> Sentence:
    return Sentence(f"গ্রেড {to_bengali(str(place))}", f"Grade {place}")
