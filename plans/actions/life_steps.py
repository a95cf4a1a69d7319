"""Owns the steps of what one side writes and the other decides on: held for a step, moved along, told in the ledger."""

from collections.abc import Mapping
from typing import Any, TypeVar

from offices.models import Person
from plans.actions.ledger import lock_plan, write_event
from plans.actions.storing import save_columns
from plans.models import Plan
from plans.queries.access import sides_towards, standing_today
from plans.queries.told_rows import Rows, told
from plans.queries.year_work import YearEndWork
from workflow.transitions import Life, StateT, StepT

YearEndT = TypeVar("YearEndT", bound=YearEndWork[Any])


def hold_year_end(work_of: type[YearEndT], plan_id: int, step: Any, by: Person) -> YearEndT:
    """What closes a part of a plan's year, held until the transaction ends, where person and state allow the step.

    Raises Refusal.
    """
    plan = lock_plan(plan_id)
    work, sides = work_of(plan), sides_towards(standing_today(by), plan.office)
    own = work.own_work(by) if work.life.decides(step) else frozenset()
    work.life.check(step, sides=sides, state=work.state, work=own)
    return work


def take_step(
    life: Life[StepT, StateT],
    step: StepT,
    row: Any,
    *,
    plan: Plan,
    by: Person,
    says: Mapping[str, Any],
    beside: Rows,
    columns: Mapping[str, Any] | None = None,
    **event: Any,
) -> None:
    """Moves a row of a held plan along its transition, and writes the event with what was written ``beside`` it."""
    before, written = {"state": row.state}, {"state": str(life.state_after(step, row.state)), **(columns or {})}
    save_columns(row, **written)
    after, rows = {"state": row.state, **says}, beside | told(row, *written)
    write_event(plan=plan, by=by, before=before, after=after, rows=rows, **event)
