"""Owns holding a plan for one of its own steps, once the person, the state and who did the work allow it."""

from functools import partial

from cell_values.sentence import Sentence
from offices.models import Person
from plans.actions.ledger import lock_plan
from plans.actions.report_holding import check_not_own
from plans.queries.access import sides_towards, standing_today
from plans.queries.plan_reviews import PlanReviews
from plans.queries.plan_work import deciders_on_plan, work_on_plan
from plans.queries.trees import load_tree
from workflow.plan_states import PLAN_LIFE, PlanState, PlanStep
from workflow.transitions import Refusal

PLAN_MOVED = Sentence(
    "আপনি পাতাটি খোলার পর পরিকল্পনা বা এর পর্যালোচনা বদলেছে; এখন যা আছে দেখে আবার দিন।",
    "The plan or its review changed since you opened the page; look at what stands here now and decide again.",
)


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
