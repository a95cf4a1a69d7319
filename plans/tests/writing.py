"""Owns bringing a plan itself forward in tests: a draft of an office, submitted, returned, approved."""

from offices.models import Person
from plans.actions.row_edits import edit_plan
from plans.actions.row_writes import RowEdit
from plans.models import Indicator, Plan
from workflow.plan_states import PlanState


def as_draft(plan: Plan) -> Plan:
    """A stored plan as if it had begun with its year: the office writes it."""
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.DRAFT.value)
    return Plan.objects.select_related("office__parent__parent", "year", "policy").get(pk=plan.pk)


def row_of(plan: Plan, number: str) -> Indicator:
    """The indicator of a plan, by the number the form prints."""
    return Indicator.objects.get(activity__area__plan=plan, number=number)


def write_title(plan: Plan, number: str, title: str, *, by: Person) -> None:
    """Writes an indicator anew, as the editor does."""
    edit_plan(plan=plan, edits=[RowEdit(row_of(plan, number), {"title": title})], by=by)
