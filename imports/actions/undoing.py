"""Owns undoing an import: a new plan goes, a changed one gets back what it held; the ledger tells it."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from imports.actions.traces import bring_back, rows_of
from imports.queries.undoing import UNDONE, why_not_undone, with_obstacles
from offices.models import Person
from plans.actions.cell_events import write_change
from plans.actions.league import restore_league
from plans.actions.ledger import lock_plan, write_event
from plans.actions.scoring import refresh_scorecards
from plans.models import Event, Plan, PlanImport
from plans.queries.told_rows import gone
from plans.queries.writable_quarters import editing_of
from workflow.transitions import Refusal

SAID = {"achievement", "remark", "claim"}  # what a cell's event names of what an office says in a quarter


@transaction.atomic
def undo_import(*, plan_import: PlanImport, by: Person) -> PlanImport:
    """Takes back what an import stored; file, events, who and when stay. Raises Refusal when it is too late."""
    plan = _locked(plan_import)
    current = with_obstacles(PlanImport.objects.select_related("source")).get(pk=plan_import.pk)
    if why_not := why_not_undone(current):
        raise Refusal(why_not)
    current.undone_by, current.undone_at = by, timezone.now()
    current.save(update_fields=["undone_by", "undone_at"])
    told = plan.events.get(sequence=current.sequence)
    _check_written(plan, told)
    document = {"name": current.source.name, "sha256": current.source.sha256}
    said: dict[str, Any] = {
        "verb": "undo_import",
        "subject": told.subject,
        "before": document,
        "after": _reversed(told),
    }
    if current.is_first:
        write_event(plan=plan, by=by, rows=gone(plan), **said)
        plan.delete()
        restore_league(plan.office, plan.year, plan.kind)
    else:
        held = rows_of(plan)
        bring_back(current.before)
        write_change(plan=plan, by=by, held=held, holds=rows_of(plan), **said)
        refresh_scorecards(plan)
    return current


def _locked(plan_import: PlanImport) -> Plan:
    try:
        return lock_plan(plan_import.plan_id or 0)
    except Plan.DoesNotExist as gone:
        raise Refusal(UNDONE) from gone


def _check_written(plan: Plan, told: Event) -> None:
    """Are the quarters an import reported in still written? Raises Refusal: what is locked is not taken back either."""
    own = plan.events.filter(verb="import_cell", sequence__gt=told.sequence)
    followed = plan.events.filter(sequence__gt=told.sequence).exclude(verb="import_cell").order_by("sequence").first()
    cells = own.filter(sequence__lt=followed.sequence) if followed else own
    reported = {each.quarter for each in cells if SAID & set(each.after or {})}
    for (_plan, quarter), answer in editing_of([plan]).items() if reported else ():
        if quarter in reported:
            answer.check()


def _reversed(told: Event) -> Any:
    """The changes of an import the other way round; nothing for a plan that goes as a whole."""
    if told.verb != "import_changes":
        return None
    return [[subject, field, after, before] for subject, field, before, after in told.after or []]
