"""Owns entering an achievement: one cell, one version, one event."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from cell_values.reading import Reading, read_value
from cell_values.value import Unit, ValueState
from offices.models import Person
from plans.actions.assessments import COLUMNS, DECIDED, clear_decisions, decisions_of
from plans.actions.ledger import lock_plan, place_of, write_event
from plans.actions.scoring import refresh_scorecards
from plans.actions.timing import check_time
from plans.models import Plan, QuarterCell, RefusedValue
from plans.models.fields import value_columns
from plans.queries.access import sides_towards, standing_today
from plans.queries.told_rows import told
from workflow.transitions import Step, check_begun, check_side

ENTERED = (*value_columns("achievement"), "version", "entered_by", "entered_at")


class StaleVersionError(Exception):
    """Somebody else wrote the cell meanwhile; ``cell`` is as it stands now."""

    def __init__(self, cell: QuarterCell) -> None:
        super().__init__(f"cell {cell.pk} is at version {cell.version}")
        self.cell = cell


class UnreadableError(Exception):
    """What was typed is neither a value nor words; ``reading`` says what was read and what to do."""

    def __init__(self, reading: Reading) -> None:
        super().__init__("; ".join(doubt.sentence.en for doubt in reading.doubts))
        self.reading = reading


@dataclass(frozen=True)
class Recorded:
    """The cell as stored, and the doubts that do not forbid it."""

    cell: QuarterCell
    reading: Reading


@transaction.atomic
def record_achievement(*, cell: QuarterCell, value: str, version: int, by: Person) -> Recorded:
    """Writes an achievement as typed, with what was understood; what the person typed before and was not taken goes.

    Raises Refusal (not yours, not now), StaleVersionError, UnreadableError. The same text again changes nothing;
    another one withdraws what a reviewer assessed, granted or refused.
    """
    plan = lock_plan(cell.indicator.activity.area.plan_id)
    check_side(Step.RECORD, sides_towards(standing_today(by), plan.office))
    check_time(step=Step.RECORD, plan=plan, quarter=cell.quarter)
    check_begun(plan.year.quarter_starts(cell.quarter), timezone.localdate())
    current = QuarterCell.objects.select_related("indicator", "entered_by").get(pk=cell.pk)
    reading = read_value(value, Unit(current.indicator.unit), start_year=plan.year.start_year)
    if current.version != version and current.achievement != reading.value:
        raise StaleVersionError(current)
    if reading.value.state is ValueState.UNREADABLE:
        raise UnreadableError(reading)
    if current.achievement != reading.value:
        _write(plan, current, reading, by)
        refresh_scorecards(plan, since=current.quarter)
    RefusedValue.objects.filter(cell=current, by=by).delete()
    return Recorded(current, reading)


def _write(plan: Plan, cell: QuarterCell, reading: Reading, by: Person) -> None:
    """Stores the value under the next version, with its event; decisions about the old value are withdrawn."""
    before, decided = cell.achievement.as_json(), decisions_of(cell)
    clear_decisions(cell)
    cell.achievement = reading.value
    cell.version += 1
    cell.entered_by, cell.entered_at = by, timezone.now()
    cell.save(update_fields=[*ENTERED, *DECIDED])
    place, after = place_of(cell), reading.value.as_json()
    rows = told(cell, *ENTERED)
    write_event(plan=plan, verb="record_achievement", by=by, before=before, after=after, rows=rows, **place)
    for name, decision in decided.items():
        rows = told(cell, *COLUMNS[name])
        write_event(plan=plan, verb=f"withdraw_{name}", by=by, before=decision, rows=rows, **place)
