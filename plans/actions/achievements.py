"""Owns entering achievements: of each cell one version more and one event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from cell_values.reading import Reading, read_value
from cell_values.value import Unit
from offices.models import Person
from offices.queries.rights import Standing
from plans.actions.assessments import BESIDE, COLUMNS, clear_decisions, decisions_of
from plans.actions.holding import HeldQuarter, hold_quarter
from plans.actions.ledger import EventDraft, place_of, write_events
from plans.actions.life_steps import check_time
from plans.actions.scoring import refresh_contents
from plans.actions.storing import store_rows
from plans.models import QuarterCell, RefusedValue
from plans.models.fields import as_stored, value_columns
from plans.queries.access import sides_towards, standing_today
from plans.queries.told_rows import told
from workflow.transitions import REPORT_LIFE, Step

ENTERED = (*value_columns("achievement"), "version", "entered_by", "entered_at")


class StaleVersionError(Exception):
    """Somebody else wrote the cell meanwhile; ``cell`` is as it stands now."""

    def __init__(self, cell: QuarterCell) -> None:
        super().__init__(f"cell {cell.pk} is at version {cell.version}")
        self.cell = cell


@dataclass(frozen=True)
class Recorded:
    """The cell as stored, and the doubts that do not forbid it."""

    cell: QuarterCell
    reading: Reading


@transaction.atomic
def record_achievement(*, cell: QuarterCell, value: str, version: int, by: Person) -> Recorded:
    """Writes an achievement as typed, with what was understood; what the person typed before and was not taken goes.

    What nobody understands is written too: it earns nothing, and the quarter is not handed in over it.
    Raises Refusal (not yours, not now), StaleVersionError. The same text again changes nothing; another one withdraws
    what a reviewer assessed, granted or refused.
    """
    held = hold_quarter([cell.pk], by=by)
    reading = read_achievement(held=held, cell_id=cell.pk, value=value, version=version, by=standing_today(by))
    return write_achievements(held=held, readings={cell.pk: reading})[cell.pk]


def read_achievement(*, held: HeldQuarter, cell_id: int, value: str, version: int, by: Standing) -> Reading:
    """What was understood of a text, once it may be written into a cell that is held; nothing is written.

    Raises what ``record_achievement`` raises.
    """
    plan = held.plan
    REPORT_LIFE.check_side(Step.RECORD, sides_towards(by, plan.office))
    check_time(step=Step.RECORD, contents=held)
    current = held.cells[cell_id]
    check_time(step=Step.RECORD, contents=held, row=current.indicator_id)
    reading = read_value(value, Unit(current.indicator.unit), start_year=plan.year.start_year)
    if current.version != version and current.achievement != reading.value:
        raise StaleVersionError(current)
    return reading


def write_achievements(*, held: HeldQuarter, readings: Mapping[int, Reading]) -> dict[int, Recorded]:
    """Writes what was read just before into cells that are held, their ledger and their scorecards; by cell."""
    new = {pk: reading for pk, reading in readings.items() if held.cells[pk].achievement != reading.value}
    if new:
        _write(held, new)
        refresh_contents(held, changed={held.cells[pk].indicator_id for pk in new})
    if held.own_refused and readings:
        RefusedValue.objects.filter(cell__in=list(readings), by=held.by).delete()
        held.own_refused = len(readings) < len(held.cell_ids)
    return {pk: Recorded(held.cells[pk], reading) for pk, reading in readings.items()}


def _write(held: HeldQuarter, readings: Mapping[int, Reading]) -> None:
    """Stores the values under the next versions, with their events; a few statements however many they are."""
    cells = [held.cells[pk] for pk in readings]
    drafts = [draft for cell in cells for draft in _renew(cell, readings[cell.pk], held.by)]
    if len(cells) == 1:
        cells[0].save(update_fields=[*ENTERED, *BESIDE])
    else:
        store_rows(cells, (*ENTERED, *BESIDE))
    write_events(told={held.plan: drafts}, by=held.by, ends={held.plan.pk: held.chain_end}, anchoring=held.anchoring)


def _renew(cell: QuarterCell, reading: Reading, by: Person) -> list[EventDraft]:
    """Sets the new value, unsaved, and says what the ledger will; decisions about the old value are withdrawn."""
    before, decided = cell.achievement.as_json(), decisions_of(cell)
    columns = (*ENTERED, *["to_date_text"] * bool(cell.to_date_text))
    clear_decisions(cell)
    cell.achievement = as_stored(reading.value)
    cell.version += 1
    cell.entered_by, cell.entered_at = by, timezone.now()
    drafts = [_draft(cell, "record_achievement", before, reading.value.as_json(), columns)]
    return drafts + [_draft(cell, f"withdraw_{name}", each, None, COLUMNS[name]) for name, each in decided.items()]


def _draft(cell: QuarterCell, verb: str, before: Any, after: Any, columns: Sequence[str]) -> EventDraft:
    subject, rows = place_of(cell)["subject"], told(cell, *columns)
    return EventDraft(verb, subject, before, after, cell.indicator_id, cell.quarter, rows)
