"""Owns whether somebody may write a plan's rows now: the office until it has submitted, then administrators."""

from cell_values.sentence import Sentence
from offices.models import Person
from offices.queries.rights import Standing
from plans.models import Plan
from plans.queries.access import sides_towards, standing_today
from plans.queries.open_rows import open_rows_of
from workflow.plan_states import PLAN_NOT_NOW, REPORTED, PlanState, why_plan_not_written
from workflow.transitions import OPEN, Refusal


def check_may_write_plan(*, plan: Plan, by: Person) -> None:
    """May this person change the rows of a plan now, by whatever door? Raises Refusal, which says why not."""
    if sentence := why_not_written(plan, standing_today(by)):
        raise Refusal(sentence)


def why_not_written(plan: Plan, standing: Standing) -> Sentence | None:
    """Why somebody changes nothing of a plan's rows now; None: the person may. One query."""
    return why_plan_not_written(
        sides=sides_towards(standing, plan.office),
        is_administrator=standing.is_administrator,
        state=PlanState(plan.state),
        is_reported=is_reported(plan),
    )


def why_not_editable(plan: Plan) -> Sentence | None:
    """Why not even an administrator changes a plan's rows: it waits for approval, or a report of it was handed in."""
    if PlanState(plan.state) is PlanState.SUBMITTED:
        return PLAN_NOT_NOW[PlanState.SUBMITTED]
    return REPORTED if is_reported(plan) else None


def is_editable(plan: Plan) -> bool:
    """Whether an administrator may still edit a plan's rows."""
    return why_not_editable(plan) is None


def is_reported(plan: Plan) -> bool:
    """Whether a report of the plan was handed in or approved, or keeps rows closed that did not go back."""
    open_states = [state.value for state in OPEN]
    return plan.reports.exclude(state__in=open_states).exists() or bool(open_rows_of([plan.pk]))
