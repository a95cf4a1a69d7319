"""Owns what comes from a cell of the entry page: it is recorded, kept beside the cell, or given up; in one transaction.

Each action locks the plan, which must be ``among`` those the person reads, else Plan.DoesNotExist is raised.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from cell_values.sentence import Sentence
from offices.queries.rights import Standing
from plans.actions.achievements import (
    Recorded,
    StaleVersionError,
    UnreadableError,
    read_achievement,
    write_achievement,
)
from plans.actions.holding import HeldQuarter, hold_quarter
from plans.actions.refused import give_up, joined, keep_refused
from plans.models import Plan, QuarterCell, RefusedValue
from workflow.transitions import Refusal

NotTaken = StaleVersionError | UnreadableError | Refusal


@dataclass(frozen=True)
class Entered:
    """What became of a text: recorded, or why it was not taken; ``held`` is the quarter as it stands since."""

    held: HeldQuarter
    recorded: Recorded | None = None
    why_not: NotTaken | None = None
    kept: RefusedValue | None = None


@transaction.atomic
def enter_achievement(*, cell_id: int, value: str, version: int, by: Standing, among: QuerySet[Plan]) -> Entered:
    """Records an achievement; what is not taken is kept beside the cell until something is."""
    held = hold_quarter(cell_id, by=by.person, among=among)
    try:
        reading = read_achievement(held=held, value=value, version=version, by=by)
    except (StaleVersionError, UnreadableError, Refusal) as why_not:
        reason, why = _told(why_not)
        kept = keep_refused(held=held, text=value, reason=reason, why=why, by=by)
        return Entered(held, why_not=why_not, kept=kept)
    return Entered(held, recorded=write_achievement(held=held, reading=reading))


@transaction.atomic
def refuse_text(*, cell_id: int, text: str, why: Sentence, by: Standing, among: QuerySet[Plan]) -> Entered:
    """Keeps a text that no cell takes."""
    held = hold_quarter(cell_id, by=by.person, among=among)
    return Entered(held, kept=keep_refused(held=held, text=text, reason="refused", why=why, by=by))


@transaction.atomic
def leave_stored(*, cell_id: int, by: Standing, among: QuerySet[Plan]) -> Entered:
    """Gives up what the person typed last into the cell and was not taken; the stored value stands."""
    held = hold_quarter(cell_id, by=by.person, among=among)
    own = next((each for each in held.refused if (each.cell_id, each.by_id) == (cell_id, by.person.pk)), None)
    if own:
        try:
            give_up(plan=held.plan, refused=own, by=by, end=held.chain_end)
        except Refusal as why_not:
            return Entered(held, why_not=why_not, kept=own)
        held.refused.remove(own)
    return Entered(held)


def _told(why_not: NotTaken) -> tuple[str, Sentence]:
    """The reason as it is stored, and the sentence."""
    if isinstance(why_not, StaleVersionError):
        return "conflict", _conflicting(why_not.cell)
    if isinstance(why_not, UnreadableError):
        return "unreadable", joined([doubt.sentence for doubt in why_not.reading.doubts])
    return "refused", why_not.sentence


def _conflicting(cell: QuarterCell) -> Sentence:
    by = str(cell.entered_by or "–")
    return Sentence(f"{by} এর মধ্যে অন্য মান লিখেছেন।", f"{by} wrote something else meanwhile.")
