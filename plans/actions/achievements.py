"""Owns entering an achievement: one cell, one version, one event."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from cell_values.reading import Reading, read_value
from cell_values.value import Unit, ValueState
from offices.models import Person
from offices.queries.rights import Standing
from plans.actions.assessments import BESIDE, COLUMNS, clear_decisions, decisions_of
from plans.actions.holding import HeldQuarter, hold_quarter
from plans.actions.ledger import EventDraft, place_of, write_events
from plans.actions.scoring import refresh_contents
from plans.actions.timing import check_time
from plans.models import QuarterCell, RefusedValue
from plans.models.fields import as_stored, value_columns
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
    held = hold_quarter(cell.pk, by=by)
    reading = read_achievement(held=held, value=value, version=version, by=standing_today(by))
    return write_achievement(held=held, reading=reading)


def read_achievement(*, held: HeldQuarter, value: str, version: int, by: Standing) -> Reading:
    """What was understood of a text, once it may be written into a held quarter; nothing is written.

    Raises what ``record_achievement`` raises.
    """
    plan = held.plan
    check_side(Step.RECORD, sides_towards(by, plan.office))
    check_time(step=Step.RECORD, contents=held)
    check_begun(plan.year.quarter_starts(held.quarter), timezone.localdate())
    current = held.cell
    reading = read_value(value, Unit(current.indicator.unit), start_year=plan.year.start_year)
    if current.version != version and current.achievement != reading.value:
        raise StaleVersionError(current)
    if reading.value.state is ValueState.UNREADABLE:
        raise UnreadableError(reading)
    return reading


def write_achievement(*, held: HeldQuarter, reading: Reading) -> Recorded:
    """Writes what was read just before into the cell of a held quarter, its ledger and its scorecards."""
    if held.cell.achievement != reading.value:
        _write(held, reading)
        refresh_contents(held)
    if held.own_refused:
        RefusedValue.objects.filter(cell=held.cell_id, by=held.by).delete()
        held.own_refused = False
    return Recorded(held.cell, reading)


def _write(held: HeldQuarter, reading: Reading) -> None:
    """Stores the value under the next version, with its event; decisions about the old value are withdrawn."""
    cell = held.cell
    before, decided = cell.achievement.as_json(), decisions_of(cell)
    columns = (*ENTERED, *["to_date_text"] * bool(cell.to_date_text))
    clear_decisions(cell)
    cell.achievement = as_stored(reading.value)
    cell.version += 1
    cell.entered_by, cell.entered_at = held.by, timezone.now()
    cell.save(update_fields=[*ENTERED, *BESIDE])
    drafts = [_draft(cell, "record_achievement", before, reading.value.as_json(), columns)]
    drafts += [_draft(cell, f"withdraw_{name}", each, None, COLUMNS[name]) for name, each in decided.items()]
    write_events(told={held.plan: drafts}, by=held.by, ends={held.plan.pk: held.chain_end})


def _draft(cell: QuarterCell, verb: str, before: Any, after: Any, columns: Sequence[str]) -> EventDraft:
    subject, rows = place_of(cell)["subject"], told(cell, *columns)
    return EventDraft(verb, subject, before, after, cell.indicator_id, cell.quarter, rows)
