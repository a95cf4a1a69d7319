"""Owns the check that the time for a step has come: the state of its report, and those of the other quarters."""

from plans.models import Plan
from plans.queries.quarters import quarters_of, states_of
from workflow.quarter_order import SENT, WRITES, Quarters, check_order
from workflow.transitions import Step, check_state


def check_time(*, step: Step, plan: Plan, quarter: int) -> None:
    """Do the state of a quarter and the order of all of them allow the step? Raises Refusal.

    The plan must be held by the caller. One query for a write; one more where the deadlines matter.
    """
    states = states_of(plan)
    check_state(step, states[quarter])
    if step not in WRITES or Quarters(states, frozenset()).later(quarter, SENT):
        check_order(step, quarter, quarters_of(plan))
