"""Owns storing cells or indicators of many plans at once: rows in bulk, then an event and the marks for each plan."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from cell_values.reading import read_value
from cell_values.value import Unit, Value
from offices.models import Person
from plan_tree.terms import FULL, QUARTERS
from plans.actions.achievements import StaleVersionError
from plans.actions.assessments import BESIDE, clear_decisions, decisions_of
from plans.actions.cell_events import OF_A_CELL
from plans.actions.editing import NOT_ADMINISTRATOR, note_edit
from plans.actions.ledger import EventDraft, write_events
from plans.actions.scoring import refresh_scorecards_of
from plans.actions.storing import batches, store_rows
from plans.models import GradedTarget, Indicator, OtherYearValue, Plan, QuarterCell
from plans.models.fields import value_columns
from plans.queries.access import standing_today
from plans.queries.open_rows import open_rows_of
from plans.queries.plan_writing import why_not_editable
from plans.queries.told_rows import told, told_rows
from plans.queries.trees import StoredRows
from plans.queries.writable_quarters import editing_of, report_states
from workflow.plan_states import PlanState, check_rows_open
from workflow.row_openings import check_row_open
from workflow.transitions import REPORT_LIFE, Refusal, Step

ENTERED = ("version", "entered_by", "entered_at")
SAID: Mapping[str, str] = {"remark": "remark", "claimed_marks": "claim"}  # what the ledger calls each
CELL_COLUMNS = (*value_columns("target"), *value_columns("achievement"), *ENTERED, *BESIDE, *SAID)
INDICATOR_COLUMNS = (
    *("title", "weight", "unit", "unit_text", "responsible", "quarter_rule"),
    *("late_marks", "late_days", "direction", "remark"),
)


@dataclass(frozen=True)
class CellChange:
    """New values for a cell loaded with its indicator; None stays as it is, as does what ``said`` does not name."""

    cell: QuarterCell
    target: Value | None = None
    achievement: Value | None = None
    said: Mapping[str, Any] = field(default_factory=dict)  # the remark and the claimed marks, by column

    @property
    def columns(self) -> list[str]:
        target = [] if self.target is None else value_columns("target")
        rest = [] if self.achievement is None else [*value_columns("achievement"), *ENTERED, *BESIDE]
        return [*target, *rest, *self.said]

    def contents(self) -> Iterator[tuple[str, Any, Any]]:
        """What the event says: what, before and after."""
        if self.target is not None:
            yield "target", self.cell.target.as_json(), self.target.as_json()
        if self.achievement is not None:
            yield "achievement", self.cell.achievement.as_json(), self.achievement.as_json()
            for name, decision in decisions_of(self.cell).items():
                yield name, decision, None
        for column, after in self.said.items():
            yield SAID[column], {"text": _said(getattr(self.cell, column))}, {"text": _said(after)}

    def write(self, by: Person) -> EventDraft:
        """Sets the new values, unsaved, and says what the ledger will."""
        contents, cell = list(self.contents()), self.cell
        _renew(self, by)
        before, after = ({each[0]: each[place] for each in contents} for place in (1, 2))
        subject = f"{cell.indicator.number} q{cell.quarter}"
        rows = told(cell, *self.columns)
        return EventDraft(OF_A_CELL["import_table"], subject, before, after, cell.indicator_id, cell.quarter, rows)

    @property
    def since(self) -> int:
        """The first quarter whose marks may differ: a target counts in those of every quarter."""
        return self.cell.quarter if self.target is None else QUARTERS[0]


@dataclass(frozen=True)
class IndicatorChange:
    """An indicator loaded with its graded targets: new contents by column, and graded targets by percentage.

    A blank graded target takes its grade away, but never that of 100 %.
    """

    indicator: Indicator
    columns: Mapping[str, Any] = field(default_factory=dict)
    grades: Mapping[Decimal, Value] = field(default_factory=dict)

    @property
    def before(self) -> dict[str, str]:
        number, stored = (
            self.indicator.number,
            {each.percent: each.target for each in self.indicator.graded_targets.all()},
        )
        columns = {f"{number} {name}": _said(getattr(self.indicator, name)) for name in self.columns}
        return columns | {f"{number} {each:f}%": stored[each].text if each in stored else "" for each in self.grades}

    @property
    def after(self) -> dict[str, str]:
        number = self.indicator.number
        columns = {f"{number} {name}": _said(content) for name, content in self.columns.items()}
        return columns | {f"{number} {percent:f}%": value.text for percent, value in self.grades.items()}


def _said(content: Any) -> str:
    return "" if content is None else str(content)


@transaction.atomic
def store_cells(
    *, changes: Mapping[Plan, Sequence[CellChange]], rows: Mapping[int, StoredRows], by: Person, source: str
) -> None:
    """Writes cells of many plans; ``source`` names what they came from. The marks follow.

    Another achievement withdraws what a reviewer decided about the one before.

    ``rows``: those of the plans by ``load_rows_of``, to which the cells belong.

    Raises Refusal (no administrator, a report handed in) and StaleVersionError.
    """
    plans = _locked(changes, by)
    for plan, of_plan in changes.items():
        if any(each.target is not None for each in of_plan):
            check_rows_open(PlanState(plans[plan.pk].state))
    cells = [each for of_plan in changes.values() for each in of_plan]
    _check_reports(changes, plans)
    _check_versions([each.cell for each in cells])
    events = {plans[plan.pk]: [each.write(by) for each in of_plan] for plan, of_plan in changes.items()}
    store_rows([each.cell for each in cells], CELL_COLUMNS)
    write_events(told={plan: [_whole(source, each), *each] for plan, each in events.items()}, by=by)
    since = {plans[plan.pk]: min(each.since for each in of_plan) for plan, of_plan in changes.items()}
    refresh_scorecards_of(since, rows)


@transaction.atomic
def store_indicators(*, changes: Mapping[Plan, Sequence[IndicatorChange]], by: Person, source: str) -> None:
    """Writes indicators of many plans; values are understood anew in a new unit, event and marks follow.

    Raises Refusal (no administrator, a report handed in).
    """
    plans = _locked(changes, by)
    if sentence := next(filter(None, map(why_not_editable, plans.values())), None):
        raise Refusal(sentence)
    edits = {plan: (_united(e.before for e in each), _united(e.after for e in each)) for plan, each in changes.items()}
    held = {plan: told_rows(plan) for plan in changes}
    rows = [each for of_plan in changes.values() for each in of_plan]
    _write_grades(rows)
    remeasured = {each.indicator.pk: each.columns["unit"] for each in rows if "unit" in each.columns}
    for each in rows:
        for name, content in each.columns.items():
            setattr(each.indicator, name, content)
    store_rows([each.indicator for each in rows], INDICATOR_COLUMNS)
    _read_anew(remeasured, {plan.pk: plan.year.start_year for plan in plans.values()})
    for plan, (before, after) in edits.items():
        note_edit(plan=plan, held=held[plan], subject=source[:200], before=before, after=after, by=by)


def _locked(changes: Mapping[Plan, Sequence[object]], by: Person) -> dict[int, Plan]:
    """The plans in one order for all writers, held until the transaction ends."""
    if not standing_today(by).is_administrator:
        raise Refusal(NOT_ADMINISTRATOR)
    plans = Plan.objects.select_for_update(of=("self",)).select_related("office__parent__parent", "year", "policy")
    return {plan.pk: plan for plan in plans.filter(pk__in=[plan.pk for plan in changes]).order_by("pk")}


def _check_reports(changes: Mapping[Plan, Sequence[CellChange]], plans: Mapping[int, Plan]) -> None:
    """Targets change until their report is handed in, achievements while their quarter is written; neither of a row
    that did not go back with a return.
    """
    states, editing, open_rows = report_states(plans), editing_of(plans.values()), open_rows_of(plans)
    for plan, of_plan in changes.items():
        for quarter in {each.cell.quarter for each in of_plan}:
            REPORT_LIFE.check_state(Step.RECORD, states[plan.pk, quarter])
        for quarter in {each.cell.quarter for each in of_plan if each.achievement is not None or each.said}:
            editing[plan.pk, quarter].check()
        for each in of_plan:
            check_row_open(each.cell.indicator_id, open_rows.get((plan.pk, each.cell.quarter)))


def _check_versions(cells: Sequence[QuarterCell]) -> None:
    for some in batches(cells):
        seen = {cell.pk: cell for cell in some}
        for pk, version in QuarterCell.objects.filter(pk__in=list(seen)).values_list("pk", "version"):
            if version != seen[pk].version:
                raise StaleVersionError(QuarterCell.objects.get(pk=pk))


def _whole(source: str, cells: Sequence[EventDraft]) -> EventDraft:
    return EventDraft("import_table", source[:200], after={"cells": len(cells)}, rows={})


def _renew(change: CellChange, by: Person) -> None:
    cell = change.cell
    if change.target is not None:
        cell.target = change.target
    if change.achievement is not None:
        clear_decisions(cell)
        cell.achievement = change.achievement
        cell.version += 1
        cell.entered_by, cell.entered_at = by, timezone.now()
    for column, content in change.said.items():
        setattr(cell, column, content)


def _write_grades(changes: Iterable[IndicatorChange]) -> None:
    kept: list[GradedTarget] = []
    gone: list[int] = []
    for change in changes:
        stored = {each.percent: each for each in change.indicator.graded_targets.all()}
        for percent, value in change.grades.items():
            if value.is_blank and percent != FULL:
                gone += [stored[percent].pk] if percent in stored else []
                continue
            graded = GradedTarget(indicator=change.indicator, percent=percent)
            graded.target = value
            kept.append(graded)
    store_rows(kept, value_columns("target"), ("indicator", "percent"))
    for some in batches(gone):
        GradedTarget.objects.filter(pk__in=some).delete()


def _read_anew(units: Mapping[int, str], start_years: Mapping[int, int]) -> None:
    """The values of indicators that got another unit, as ``note_edit`` would one by one."""
    for model, name in ((GradedTarget, "target"), (QuarterCell, "target"), (OtherYearValue, "value")):
        rows: list[Any] = []
        for some in batches(list(units)):
            of_these = model._default_manager.filter(indicator__in=some).exclude(**{f"{name}_text": ""})
            rows += of_these.select_related("indicator__activity__area")
        for row in rows:
            year = start_years[row.indicator.activity.area.plan_id] if name == "target" else None
            text = getattr(row, name).text
            setattr(row, name, read_value(text, Unit(units[row.indicator_id]), start_year=year).value)
        store_rows(rows, value_columns(name))


def _united(parts: Iterable[dict[str, str]]) -> dict[str, str]:
    return {key: content for part in parts for key, content in part.items()}
