"""Owns the writing of events: numbered and sealed within each plan, in the transaction of the change."""

import hashlib
import json
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from offices.models import Person
from plans.models import Event, Plan


def lock_plan(plan_id: int) -> Plan:
    """The plan, held against other writers until the transaction ends."""
    return (
        Plan.objects.select_for_update(of=("self",))
        .select_related("office__parent__parent", "year", "policy")
        .get(pk=plan_id)
    )


def write_event(
    *, plan: Plan | None, verb: str, subject: str, by: Person | None, before: Any = None, after: Any = None
) -> Event:
    """Adds one event to the ledger of a locked plan, or to that of what all plans share."""
    plan_id = plan.pk if plan else None
    last = _chain(plan_id).order_by("-sequence").first()
    event = Event(
        plan_id=plan_id,
        sequence=last.sequence + 1 if last else 1,
        at=timezone.now(),
        by=by,
        verb=verb,
        subject=subject,
        before=before,
        after=after,
        previous_digest=last.digest if last else "",
    )
    event.digest = digest_of(event)
    event.save(force_insert=True)
    return event


def _chain(plan_id: int | None) -> QuerySet[Event]:
    return Event.objects.filter(plan__isnull=True) if plan_id is None else Event.objects.filter(plan_id=plan_id)


def digest_of(event: Event) -> str:
    """The seal of an event: SHA-256 over its content and the seal before it, as hexadecimal digits."""
    content = [
        event.previous_digest,
        event.plan_id,
        event.sequence,
        event.at.isoformat(),
        event.by_id,
        event.verb,
        event.subject,
        event.before,
        event.after,
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def is_chain_whole(plan_id: int | None) -> bool:
    """Whether every event of a plan still carries its own seal and follows the one before it.

    None: the events of what all plans share.
    """
    previous = ""
    for sequence, event in enumerate(_chain(plan_id).order_by("sequence"), start=1):
        if (event.sequence, event.previous_digest, event.digest) != (sequence, previous, digest_of(event)):
            return False
        previous = event.digest
    return True
