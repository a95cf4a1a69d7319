"""Owns what of a plan is open in the editor: the plan as stored, its draft, and the outline that is typed on."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from editor.models import PlanDraft
from official_forms.columns import Extent, Part
from official_forms.description import FormDescription
from official_forms.kind import PlanKind
from plan_tree.outline import Level, Outline
from plan_tree.outline_data import outline_as_data
from plan_tree.outline_trees import ReadOutline, outline_of, read_outline
from plan_tree.tree import OtherYear, PlanTree
from plan_tree.year_before import YearBefore, beside_year_before
from plans.kinds import plan_kind
from plans.models import Plan
from plans.queries.trees import StoredRows, load_rows
from year_opening.queries.rolling_over import rows_before


@dataclass(frozen=True)
class OpenPlan:
    """A plan in the editor. ``base``: what is stored, as it would be typed; ``draft``: None, nothing was typed yet."""

    plan: Plan
    stored: StoredRows
    base: Outline
    draft: PlanDraft | None

    @property
    def version(self) -> int:
        """Of the draft; while there is none, a number that tells one stored plan from another."""
        return self.draft.version if self.draft else fingerprint(self.base)

    @cached_property
    def outline(self) -> Outline:
        return self.draft.outline if self.draft else self.base

    @cached_property
    def is_outdated(self) -> bool:
        """Whether somebody stored other rows since the draft was begun."""
        return self.draft is not None and self.draft.base.rows != self.base.rows

    @property
    def kind(self) -> PlanKind:
        return plan_kind(self.plan.kind)

    @cached_property
    def tree(self) -> PlanTree:
        return self.stored.tree

    @cached_property
    def form(self) -> FormDescription:
        """The form with a column for each other year that is told of."""
        return self.kind.form.with_other_years(self.tree)

    @cached_property
    def read(self) -> ReadOutline:
        return self.reading_of(self.outline)

    def reading_of(self, outline: Outline) -> ReadOutline:
        """What an outline of this plan says."""
        return read_outline(outline, self.tree, self.other_years)

    @cached_property
    def other_years(self) -> Mapping[int, tuple[OtherYear, ...]]:
        return {row.key: row.other_years for row in self.tree.indicators if row.key is not None}

    @cached_property
    def year_before(self) -> Mapping[str, YearBefore]:
        """What rows reached in the year before, by their ids. One query."""
        rows = [row.id for row in self.outline.rows if row.level is Level.INDICATOR]
        beside = beside_year_before(self.read.tree, rows_before(self.plan))
        return {rows[place]: each for place, each in beside.items()}


def open_plan(plan: Plan) -> OpenPlan:
    """The plan with its draft: those of ``load_rows``, and one query more."""
    stored = load_rows(plan)
    base = outline_of(stored.tree, shares_numbers=shares_numbers(plan_kind(plan.kind)))
    return OpenPlan(plan, stored, base, draft_of(plan))


def fingerprint(outline: Outline) -> int:
    """A number that is another one for other rows, and where the versions of a draft of them begin."""
    text = json.dumps(outline_as_data(outline)["rows"], ensure_ascii=False, sort_keys=True)
    return zlib.crc32(text.encode()) >> 2


def draft_of(plan: Plan) -> PlanDraft | None:
    return PlanDraft.objects.filter(plan=plan).select_related("saved_by").first()


def shares_numbers(kind: PlanKind) -> bool:
    """Whether the form prints an activity beside each of its indicators, under one number."""
    return any(column.extent is Extent.INDICATOR for column in kind.form.of(Part.ACTIVITY))
