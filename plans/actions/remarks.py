"""Owns what an office says beside an achievement: the remark of column 14, and the marks it claims itself.

Each action locks the plan, which must be ``among`` those the person reads, else Plan.DoesNotExist is raised.
"""

import hashlib
from decimal import Decimal

from django.db import transaction

from cell_values.reading import Reading, read_value
from cell_values.sentence import Sentence
from cell_values.text import normalise
from cell_values.value import Unit, plain
from offices.queries.rights import Standing
from plans.actions.achievements import StaleVersionError
from plans.actions.holding import HeldQuarter, hold_quarter
from plans.actions.ledger import EventDraft, place_of, write_events
from plans.actions.life_steps import check_time
from plans.models import QuarterCell
from plans.queries.access import sides_towards
from plans.queries.told_rows import told
from workflow.transitions import REPORT_LIFE, Refusal, Step

CENT = Decimal("0.01")
NO_MARKS = Sentence(
    "দাবি সংখ্যায় লিখুন, শূন্য বা তার বেশি, দশমিকের পরে সর্বোচ্চ দুই ঘর, যেমন ০.৮০।",
    "Write the claim as a number, zero or more, with at most two decimals, like 0.80.",
)
TOO_MANY = Sentence("এত বড় নম্বর দাবি করা যায় না।", "So large a number of marks cannot be claimed.")
MOST_MARKS = Decimal(1000)  # no plan has as many


@transaction.atomic
def write_remark(*, cell_id: int, text: str, over: str, by: Standing, among: Standing | None) -> HeldQuarter:
    """Writes the remark of a quarter as typed; ``over`` is the fingerprint of the one it was typed over.

    Raises Refusal (not yours, not now, a closed row) and StaleVersionError. The same text again changes nothing.
    """
    held, cell = _writable(cell_id, by, among)
    before, after = cell.remark, normalise(text).strip()
    if before != after:
        _check_seen(cell, before, over)
        cell.remark = after
        _store(held, cell, "write_remark", "remark", before, after)
    return held


@transaction.atomic
def claim_marks(*, cell_id: int, text: str, over: str, by: Standing, among: Standing | None) -> HeldQuarter:
    """Writes the marks an office claims itself for a row through a quarter; blank withdraws them.

    Raises Refusal (not yours, not now, no number of marks) and StaleVersionError.
    """
    held, cell = _writable(cell_id, by, among)
    before, after = cell.claimed_marks, claimed_marks(read_value(text, Unit.NUMBER))
    if before != after:
        _check_seen(cell, claim_text(before), over)
        cell.claimed_marks = after
        _store(held, cell, "claim_marks", "claimed_marks", claim_text(before), claim_text(after))
    return held


def _writable(cell_id: int, by: Standing, among: Standing | None) -> tuple[HeldQuarter, QuarterCell]:
    """The quarter of a cell, held, once this person may write into it now."""
    held = hold_quarter([cell_id], by=by.person, among=among)
    REPORT_LIFE.check_side(Step.RECORD, sides_towards(by, held.plan.office))
    check_time(step=Step.RECORD, contents=held)
    cell = held.cells[cell_id]
    check_time(step=Step.RECORD, contents=held, row=cell.indicator_id)
    return held, cell


def fingerprint(text: str) -> str:
    """A few digits that tell one remark or claim from another: what a page was typed over."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def claim_text(marks: Decimal | None) -> str:
    return "" if marks is None else plain(marks)


def claimed_marks(reading: Reading) -> Decimal | None:
    """What is claimed; None: nothing. Raises Refusal for what is no number of marks."""
    if reading.value.is_blank:
        return None
    marks = reading.value.quantity
    if marks is None or reading.value.dates or marks < 0 or marks != round(marks, 2):
        raise Refusal(NO_MARKS)
    if marks > MOST_MARKS:
        raise Refusal(TOO_MANY)
    return marks.quantize(CENT)


def _check_seen(cell: QuarterCell, stored: str, over: str) -> None:
    if over != fingerprint(stored):
        raise StaleVersionError(cell)


def _store(held: HeldQuarter, cell: QuarterCell, verb: str, column: str, before: str, after: str) -> None:
    cell.save(update_fields=[column])
    subject, rows = place_of(cell)["subject"], told(cell, column)
    draft = EventDraft(verb, subject, {"text": before}, {"text": after}, cell.indicator_id, cell.quarter, rows)
    write_events(told={held.plan: [draft]}, by=held.by, ends={held.plan.pk: held.chain_end}, anchoring=held.anchoring)
