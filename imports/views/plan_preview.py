"""Owns what an import's preview shows of one plan of the document: its rows, questions and doubts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from string import ascii_uppercase, digits
from typing import Any

from django.forms import BoundField

from imports.actions.comparing import ImportComparison
from imports.actions.merging import PlanChange
from imports.forms import PlanForm
from imports.queries.readings import PlanReading
from imports.views.preview_around import ShownSurroundings, shown_surroundings
from imports.views.preview_rows import (
    CHANGED,
    NEW,
    UNCHANGED,
    ListedProblem,
    PreviewRows,
    ShownArea,
    ShownRow,
    ToldGroup,
    grouped,
    numbered,
)
from official_forms.kind import PlanKind
from official_forms.kind_choice import KIND_DOUBTS
from plan_tree.problems import Problem, Severity
from plan_tree.terms import QUARTERS
from plans.kinds import plan_kind

GRAVITY = (Severity.ERROR, Severity.WARNING, Severity.NOTICE)
DECISIONS = frozenset({"assessment", "exemption"})  # of a reviewer, about what was reported before
CLAIMS = frozenset({"claimed_total", "claimed_obtained"})
CONTRADICTIONS = frozenset({"office_contradicts", "year_contradicts"})  # within the document
MOST_QUESTIONS = 100


@dataclass
class PlanPreview:
    """One plan of a document."""

    number: int
    comparison: ImportComparison
    form: PlanForm
    window: range = range(0)  # of the rows of this plan, those the page shows
    of_cells: Sequence[Problem] = ()  # those of the file that stand in this plan's cells

    @property
    def prefix(self) -> str:
        return f"p{self.number}"

    @property
    def reading(self) -> PlanReading:
        return self.comparison.reading

    @cached_property
    def kind(self) -> PlanKind | None:
        return plan_kind(self.reading.draft.kind) if self.reading.draft else None

    @cached_property
    def told(self) -> list[ListedProblem]:
        """The problems of the plan and its cells, those of the file apart: errors first, then by sheet order."""
        of_file = set(self.reading.of_file)
        own = [problem for problem in self.comparison.problems if problem not in of_file]
        return numbered(sorted([*own, *self.of_cells], key=_place))

    @property
    def grave(self) -> list[ListedProblem]:
        return [told for told in self.told if not told.is_notice]

    @property
    def grave_groups(self) -> list[ToldGroup]:
        return grouped(self.grave)

    @property
    def notice_groups(self) -> list[ToldGroup]:
        return grouped(self.notices)

    @property
    def errors(self) -> int:
        return sum(told.problem.severity is Severity.ERROR for told in self.told)

    @property
    def notices(self) -> list[ListedProblem]:
        return [told for told in self.told if told.is_notice]

    @cached_property
    def areas(self) -> list[ShownArea]:
        return list(PreviewRows(self.comparison, self.form, self.told).areas())

    @cached_property
    def rows(self) -> list[ShownRow]:
        return [row for area in self.areas for row in area.rows]

    @cached_property
    def shown_areas(self) -> list[ShownArea]:
        """The areas with those of their rows that the page shows."""
        rows = dict(enumerate(self.rows))
        shown = {id(rows[at]) for at in self.window if at in rows}
        areas = (replace(area, rows=tuple(row for row in area.rows if id(row) in shown)) for area in self.areas)
        return [area for area in areas if area.rows or len(self.window) >= len(self.rows)]

    @cached_property
    def kept_choices(self) -> list[tuple[str, str]]:
        """Rules chosen for rows that the page does not show, so that they go on with it."""
        asked = {row.draft.number for row in self.undecided}
        shown = [row for area in self.shown_areas for row in area.rows]
        numbers = {row.draft.number for row in shown}
        kept = asked | {row.draft.number for row in shown if not row.is_asked}
        fields = [row.rule_field for row in self.rows if row.is_rule_changed and row.draft.number not in kept]
        late = [row.late_form for row in self.rows if row.is_late_rule_changed and row.draft.number not in numbers]
        rules = [(field.html_name, field.value()) for field in fields if field is not None and field.value()]
        return [*rules, *((field.html_name, field.value()) for form in late if form for field in form)]

    @property
    def has_late_errors(self) -> bool:
        """Whether a late rule was written that cannot hold."""
        return any(form.errors for form in self.form.late_forms.values())

    @property
    def faulty_late_field(self) -> BoundField | None:
        """The first field of a late rule on the page that was refused."""
        forms = [row.late_form for area in self.shown_areas for row in area.rows if row.late_form]
        return next((field for form in forms for field in form if field.errors), None)

    @cached_property
    def states(self) -> Mapping[str, int]:
        """How many indicators are new, changed and unchanged."""
        return {state: sum(row.state == state for row in self.rows) for state in (NEW, CHANGED, UNCHANGED)}

    @cached_property
    def doubtful(self) -> int:
        return sum(row.is_doubtful for row in self.rows)

    @property
    def shows(self) -> str:
        """Which rows are shown first: of a known plan those that change."""
        return CHANGED if self.states[UNCHANGED] and self.states[UNCHANGED] < len(self.rows) else "all"

    @cached_property
    def quarters(self) -> list[int]:
        """The quarters whose columns hold anything."""
        sets_quarters = self.kind is not None and self.kind.form.family.sets_quarters
        return [q for q in QUARTERS if sets_quarters or any(_says(row, q) for row in self.rows)]

    @property
    def columns(self) -> int:
        """How many columns the table of the plan has."""
        return 6 + self.with_responsible + len(self.quarters) + self.with_remarks

    @property
    def with_responsible(self) -> bool:
        return self.kind is not None and self.kind.form.has("responsible")

    @cached_property
    def with_remarks(self) -> bool:
        return any(row.remark.says_something for row in self.rows)

    @cached_property
    def undecided(self) -> list[ShownRow]:
        """The indicators whose quarter rule somebody must choose; those chosen just now stay to be seen.

        Of very many the next ones without an answer.
        """
        asked = [row for row in self.rows if row.is_asked]
        if len(asked) > MOST_QUESTIONS:
            asked.sort(key=lambda row: not row.is_undecided)
        return asked[:MOST_QUESTIONS]

    @property
    def unasked(self) -> int:
        """How many questions come when these are answered."""
        return sum(row.is_undecided for row in self.rows) - sum(row.is_undecided for row in self.undecided)

    @property
    def asks_belonging(self) -> bool:
        """Whether kind, office or year are unknown, contradicted in the document, or chosen just now."""
        contradicted = any(told.problem.code in CONTRADICTIONS | KIND_DOUBTS for told in self.told)
        chosen = any(field.value() for field in self.form.belonging_fields)
        return contradicted or chosen or not (self.reading.office and self.reading.year)

    @property
    def is_unanswered(self) -> bool:
        unsaid = any(not field.value() for field in self.form.quarter_fields)
        return unsaid or any(row.is_undecided for row in self.rows)

    @property
    def is_order_changed(self) -> bool:
        return any(change.field == "position" for change in self.comparison.changes)

    @property
    def claims(self) -> list[Any]:
        """The office's own totals that change: those of reports, not those of indicators."""
        return [each for each in self.comparison.changes if each.row[:1] == ("report",) and each.field in CLAIMS]

    @property
    def surroundings(self) -> list[ShownSurroundings]:
        """What the document prints around its table, for every report it tells of."""
        draft, plan = self.reading.draft, self.comparison.plan
        return shown_surroundings(draft, plan) if draft else []

    @property
    def withdrawn(self) -> list[PlanChange]:
        """The decisions of a reviewer that end because the achievement they are about changes."""
        return [change for change in self.comparison.changes if change.field in DECISIONS]


def row_of(cell: str) -> int:
    """The row of a cell's address; 0 where there is none."""
    return int(cell.lstrip(ascii_uppercase) or 0)


def _place(problem: Problem) -> tuple[int, int, str]:
    """Errors first, each gravity in the order of the sheet: by row, then column."""
    return GRAVITY.index(problem.severity), row_of(problem.cell), problem.cell.rstrip(digits).rjust(3)


def _says(row: ShownRow, quarter: int) -> bool:
    return any(place.says_something for place in row.quarters[quarter])
