"""Owns holding what one side writes and the other decides on, once the person, its days and state and who did the work
allow a step, and moving it along.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar

from cell_values.sentence import Sentence, joined
from offices.models import Person
from plans.actions.ledger import lock_plan, write_event
from plans.actions.storing import save_columns
from plans.models import Plan
from plans.queries.access import sides_towards, standing_today
from plans.queries.plan_reviews import PlanReviews
from plans.queries.plan_work import deciders_on_plan, work_on_plan
from plans.queries.quarter_contents import QuarterContents
from plans.queries.separation import Deciders, deciders_of, work_of
from plans.queries.told_rows import Rows, told
from plans.queries.trees import load_tree
from plans.queries.year_work import YearEndWork
from workflow.plan_states import PLAN_LIFE, PlanState, PlanStep
from workflow.transitions import EDITS, REPORT_LIFE, Life, Refusal, StateT, Step, StepT, Work

PLAN_MOVED = Sentence(
    "আপনি পাতাটি খোলার পর পরিকল্পনা বা এর পর্যালোচনা বদলেছে; এখন যা আছে দেখে আবার দিন।",
    "The plan or its review changed since you opened the page; look at what stands here now and decide again.",
)
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


def hold_plan(*, plan_id: int, step: PlanStep, by: Person) -> PlanReviews:
    """The plan as it stands, held until the transaction ends. Raises Refusal."""
    plan = lock_plan(plan_id)
    PLAN_LIFE.check_side(step, sides_towards(standing_today(by), plan.office))
    PLAN_LIFE.check_state(step, PlanState(plan.state))
    check_not_own(PLAN_LIFE, step, work_on_plan(by, plan), partial(deciders_on_plan, plan))
    return PlanReviews(plan, load_tree(plan))


def check_plan_seen(reviews: PlanReviews, seen: str | None) -> None:
    """Is what somebody saw of the plan what still stands? ``seen`` None: decided without a page. Raises Refusal."""
    if seen is not None and seen != reviews.token:
        raise Refusal(PLAN_MOVED)


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
        raise Refusal(joined([own.sentence, find().who()])) from own
