"""Owns how the quarters of a plan stand towards each other: their states, and which have a report of their own."""

from offices.queries.deadlines import due_quarters
from plans.models import Plan
from workflow.quarter_order import Quarters
from workflow.transitions import ReportState


def states_of(plan: Plan) -> dict[int, ReportState]:
    """Quarter → the state of its report. One query."""
    return {quarter: ReportState(state) for quarter, state in plan.reports.values_list("quarter", "state")}


def quarters_of(plan: Plan) -> Quarters:
    """The quarters of a plan as they stand now. Two queries."""
    return Quarters(states_of(plan), due_quarters(plan.office, plan.year))
