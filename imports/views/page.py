"""Owns what an import's preview shows: every plan of the document beside what is stored, its questions and doubts."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any

from django.forms import BoundField

from cell_values.text import natural_key
from imports.actions.comparing import ImportComparison, compare_all, fingerprint, is_in_doubt
from imports.forms import KindForm, PlanForm
from imports.queries.readings import readings_of
from imports.queries.understood import understood
from imports.views.plan_preview import GRAVITY, PlanPreview, row_of
from offices.models import Office
from official_forms.kind_choice import SaidKinds
from plan_tree.problems import Problem
from plan_tree.tree import PlanTree
from plans.models import SourceFile
from sheets.documents import Answers, Document, is_pasted
from sheets.turns import OF_A_PAGE

MOST_ROWS = 200  # of the plans of a document on one page
MOST_OFFICES = 1000  # offered by name; any other is found by name or code too


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
        parts = zip(compare_all(self.readings), forms, self._windows(), of_cells, strict=False)
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
    def has_late_errors(self) -> bool:
        return any(plan.has_late_errors for plan in self.plans)

    @property
    def faulty_late_field(self) -> BoundField | None:
        return next((field for plan in self.plans if (field := plan.faulty_late_field)), None)

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
        row = row_of(problem.cell)
        on_sheet = [at for at, draft in enumerate(document.drafts) if problem.cell and draft.sheet == problem.sheet]
        above = [at for at in on_sheet if _top(document.drafts[at]) <= row]
        for at in (above or on_sheet[:1])[-1:]:
            found[at].append(problem)
    return found


def _top(draft: PlanTree) -> int:
    return min((row_of(area.cell) for area in draft.areas if area.cell), default=0)
