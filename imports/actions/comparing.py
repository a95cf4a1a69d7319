"""Owns the comparison of a document with what is stored, before anything is written, and its fingerprint."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from imports.actions.importing import StoredPlan, refusals_of, refusals_of_new
from imports.actions.merging import Merging, PlanChange, changes_of
from imports.queries.readings import PlanReading, taken_apart
from plan_tree.problems import Problem, Severity
from plans.interchange import import_json
from plans.models import Plan
from plans.queries.latest import find_plan


@dataclass(frozen=True)
class ImportComparison:
    """A reading beside the stored plan it would change (None: it would be new), what forbids that, what came of it."""

    reading: PlanReading
    plan: Plan | None = None
    changes: tuple[PlanChange, ...] = ()
    refusals: tuple[Problem, ...] = ()
    stored: StoredPlan | None = None  # once it was stored

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.reading.problems + self.refusals

    @property
    def is_storable(self) -> bool:
        return self.reading.is_storable and not self.refusals

    @property
    def is_new(self) -> bool:
        return self.plan is None

    @property
    def says_nothing_new(self) -> bool:
        return self.plan is not None and not self.changes

    @property
    def state(self) -> list[Any]:
        """What the comparison rests on: what was understood, for whom, and the last event of the stored plan.

        Quarter rules are left out: they are chosen while the comparison is looked at.
        """
        reading, plan = self.reading, self.plan
        last = plan.events.order_by("-sequence").values_list("digest", flat=True).first() if plan else None
        belongs = [reading.office and reading.office.pk, reading.year and reading.year.pk, plan and plan.pk, last]
        draft = reading.draft and reading.draft.with_indicators(lambda row: replace(row, quarter_rule=None))
        reported = draft and draft.reported_quarter
        return [*belongs, reported, import_json(draft, office=None, year=None, saved=False, problems=())]


def compare(reading: PlanReading) -> ImportComparison:
    """What storing a reading would change; nothing is written."""
    draft, office, year = reading.draft, reading.office, reading.year
    if draft is None or office is None or year is None:
        return ImportComparison(reading)
    plan = find_plan(office, year, draft.kind)
    reading, draft = taken_apart(reading, plan, draft)
    if plan is None:
        return ImportComparison(reading, refusals=refusals_of_new(draft, year))
    changes = changes_of(Merging(plan, draft).steps())
    return ImportComparison(reading, plan, changes, refusals_of(plan, draft, changes))


def fingerprint(sha256: str, comparisons: Iterable[ImportComparison]) -> str:
    """What a person saw of a document, as hexadecimal digits: another one means that something changed since."""
    seen = [sha256, *(comparison.state for comparison in comparisons)]
    return hashlib.sha256(json.dumps(seen, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def changed_rows(changes: Iterable[PlanChange]) -> Mapping[tuple[str | int, ...], Mapping[str, PlanChange]]:
    """The changes by the row they stand in, then by field."""
    rows: dict[tuple[str | int, ...], dict[str, PlanChange]] = {}
    for change in changes:
        rows.setdefault(change.row, {})[change.field] = change
    return rows


def is_in_doubt(comparisons: Iterable[ImportComparison]) -> bool:
    """Whether storing needs somebody who has seen the doubts."""
    return any(p.severity is Severity.WARNING for each in comparisons for p in each.problems)
