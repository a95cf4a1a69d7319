"""Owns what an import's preview shows: every plan of the document beside what is stored, its questions and doubts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from string import ascii_uppercase, digits
from typing import Any

from cell_values.text import natural_key
from imports.actions.comparing import ImportComparison, compare, fingerprint, is_in_doubt
from imports.actions.merging import PlanChange
from imports.forms import KindForm, PlanForm
from imports.queries.readings import PlanReading, readings_of
from imports.queries.understood import understood
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
from offices.models import Office
from official_forms.kind import PlanKind
from official_forms.kind_choice import KIND_DOUBTS, SaidKinds
from plan_tree.problems import Problem, Severity
from plan_tree.terms import QUARTERS
from plan_tree.tree import PlanTree
from plans.kinds import plan_kind
from plans.models import SourceFile
from sheets.documents import Answers, Document, is_pasted
from sheets.turns import OF_A_PAGE

GRAVITY = (Severity.ERROR, Severity.WARNING, Severity.NOTICE)
DECISIONS = frozenset({"assessment", "exemption"})  # of a reviewer, about what was reported before
CONTRADICTIONS = frozenset({"office_contradicts", "year_contradicts"})  # within the document
MOST_ROWS = 200  # of the plans of a document on one page
MOST_QUESTIONS = 100
MOST_OFFICES = 1000  # offered by name; any other is found by name or code too


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
        """Quarter rules chosen for rows that the page does not show, so that they go on with it."""
        asked = {row.draft.number for row in self.undecided}
        shown = {row.draft.number for area in self.shown_areas for row in area.rows if not row.is_asked}
        fields = (row.rule_field for row in self.rows if row.is_rule_changed and row.draft.number not in asked | shown)
        return [(field.html_name, field.value()) for field in fields if field is not None and field.value()]

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
        """The office's own totals that change."""
        return [change for change in self.comparison.changes if change.row[:1] == ("report",)]

    @property
    def withdrawn(self) -> list[PlanChange]:
        """The decisions of a reviewer that end because the achievement they are about changes."""
        return [change for change in self.comparison.changes if change.field in DECISIONS]


class PreviewPage:
    """The preview of a document, with what was said beside it. Raises Busy when it could not be read now."""

    def __init__(self, source: SourceFile, content: bytes, data: Mapping[str, Any] | None) -> None:
        self.source = source
        self.data = data
        document, forms = _answered(content, source.name, data)
        self.readings = readings_of(document, [form.choices() for form in forms])
        of_cells = _by_plan(document)
        in_cells = set(chain(*of_cells))
        self.of_file = [problem for problem in document.problems if problem not in in_cells]
        parts = zip(map(compare, self.readings), forms, self._windows(), of_cells, strict=False)
        self.plans = [PlanPreview(number, *part) for number, part in enumerate(parts, start=1)]

    def _windows(self) -> Iterator[range]:
        """Of each plan's rows those that the page shows: so many of the document's from the first one asked for."""
        before = 0
        for reading in self.readings:
            size = len(reading.draft.indicators) if reading.draft else 0
            first = min(max(self.first - before, 0), size)
            yield range(first, min(max(self.first + MOST_ROWS - before, first), size))
            before += size

    @cached_property
    def total(self) -> int:
        """How many rows the document has."""
        return sum(len(reading.draft.indicators) for reading in self.readings if reading.draft)

    @property
    def first(self) -> int:
        """The first row the page shows, from 0."""
        asked = (self.data or {}).get("rows", "")
        return int(asked) // MOST_ROWS * MOST_ROWS if asked.isdecimal() and len(asked) < 6 else 0

    @property
    def parts(self) -> list[tuple[int, int, int]]:
        """The first row of each page, and its first and last as people count; one page needs none."""
        starts = range(0, self.total, MOST_ROWS) if self.total > MOST_ROWS else ()
        return [(start, start + 1, min(start + MOST_ROWS, self.total)) for start in starts]

    @property
    def comparisons(self) -> Sequence[ImportComparison]:
        return [plan.comparison for plan in self.plans]

    @property
    def problems(self) -> list[Problem]:
        return [*self.of_file, *(told.problem for plan in self.plans for told in plan.told)]

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many problems there are of each gravity."""
        return {gravity.value: sum(each.severity is gravity for each in self.problems) for gravity in GRAVITY}

    @property
    def is_markable(self) -> bool:
        """Whether the problems can be marked in the cells of a workbook."""
        return bool(self.plans and self.problems) and not is_pasted(self.source.name)

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.source.sha256, self.comparisons)

    @property
    def can_store(self) -> bool:
        return bool(self.plans) and not self.counts["error"] and not self.says_nothing_new

    @property
    def says_nothing_new(self) -> bool:
        return bool(self.plans) and all(each.says_nothing_new for each in self.comparisons)

    @property
    def is_unanswered(self) -> bool:
        return any(plan.is_unanswered for plan in self.plans)

    @property
    def needs_tick(self) -> bool:
        return is_in_doubt(self.comparisons)

    def is_seen(self) -> bool:
        """Whether the doubts were ticked, where there are any."""
        return not self.needs_tick or bool(self.data and self.data.get("seen"))

    @cached_property
    def offices(self) -> list[tuple[str, str]]:
        """The offices that make plans, by what finds them (name, or code where names repeat) and their names."""
        offices = list(Office.objects.filter(makes_plan=True).order_by("code")[:MOST_OFFICES])
        names = [office.name for office in offices]
        named = [office.name if names.count(office.name) == 1 else office.code or "" for office in offices]
        return sorted(zip(named, names, strict=True), key=lambda pair: natural_key(pair[1]))


def _answered(content: bytes, name: str, data: Mapping[str, Any] | None) -> tuple[Document, Sequence[PlanForm]]:
    """The document, read again with what was said of it, and a form for each of its plans.

    The kinds come first: which columns lack their quarter, and which rows their rule, differs from kind to kind.
    """
    document = understood(content, name, patience=OF_A_PAGE)
    asked = [KindForm(draft, data, prefix=_prefix(at)) for at, draft in enumerate(document.drafts)]
    kinds = SaidKinds(at={place: kind for form in asked for place, kind in form.said().items()})
    if kinds.at:
        document = understood(content, name, answers=Answers(kinds), patience=OF_A_PAGE)
    forms = [
        PlanForm(draft, data, prefix=_prefix(at), asks_kind=asked[at].place is not None)
        for at, draft in enumerate(document.drafts)
    ]
    quarters = {place: quarter for form in forms for place, quarter in form.quarters().items()}
    if quarters:
        document = understood(content, name, answers=Answers(kinds, quarters), patience=OF_A_PAGE)
    return document, forms


def _prefix(at: int) -> str:
    return f"plan-{at + 1}"


def _by_plan(document: Document) -> list[list[Problem]]:
    """The file's problems in cells, by the plan they stand in; of several on a sheet the last that begins above."""
    found: list[list[Problem]] = [[] for _ in document.drafts]
    for problem in document.problems if document.drafts else ():
        row = _row(problem.cell)
        on_sheet = [at for at, draft in enumerate(document.drafts) if problem.cell and draft.sheet == problem.sheet]
        above = [at for at in on_sheet if _top(document.drafts[at]) <= row]
        for at in (above or on_sheet[:1])[-1:]:
            found[at].append(problem)
    return found


def _top(draft: PlanTree) -> int:
    return min((_row(area.cell) for area in draft.areas if area.cell), default=0)


def _row(cell: str) -> int:
    return int(cell.lstrip(ascii_uppercase) or 0)


def _place(problem: Problem) -> tuple[int, int, str]:
    """Errors first, each gravity in the order of the sheet: by row, then column."""
    return GRAVITY.index(problem.severity), _row(problem.cell), problem.cell.rstrip(digits).rjust(3)


def _says(row: ShownRow, quarter: int) -> bool:
    return any(place.says_something for place in row.quarters[quarter])
