"""Owns holding a quarter for one of its steps, once the person, its days and state and who did the work allow it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from cell_values.sentence import Sentence
from offices.models import Person
from plans.actions.ledger import lock_plan
from plans.queries.access import sides_towards, standing_today
from plans.queries.quarter_contents import QuarterContents
from plans.queries.separation import Deciders, deciders_of, work_of
from workflow.transitions import EDITS, REPORT_LIFE, Life, Refusal, Step, StepT, Work


def hold_report(plan_id: int, quarter: int, step: Step, by: Person) -> QuarterContents:
    """The quarter of a plan as it stands, held until the transaction ends. Raises Refusal."""
    plan = lock_plan(plan_id)
    REPORT_LIFE.check_side(step, sides_towards(standing_today(by), plan.office))
    contents = QuarterContents(plan, quarter)
    check_time(step=step, contents=contents)
    if REPORT_LIFE.decides(step):
        check_not_own(REPORT_LIFE, step, work_of(by, contents), partial(deciders_of, contents))
    return contents


def check_time(*, step: Step, contents: QuarterContents, row: int | None = None) -> None:
    """Do the days and the state of a quarter and the order of all of them allow the step? Raises Refusal.

    ``row``: the key of the one indicator that is written, which did not go back with every return.
    The plan must be held by the caller since before the reports were read.
    """
    if step in EDITS:
        return contents.can_edit(None, step, row).check()
    REPORT_LIFE.check_state(step, contents.state)
    if sentence := contents.why_out_of_order(step):
        raise Refusal(sentence)


def check_not_own(life: Life[StepT, Any], step: StepT, work: frozenset[Work], find: Callable[[], Deciders]) -> None:
    """Whoever wrote or submitted what is judged does not decide on it. Raises Refusal, which says who can.

    ``find`` says who that is. The plan must be held by the caller.
    """
    try:
        life.check_own_work(step, work)
    except Refusal as own:
        who = find().who()
        raise Refusal(Sentence(f"{own.sentence.bn} {who.bn}", f"{own.sentence.en} {who.en}")) from own
