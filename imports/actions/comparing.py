"""Owns the comparison of a document with what is stored, before anything is written, and its fingerprint."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from imports.actions.importing import StoredPlan, refusals_of, refusals_of_new
from imports.actions.merging import Merging, PlanChange, changes_of
from imports.queries.readings import PlanReading, laid_over, taken_apart
from imports.queries.template_doubts import with_template_doubts
from plan_tree.problems import Problem, Severity
from plan_tree.tree import IndicatorNode, PlanTree
from plans.interchange import import_json
from plans.models import Plan
from plans.queries.latest import find_plan
from plans.sealing import digest_of


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

        Quarter rules and late rules are left out: they are chosen while the comparison is looked at.
        """
        reading, plan = self.reading, self.plan
        last = plan.events.order_by("-sequence").values_list("digest", flat=True).first() if plan else None
        belongs = [reading.office and reading.office.pk, reading.year and reading.year.pk, plan and plan.pk, last]
        draft = reading.draft and reading.draft.with_indicators(_without_rules)
        reported = draft and draft.reported_quarter
        return [*belongs, reported, import_json(draft, office=None, year=None, saved=False, problems=())]


def _without_rules(row: IndicatorNode) -> IndicatorNode:
    return replace(row, quarter_rule=None, late_rule=None)


def in_order_of_storing(readings: Iterable[PlanReading]) -> list[PlanReading]:
    """The plans of a document as they are stored: those that report from the beginning of the year come last.

    Their totals are taken apart over the quarters before, which another sheet may hold.
    """
    return sorted(readings, key=lambda reading: max(reading.draft.to_date, default=0) if reading.draft else 0)


def compare_all(readings: Sequence[PlanReading]) -> tuple[ImportComparison, ...]:
    """What storing the plans of a document would change, each over those of the same plan that are stored before it."""
    before: dict[tuple[object, ...], PlanTree] = {}
    found: dict[int, ImportComparison] = {}
    for reading in in_order_of_storing(readings):
        belongs = (reading.office, reading.year, reading.draft and reading.draft.kind)
        compared = compare(reading, before.get(belongs))
        found[id(reading)] = compared
        if compared.reading.draft:
            before[belongs] = laid_over(compared.reading.draft, before.get(belongs))
    return tuple(found[id(reading)] for reading in readings)


def compare(reading: PlanReading, before: PlanTree | None = None) -> ImportComparison:
    """What storing a reading would change, once what stands ``before`` it is stored; nothing is written."""
    draft, office, year = reading.draft, reading.office, reading.year
    if draft is None or office is None or year is None:
        return ImportComparison(reading)
    plan = find_plan(office, year, draft.kind)
    reading, draft = taken_apart(reading, plan, draft, before)
    reading = with_template_doubts(reading, plan, draft)
    if plan is None:
        return ImportComparison(reading, refusals=refusals_of_new(draft, office, year))
    changes = changes_of(Merging(plan, draft).steps())
    return ImportComparison(reading, plan, changes, refusals_of(plan, draft, changes))


def fingerprint(sha256: str, comparisons: Iterable[ImportComparison]) -> str:
    """What a person saw of a document, as hexadecimal digits: another one means that something changed since."""
    return digest_of([sha256, *(comparison.state for comparison in comparisons)])


def fingerprint_with_doubts(sha256: str, comparisons: Sequence[ImportComparison]) -> str:
    """As ``fingerprint``, of a document whose doubts were shown as well: one that was not is another one."""
    told = [[each.code, each.sheet, each.cell, each.sentence.bn] for each in doubts_of(comparisons)]
    return digest_of([fingerprint(sha256, comparisons), *sorted(told)])


def changed_rows(changes: Iterable[PlanChange]) -> Mapping[tuple[str | int, ...], Mapping[str, PlanChange]]:
    """The changes by the row they stand in, then by field."""
    rows: dict[tuple[str | int, ...], dict[str, PlanChange]] = {}
    for change in changes:
        rows.setdefault(change.row, {})[change.field] = change
    return rows


def is_in_doubt(comparisons: Iterable[ImportComparison]) -> bool:
    """Whether storing needs somebody who has seen the doubts."""
    return bool(doubts_of(comparisons))


def doubts_of(comparisons: Iterable[ImportComparison]) -> list[Problem]:
    """What somebody must have seen before it is stored."""
    return [each for one in comparisons for each in one.problems if each.severity is Severity.WARNING]
