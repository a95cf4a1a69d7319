"""Owns the writing of events: numbered and sealed within each plan, in the transaction of the change."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from offices.models import Person
from plans import sealing
from plans.actions.checkpoints import Anchoring, extend_chains
from plans.actions.outdated_requests import withdraw_outdated
from plans.actions.storing import hold_number
from plans.models import Event, Indicator, Plan, QuarterCell, QuarterReport
from plans.queries.told_rows import Rows, stored, told_rows

BATCH = 500  # events of a statement
# What a digest covers beside the digest before it, by the version of the seal: events keep the one they were made with.
SEALED: Mapping[int, tuple[str, ...]] = {
    1: ("plan_id", "sequence", "at", "by_id", "verb", "subject", "before", "after"),
    2: (
        "seal",
        "plan_id",
        "sequence",
        "at",
        "by_id",
        "verb",
        "subject",
        "indicator_id",
        "quarter",
        "before",
        "after",
        "rows",
    ),
}
SEAL = max(SEALED)
ChainEnds = Mapping[int, tuple[int, str]]  # plan → the number and digest of its last event
SHARED = 5_072_019  # the number of the advisory lock; any, but one


@dataclass(frozen=True)
class EventDraft:
    """What an event will say, before it has its place in a chain."""

    verb: str
    subject: str
    before: Any = None
    after: Any = None
    indicator_id: int | None = None
    quarter: int | None = None
    rows: Rows | None = None


def lock_plan(plan_id: int) -> Plan:
    """The plan, held against other writers until the transaction ends."""
    return held(Plan.objects.all()).get(pk=plan_id)


def held(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Plans that are held, once they are read, against other writers until the transaction ends."""
    return plans.select_for_update(of=("self",)).select_related("office__parent__parent", "year", "policy")


def lock_shared() -> None:
    """Holds the ledger of what all plans share until the transaction ends; taken before any row of it."""
    hold_number(SHARED)


def place_of(cell: QuarterCell) -> dict[str, Any]:
    """Which cell an event tells of, for ``write_event``."""
    subject = f"{cell.indicator.number} q{cell.quarter}"
    return {"subject": subject, "indicator": cell.indicator, "quarter": cell.quarter}


def write_event(
    *,
    plan: Plan | None,
    verb: str,
    subject: str,
    by: Person | None,
    before: Any = None,
    after: Any = None,
    indicator: Indicator | None = None,
    quarter: int | None = None,
    rows: Rows | None = None,
    end: tuple[int, str] | None = None,
) -> Event:
    """Adds one event to the ledger of a locked plan, or to that of what all plans share.

    ``rows``: what was written, by ``told`` or ``gone``. Without it: the cell, the report or the whole plan as stored.
    ``end``: the number and digest of the last event, from who has read them since the plan was locked.
    """
    rows = _written(plan, indicator, quarter) if rows is None else rows
    told = EventDraft(verb, subject, before, after, indicator.pk if indicator else None, quarter, rows)
    plan_id = plan.pk if plan else None
    (event,) = _chained(plan_id, end or _end(plan_id), [told], by, timezone.now())
    event.save(force_insert=True)
    extend_chains([event])
    if plan is not None:
        withdraw_outdated({plan: [told]})
    return event


def _written(plan: Plan | None, indicator: Indicator | None, quarter: int | None) -> Rows | None:
    if plan is None:
        return None
    if quarter is None:
        return told_rows(plan)
    if indicator is None:
        return stored(QuarterReport, plan=plan.pk, quarter=quarter)
    return stored(QuarterCell, indicator=indicator.pk, quarter=quarter)


def write_events(
    *,
    told: Mapping[Plan, Sequence[EventDraft]],
    by: Person | None,
    ends: ChainEnds | None = None,
    anchoring: Anchoring | None = None,
) -> None:
    """Adds events to the ledgers of locked plans: a few statements for all of them.

    ``ends``: the number and digest of each plan's last event, from who has read them since the plan was locked; with
    them how much is to be anchored (``anchoring``).
    """
    ends, now = _ends([plan.pk for plan in told]) if ends is None else ends, timezone.now()
    events = [event for plan, each in told.items() for event in _chained(plan.pk, ends[plan.pk], each, by, now)]
    _add(events, anchoring)
    withdraw_outdated(told)


def write_shared_events(*, told: Sequence[EventDraft], by: Person | None) -> None:
    """Adds events to the ledger of what all plans share, which is held by ``lock_shared``."""
    _add([*_chained(None, _end(None), told, by, timezone.now())])


def _add(events: Sequence[Event], anchoring: Anchoring | None = None) -> None:
    if events:
        Event.objects.bulk_create(events, batch_size=BATCH)
        extend_chains(events, anchoring)


def _end(plan_id: int | None) -> tuple[int, str]:
    """The number and digest of the last event of a chain."""
    return chain_of(plan_id).order_by("-sequence").values_list("sequence", "digest").first() or (0, "")


def _ends(plan_ids: Sequence[int]) -> ChainEnds:
    """The number and digest of the last event of each plan."""
    last = Event.objects.filter(plan_id=OuterRef("pk")).order_by("-sequence")
    ends = {name: Subquery(last.values(name)[:1]) for name in ("sequence", "digest")}
    found = Plan.objects.filter(pk__in=plan_ids).values_list("pk", ends["sequence"], ends["digest"])
    return {pk: (sequence or 0, digest or "") for pk, sequence, digest in found}


def _chained(
    plan_id: int | None, end: tuple[int, str], told: Sequence[EventDraft], by: Person | None, at: datetime
) -> Iterator[Event]:
    """Events, unsaved, that follow the end of a chain one upon the other."""
    sequence, digest = end
    for each in told:
        sequence += 1
        event = Event(plan_id=plan_id, sequence=sequence, at=at, by=by, seal=SEAL, previous_digest=digest, **vars(each))
        event.digest = digest = digest_of(event)
        yield event


def chain_of(plan_id: int | None) -> QuerySet[Event]:
    """The events of a plan; None: of what all plans share."""
    return Event.objects.filter(plan=plan_id)


def digest_of(event: Event) -> str:
    """The seal of an event: SHA-256 over its content and the seal before it, as hexadecimal digits."""
    content = [event.previous_digest, *(getattr(event, name) for name in SEALED[event.seal])]
    return sealing.digest_of([each.isoformat() if isinstance(each, datetime) else each for each in content])


def is_chain_whole(plan_id: int | None) -> bool:
    """Whether every event of a plan still carries its own seal and follows the one before it.

    None: the events of what all plans share. A seal of an earlier version never follows a later one.
    """
    previous, seal = "", min(SEALED)
    for sequence, event in enumerate(chain_of(plan_id).order_by("sequence").iterator(), start=1):
        if event.seal not in SEALED or event.seal < seal or _says_what_no_seal_covers(event):
            return False
        if (event.sequence, event.previous_digest, event.digest) != (sequence, previous, digest_of(event)):
            return False
        previous, seal = event.digest, event.seal
    return True


def _says_what_no_seal_covers(event: Event) -> bool:
    """Columns that came with the second seal are empty under the first."""
    return event.seal == 1 and (event.indicator_id, event.quarter, event.rows) != (None, None, None)
