"""Owns holding a quarter for one of its steps, once the person, the state and who did the work allow it."""

from offices.models import Person
from plans.actions.ledger import lock_plan
from plans.actions.separation import check_not_own_work
from plans.actions.timing import check_time
from plans.queries.access import sides_towards, standing_today
from plans.queries.quarter_contents import QuarterContents
from workflow.transitions import REPORT_LIFE, Step


def hold_report(plan_id: int, quarter: int, step: Step, by: Person) -> QuarterContents:
    """The quarter of a plan as it stands, held until the transaction ends. Raises Refusal."""
    plan = lock_plan(plan_id)
    REPORT_LIFE.check_side(step, sides_towards(standing_today(by), plan.office))
    contents = QuarterContents(plan, quarter)
    check_time(step=step, contents=contents)
    if REPORT_LIFE.decides(step):
        check_not_own_work(contents=contents, by=by, step=step)
    return contents
