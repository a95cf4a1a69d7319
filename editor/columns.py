"""Owns the columns of the editor: those of the form that are planned, and how each is typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from cell_values.sentence import Sentence
from official_forms.columns import Filler, Part, Surface
from official_forms.contents import OTHER_YEARS
from official_forms.description import FormDescription, PrintedColumn
from plan_tree import outline as named
from plan_tree.outline import Level
from plan_tree.outline_trees import FULL_GRADE
from plan_tree.revisions import place_of_grade, place_of_quarter
from plan_tree.terms import Direction, QuarterRule
from plan_tree.tree import OWN_WORDS, PlanTree
from plans.models.plan import DIRECTIONS, QUARTER_RULES

RULE_NAMES = {QuarterRule(code): name for code, name in QUARTER_RULES}
DIRECTION_NAMES = {Direction(code): name for code, name in DIRECTIONS}


class TypedAs(StrEnum):
    """How a column is typed."""

    WORDS = "words"
    FIGURE = "figure"
    UNIT = "unit"
    RULE = "rule"
    SHOWN = "shown"  # not at all


@dataclass(frozen=True, slots=True)
class EditorColumn:
    """One column: the field of the row it shows, which of the two rows in a line that is, and how it is headed.

    ``printed``: the column of the form; None for that of the quarter rule, which no form prints.
    """

    field: str
    heading: Sentence
    typed: TypedAs
    level: Level = Level.INDICATOR
    printed: PrintedColumn | None = None

    @property
    def input_name(self) -> str:
        """Of its field on the page."""
        return f"{'above' if self.level is Level.ACTIVITY else 'f'}:{self.field}"

    @property
    def classes(self) -> str:
        return f"as-{self.typed}{' is-weight' if self.field == named.WEIGHT else ''}"


RULE_COLUMN = EditorColumn(named.RULE, Sentence("গণনা", "Rule"), TypedAs.RULE)
_FIXED = {
    Part.ACTIVITY: (named.TITLE, TypedAs.WORDS),
    Part.INDICATOR: (named.TITLE, TypedAs.WORDS),
    Part.WEIGHT: (named.WEIGHT, TypedAs.FIGURE),
    Part.UNIT: (named.UNIT, TypedAs.UNIT),
    Part.ANNUAL: (FULL_GRADE, TypedAs.FIGURE),
}


def editor_columns(form: FormDescription, tree: PlanTree) -> tuple[EditorColumn, ...]:
    """The columns of a form as far as they are planned, for the year and the grades of a plan, and the quarter rule."""
    start = tree.start_year if tree.year else None
    printed = form.printed(Surface.ENTRY, start_year=start, ladder=form.ladder_of(tree), quarters=())
    found = {(each.level, each.field): each for column in printed for each in _column(column, form)}
    return (*found.values(), RULE_COLUMN)


def _column(printed: PrintedColumn, form: FormDescription) -> Iterator[EditorColumn]:
    part = printed.part
    if part in _FIXED:
        level = Level.ACTIVITY if part is Part.ACTIVITY else Level.INDICATOR
        yield EditorColumn(_FIXED[part][0], printed.headings[-1], _FIXED[part][1], level, printed)
    elif part is Part.TEXT and printed.column.filler is Filler.PLAN:
        name = printed.column.name
        field = name if name in OWN_WORDS else f"{named.WORDS}{name}"
        yield EditorColumn(field, printed.headings[-1], TypedAs.WORDS, printed=printed)
    elif part is Part.GRADE and printed.percent is not None:
        yield EditorColumn(place_of_grade(printed.percent), printed.called, TypedAs.FIGURE, printed=printed)
    elif part is Part.QUARTER and printed.quarter and form.family.sets_quarters:
        yield EditorColumn(place_of_quarter(printed.quarter), printed.headings[-1], TypedAs.FIGURE, printed=printed)
    elif part in OTHER_YEARS:
        yield EditorColumn(f"shown:{printed.name}", printed.headings[-1], TypedAs.SHOWN, printed=printed)
