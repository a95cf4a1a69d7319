"""Owns making a marking policy: always a new version, never an edit, told in the ledger."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from cell_values.sentence import Sentence
from cell_values.text import words_seen
from marking.policy import Policy
from offices.models import FiscalYear, Person
from plans.actions.ledger import lock_shared, write_event
from plans.kinds import plan_kind
from plans.models import MarkingPolicy
from plans.queries.access import standing_today
from workflow.transitions import Refusal

ADMINISTRATORS_ONLY = Sentence(
    "নীতির নতুন সংস্করণ কেবল প্রশাসক করতে পারেন।", "Only an administrator can make a new version of a policy."
)
NEEDS_REASON = Sentence("কেন নতুন সংস্করণ, লিখুন।", "Write why there is a new version.")
NAME_TAKEN = Sentence(
    "এই নামে এই ধরনের পরিকল্পনার একটি নীতি আছে; নাম প্রতিবেদনে ছাপা হয়, তাই আলাদা নাম দিন।",
    "A policy of this kind of plan has this name already; it is printed on reports, so give another one.",
)
NOT_THE_FIRST = Sentence(
    "এই ধরনের পরিকল্পনার নীতি এরই মধ্যে আছে; সেটির নতুন সংস্করণ করুন।",
    "This kind of plan has a policy by now; make a new version of it.",
)
NOTHING_DIFFERS = Sentence("আগের সংস্করণের সঙ্গে কোনো নিয়মের পার্থক্য নেই।", "No rule differs from the version before.")


@transaction.atomic
def add_policy_version(
    *, base: MarkingPolicy, name: str, valid_from: FiscalYear, switches: Mapping[str, Any], reason: str, by: Person
) -> MarkingPolicy:
    """A new version of a policy, for plans made from now on; plans already there keep the policy they have.

    Raises Refusal; ValueError for switches that mean nothing.
    """
    _check(reason, by)
    known = _locked(base.kind)
    if known.filter(name=words_seen(name)).exists():
        raise Refusal(NAME_TAKEN)
    policy, before = Policy.from_switches(words_seen(name), dict(switches)), base.as_policy()
    if policy.switches() == before.switches() and valid_from == base.valid_from:
        raise Refusal(NOTHING_DIFFERS)
    latest = known.filter(valid_from=valid_from).aggregate(version=Max("version"))["version"] or 0
    made = MarkingPolicy(
        kind=base.kind, name=policy.name, valid_from=valid_from, version=latest + 1, switches=policy.switches()
    )
    return _added(made, reason, by, before={"name": base.name, "switches": before.switches()})


@transaction.atomic
def add_first_policy(
    *, kind: str, name: str, valid_from: FiscalYear, switches: Mapping[str, Any], reason: str, by: Person
) -> MarkingPolicy:
    """The first policy of a kind of plan, whose plans can be imported from then on.

    Raises Refusal; KeyError for a kind nobody knows, ValueError for switches that mean nothing.
    """
    _check(reason, by)
    code, policy = plan_kind(kind).code, Policy.from_switches(words_seen(name), dict(switches))
    if _locked(code).exists():
        raise Refusal(NOT_THE_FIRST)
    made = MarkingPolicy(kind=code, name=policy.name, valid_from=valid_from, switches=policy.switches())
    return _added(made, reason, by, before={})


def _check(reason: str, by: Person) -> None:
    if not standing_today(by).is_administrator:
        raise Refusal(ADMINISTRATORS_ONLY)
    if not words_seen(reason):
        raise Refusal(NEEDS_REASON)


def _added(made: MarkingPolicy, reason: str, by: Person, *, before: Mapping[str, Any]) -> MarkingPolicy:
    made.save()
    told = {"name": made.name, "reason": words_seen(reason), "switches": made.switches}
    write_event(plan=None, verb="add_policy", subject=made.subject, by=by, before=before, after=told)
    return made


def _locked(kind: str) -> Any:
    """The policies of a kind, while nobody else writes what all plans share."""
    lock_shared()
    return MarkingPolicy.objects.filter(kind=kind)
