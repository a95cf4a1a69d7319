"""Owns baselines: for a plan older than events that tell rows, one that tells all, where replay begins."""

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from plans.actions.ledger import lock_plan, write_event
from plans.models import Event, Plan

BEGINNINGS = ("import_plan", "make_plan", "baseline")  # the events that tell a whole plan


def without_beginning() -> QuerySet[Plan]:
    """The plans none of whose events tells all of their rows."""
    told = Event.objects.filter(plan_id=OuterRef("pk"), verb__in=BEGINNINGS, rows__isnull=False)
    return Plan.objects.exclude(Exists(told)).order_by("pk")


def write_baselines() -> int:
    """Tells every plan without a beginning as it stands now, each in a transaction of its own. How many there were."""
    plan_ids = list(without_beginning().values_list("pk", flat=True))
    for plan_id in plan_ids:
        with transaction.atomic():
            write_event(plan=lock_plan(plan_id), verb="baseline", subject="", by=None)
    return len(plan_ids)
