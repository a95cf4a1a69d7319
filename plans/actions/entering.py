"""Owns what comes from cells of an entry page: it is recorded, kept beside the cell, or given up; in one transaction.

The plan is locked; it must be ``among`` those somebody reads, else Plan.DoesNotExist is raised.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from cell_values.reading import Reading
from cell_values.sentence import Sentence
from offices.queries.rights import Standing
from plans.actions.achievements import Recorded, StaleVersionError, read_achievement, write_achievements
from plans.actions.holding import HeldQuarter, hold_quarter
from plans.actions.refused import RefusedText, give_up, keep_refused
from plans.models import QuarterCell, RefusedValue
from plans.queries.receipts import known_of, receipts_say
from workflow.transitions import Refusal


@dataclass(frozen=True)
class TypedCell:
    """A text as it came for one cell, typed over a version of it.

    ``no_value``: why no cell takes such a text. ``leaves_stored``: it is given up, whatever stands in the cell stays.
    ``is_by_receipts``: the days of the office's own submissions are wanted instead, where the indicator asks for them.
    """

    cell_id: int
    text: str
    version: int = 0
    no_value: Sentence | None = None
    leaves_stored: bool = False
    is_by_receipts: bool = False


@dataclass(frozen=True)
class Entered:
    """What became of a text: recorded, or why it was not taken and what was kept of it; nothing where it was left."""

    typed: TypedCell
    recorded: Recorded | None = None
    why_not: StaleVersionError | Refusal | None = None
    kept: RefusedValue | None = None


NotTaken = StaleVersionError | Refusal | Sentence  # a sentence: no cell takes such a text


@transaction.atomic
def enter_cells(
    *, typed: Sequence[TypedCell], by: Standing, among: Standing | None, plan_id: int | None = None
) -> tuple[HeldQuarter, list[Entered]]:
    """Records achievements of one quarter; what is not taken is kept beside its cell until something is.

    The quarter as it stands since, and what became of each text. As many statements for all as for one.
    """
    held = hold_quarter([each.cell_id for each in typed], by=by.person, among=among, plan_id=plan_id)
    typed = [_by_receipts(held, each) if each.is_by_receipts else each for each in typed]
    written = [each for each in typed if not each.leaves_stored]
    judged = {each.cell_id: _judged(held, each, by) for each in written}
    recorded = write_achievements(
        held=held, readings={pk: verdict for pk, verdict in judged.items() if isinstance(verdict, Reading)}
    )
    refused = {each: judged[each.cell_id] for each in written if each.cell_id not in recorded}
    kept = keep_refused(held=held, texts=[_as_refused(each, why) for each, why in refused.items()], by=by)
    left = {each.cell_id: _leave_stored(held, each, by, bool(recorded)) for each in typed if each.leaves_stored}
    return held, [left.get(each.cell_id) or _entered(each, judged, recorded, kept) for each in typed]


def _by_receipts(held: HeldQuarter, typed: TypedCell) -> TypedCell:
    """What the receipts say in place of the text; where they say nothing else, what stands in the cell."""
    cell = held.cells[typed.cell_id]
    activity, row = held.tree.place_of(cell.indicator_id)
    days = receipts_say(activity.title, row, held.quarter, known_of(held.plan))
    return replace(typed, text=days or cell.achievement.text)


def _judged(held: HeldQuarter, typed: TypedCell, by: Standing) -> Reading | NotTaken:
    """What was read of a text, or why it is not taken."""
    if typed.no_value:
        return typed.no_value
    try:
        return read_achievement(held=held, cell_id=typed.cell_id, value=typed.text, version=typed.version, by=by)
    except (StaleVersionError, Refusal) as why_not:
        return why_not


def _entered(
    typed: TypedCell,
    judged: Mapping[int, Reading | NotTaken],
    recorded: Mapping[int, Recorded],
    kept: Mapping[int, RefusedValue],
) -> Entered:
    pk, verdict = typed.cell_id, judged[typed.cell_id]
    why_not = None if isinstance(verdict, Reading | Sentence) else verdict
    return Entered(typed, recorded.get(pk), why_not, kept.get(pk))


def _leave_stored(held: HeldQuarter, typed: TypedCell, by: Standing, is_written: bool) -> Entered:
    """Gives up what the person typed last into a cell and was not taken."""
    own = next((each for each in held.refused if (each.cell_id, each.by_id) == (typed.cell_id, by.person.pk)), None)
    if own:
        try:
            give_up(plan=held.plan, refused=own, by=by, end=None if is_written else held.chain_end)
        except Refusal as why_not:
            return Entered(typed, why_not=why_not, kept=own)
        held.refused.remove(own)
    return Entered(typed)


def _as_refused(typed: TypedCell, why_not: Reading | NotTaken) -> RefusedText:
    """A text with the reason it was not taken, as it is kept."""
    if isinstance(why_not, StaleVersionError):
        return RefusedText(typed.cell_id, typed.text, "conflict", _conflicting(why_not.cell))
    assert not isinstance(why_not, Reading)  # noqa: S101 - what was read is recorded
    why = why_not if isinstance(why_not, Sentence) else why_not.sentence
    return RefusedText(typed.cell_id, typed.text, "refused", why)


def _conflicting(cell: QuarterCell) -> Sentence:
    by = str(cell.entered_by or "–")
    return Sentence(f"{by} এর মধ্যে অন্য মান লিখেছেন।", f"{by} wrote something else meanwhile.")
