"""Owns keeping what was typed and not taken, giving it up, and the way an achievement comes from the entry page."""

from django.db import transaction
from django.utils import timezone

from cell_values.sentence import Sentence
from offices.models import Person
from plans.actions.achievements import Recorded, StaleVersionError, UnreadableError, record_achievement
from plans.actions.ledger import lock_plan, place_of, write_event
from plans.models import Plan, QuarterCell, RefusedValue
from plans.models.refused import MOST_KEPT
from plans.queries.access import sides_towards, standing_today
from plans.queries.refused import obstacles, standing_in_the_way
from workflow.transitions import Refusal, Side, Step, check_side

TOO_LONG = Sentence(
    "লেখাটি অতি দীর্ঘ; শুধু প্রথম ২০,০০০ অক্ষর রাখা হয়েছে।",
    "The text is far too long; only its first 20,000 characters were kept.",
)


def enter_achievement(*, cell: QuarterCell, value: str, version: int, by: Person) -> Recorded:
    """Records an achievement; what is not taken is kept beside the cell until something is.

    Raises what ``record_achievement`` raises.
    """
    try:
        return record_achievement(cell=cell, value=value, version=version, by=by)
    except StaleVersionError as stale:
        keep_refused(cell=cell, text=value, reason="conflict", why=_conflicting(stale.cell), by=by)
        raise
    except UnreadableError as unreadable:
        why = joined([doubt.sentence for doubt in unreadable.reading.doubts])
        keep_refused(cell=cell, text=value, reason="unreadable", why=why, by=by)
        raise
    except Refusal as refusal:
        keep_refused(cell=cell, text=value, reason="refused", why=refusal.sentence, by=by)
        raise


@transaction.atomic
def keep_refused(*, cell: QuarterCell, text: str, reason: str, why: Sentence, by: Person) -> RefusedValue | None:
    """Keeps what a person of the office typed last into a cell; of anybody else nothing is kept."""
    plan = lock_plan(cell.indicator.activity.area.plan_id)
    if Side.ENTERING not in sides_towards(standing_today(by), plan.office):
        return None
    said = joined([why, TOO_LONG]) if len(text) > MOST_KEPT else why
    content = {
        "text": text[:MOST_KEPT].replace("\0", "\N{SYMBOL FOR NULL}"),
        "reason": reason,
        "sentence_bn": said.bn,
        "sentence_en": said.en,
        "at": timezone.now(),
    }
    kept, _ = RefusedValue.objects.update_or_create(cell=cell, by=by, defaults=content)
    return kept


@transaction.atomic
def discard_refused(*, refused: RefusedValue, by: Person) -> None:
    """Gives up what was typed; the stored value stands. Anybody who enters for the office may. Raises Refusal."""
    plan = lock_plan(refused.cell.indicator.activity.area.plan_id)
    check_side(Step.RECORD, sides_towards(standing_today(by), plan.office))
    before = {"text": refused.text, "by": str(refused.by)}
    if RefusedValue.objects.filter(pk=refused.pk).delete()[0]:
        write_event(plan=plan, verb="discard_refused", by=by, before=before, **place_of(refused.cell))


def check_nothing_refused(plan: Plan, quarter: int) -> None:
    """Nothing is handed in over what was typed and not taken, or not understood. Raises Refusal."""
    if found := obstacles(plan, quarter):
        raise Refusal(standing_in_the_way(found))


def joined(sentences: list[Sentence]) -> Sentence:
    return Sentence(" ".join(each.bn for each in sentences), " ".join(each.en for each in sentences))


def _conflicting(cell: QuarterCell) -> Sentence:
    by = str(cell.entered_by or "–")
    return Sentence(f"{by} এর মধ্যে অন্য মান লিখেছেন।", f"{by} wrote something else meanwhile.")
