"""Owns keeping what was typed and not taken, and giving it up."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from cell_values.sentence import Sentence, joined
from offices.models import Person
from offices.queries.rights import Standing
from plans.actions.holding import HeldQuarter
from plans.actions.ledger import lock_plan, place_of, write_event
from plans.models import Plan, RefusedValue
from plans.models.refused import MOST_KEPT
from plans.queries.access import sides_towards, standing_today
from plans.queries.quarter_contents import QuarterContents
from plans.queries.refused import obstacles, standing_in_the_way
from workflow.transitions import REPORT_LIFE, Refusal, Side, Step

KEPT = ["text", "reason", "sentence_bn", "sentence_en", "at"]
TOO_LONG = Sentence(
    "লেখাটি অতি দীর্ঘ; শুধু প্রথম ২০,০০০ অক্ষর রাখা হয়েছে।",
    "The text is far too long; only its first 20,000 characters were kept.",
)


@dataclass(frozen=True)
class RefusedText:
    """What was typed into a cell and is not taken: one of REASONS, and the sentence that says why."""

    cell_id: int
    text: str
    reason: str
    why: Sentence


def keep_refused(*, held: HeldQuarter, texts: Sequence[RefusedText], by: Standing) -> dict[int, RefusedValue]:
    """Keeps what a person of the office typed last into cells; of anybody else nothing is kept. One statement."""
    if not texts or Side.ENTERING not in sides_towards(by, held.plan.office):
        return {}
    kept = [_kept(each, held.by) for each in texts]
    RefusedValue.objects.bulk_create(kept, update_conflicts=True, unique_fields=["cell", "by"], update_fields=KEPT)
    held.own_refused = True
    return {each.cell_id: each for each in kept}


def _kept(refused: RefusedText, by: Person) -> RefusedValue:
    said = joined([refused.why, TOO_LONG]) if len(refused.text) > MOST_KEPT else refused.why
    return RefusedValue(
        cell_id=refused.cell_id,
        by=by,
        text=refused.text[:MOST_KEPT].replace("\0", "\N{SYMBOL FOR NULL}"),
        reason=refused.reason,
        sentence_bn=said.bn,
        sentence_en=said.en,
        at=timezone.now(),
    )


@transaction.atomic
def discard_refused(*, refused: RefusedValue, by: Person) -> None:
    """Gives up what was typed; the stored value stands. Anybody who enters for the office may. Raises Refusal."""
    give_up(plan=lock_plan(refused.cell.indicator.activity.area.plan_id), refused=refused, by=standing_today(by))


def give_up(*, plan: Plan, refused: RefusedValue, by: Standing, end: tuple[int, str] | None = None) -> None:
    """The same of a plan that is held; ``end`` as of ``write_event``. Raises Refusal."""
    REPORT_LIFE.check_side(Step.RECORD, sides_towards(by, plan.office))
    before = {"text": refused.text, "by": str(refused.by)}
    if RefusedValue.objects.filter(pk=refused.pk).delete()[0]:
        write_event(plan=plan, verb="discard_refused", by=by.person, before=before, end=end, **place_of(refused.cell))


def check_nothing_refused(contents: QuarterContents) -> None:
    """Nothing is handed in over what was typed and not taken, or not understood. Raises Refusal."""
    if found := obstacles(contents):
        raise Refusal(standing_in_the_way(found))
