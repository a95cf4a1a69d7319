"""Owns making checkpoints: signed documents that anchor the ends of all chains outside the database."""

import json
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max, QuerySet, Subquery, Sum, Value
from django.utils import timezone

from plans.actions.storing import hold_number
from plans.models import ChainEnd, Checkpoint, Event
from plans.models.checkpoint import SHARED_CHAIN
from plans.sealing import digest_of, sign

MOST_EVENTS, LONGEST = 100, timedelta(hours=1)  # how far two checkpoints lie apart while events are written
FEW_CHAINS = 1_000  # so many are said each day, whatever was written
NOT_ANCHORED = Sum(F("count") - F("anchored"))
MAKING = 5_072_020  # the number of the advisory lock


@dataclass(frozen=True)
class Anchoring:
    """How many events no checkpoint says yet, and when the last was made, from who has read both already."""

    waiting: int
    made_at: datetime | None

    def is_due(self, *, more: int = 0) -> bool:
        """Whether a checkpoint is to be made, once so many more events are written."""
        if not self.waiting + more:
            return False
        late = self.made_at is None or timezone.now() - self.made_at >= LONGEST
        return late or self.waiting + more >= MOST_EVENTS


def extend_chains(events: Collection[Event], anchoring: Anchoring | None = None) -> None:
    """Notes the ends of chains that grew, in the transaction of the events; a checkpoint follows when it is due.

    ``anchoring``: as it was just before, so that nothing is asked once more.
    """
    ends = {event.plan_id or SHARED_CHAIN: event for event in events}
    rows = [ChainEnd(chain=chain, count=event.sequence, head=event.digest) for chain, event in ends.items()]
    ChainEnd.objects.bulk_create(
        rows, batch_size=500, update_conflicts=True, unique_fields=["chain"], update_fields=["count", "head"]
    )
    if anchoring is None or anchoring.is_due(more=len(events)):
        transaction.on_commit(make_when_due, robust=True)  # what was saved stays saved, whatever becomes of it


def make_when_due() -> Checkpoint | None:
    """A checkpoint once a hundred events are not anchored, or the last one is an hour old."""
    last = Checkpoint.objects.order_by("-number").values("made_at")[:1]
    waiting, made_at = _waiting().aggregate(number=NOT_ANCHORED, made_at=Max(Subquery(last))).values()
    return make_checkpoint() if Anchoring(waiting or 0, made_at).is_due() else None


def anchoring_columns() -> dict[str, Subquery]:
    """What ``Anchoring`` is made of, for another query: ``events_waiting``, ``anchored_at``."""
    waiting = _waiting().annotate(all=Value(1)).values("all").annotate(number=NOT_ANCHORED)
    last = Checkpoint.objects.order_by("-number").values("made_at")[:1]
    return {"events_waiting": Subquery(waiting.values("number")), "anchored_at": Subquery(last)}


def not_anchored() -> int:
    """How many events no checkpoint says yet."""
    waiting = _waiting().aggregate(number=NOT_ANCHORED)["number"]
    return waiting or 0


@transaction.atomic
def make_checkpoint(*, complete: bool = False) -> Checkpoint | None:
    """Signs the ends of the chains that grew since the last checkpoint; all of them when ``complete``, and on a day
    since when enough was written. None where there is nothing to say. The document is kept as a file too.
    """
    hold_number(MAKING)  # one at a time: each names the one before it
    last, now = Checkpoint.objects.order_by("-number").first(), timezone.now()
    complete = complete or last is None or (_is_first_of_day(now) and _is_worth_all(last.events))
    ends = list((ChainEnd.objects.all() if complete else _waiting()).order_by("chain"))
    if not ends or (last and not complete and not any(end.count > end.anchored for end in ends)):
        return None
    made = _signed(last, ends, now, complete=complete)
    made.save(force_insert=True)
    _anchor({end.chain: end.count for end in ends})
    transaction.on_commit(lambda: write_file(made), robust=True)
    return made


def _anchor(said: Mapping[int, int]) -> None:
    """Notes how many events of each chain the checkpoint says; a chain that grows just now is noted by the next."""
    free = _waiting().select_for_update(skip_locked=True).filter(chain__in=list(said))
    anchored = [ChainEnd(chain=end.chain, anchored=said[end.chain]) for end in free if end.anchored < said[end.chain]]
    ChainEnd.objects.bulk_update(anchored, ["anchored"], batch_size=500)


def _signed(last: Checkpoint | None, ends: list[ChainEnd], now: datetime, *, complete: bool) -> Checkpoint:
    number = last.number + 1 if last else 1
    grown = sum(end.count - end.anchored for end in ends)
    events = grown + (last.events if last else 0)
    document = sign(
        {
            "checkpoint": number,
            "made_at": now.isoformat(),
            "previous": last.digest if last else "",
            "complete": complete,
            "events": events,
            "chains": [[end.chain, end.count, end.head] for end in ends],
        }
    )
    text = json.dumps(document, ensure_ascii=False)
    return Checkpoint(
        number=number, made_at=now, is_complete=complete, events=events, document=text, digest=digest_of(document)
    )


def write_file(checkpoint: Checkpoint) -> None:
    """Puts the document beside the database; the one before too, should the process that made it have died."""
    for each in Checkpoint.objects.filter(number=checkpoint.number - 1):
        if not file_of(each.number).exists():
            _write(each)
    _write(checkpoint)


def _write(checkpoint: Checkpoint) -> None:
    """Whole or not at all."""
    place = file_of(checkpoint.number)
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_suffix(f".{os.getpid()}")
    unfinished.write_text(checkpoint.document, encoding="utf-8")
    unfinished.replace(place)


def file_of(number: int) -> Path:
    return Path(settings.CHECKPOINTS_ROOT) / f"{number:08d}.json"


def _waiting() -> QuerySet[ChainEnd]:
    return ChainEnd.objects.filter(count__gt=F("anchored"))


def _is_worth_all(events: int) -> bool:
    """Whether all chains together are no more than a few, or than the events since they were last said.

    A nation's are some 20 MB after ten years: said each day they would outgrow the ledger itself.
    """
    said = Checkpoint.objects.filter(is_complete=True).aggregate(last=Max("events"))["last"] or 0
    chains = ChainEnd.objects.all()[: max(FEW_CHAINS, events - said) + 1].count()
    return chains <= max(FEW_CHAINS, events - said)


def _is_first_of_day(now: datetime) -> bool:
    """Whether no complete checkpoint was made today, so that who holds today's files holds all chains."""
    complete = Checkpoint.objects.filter(is_complete=True).order_by("-number").values_list("made_at", flat=True).first()
    return complete is None or timezone.localdate(complete) < timezone.localdate(now)
