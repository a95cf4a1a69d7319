"""Owns how an office begins its plan: with the rows of the year before, or with those of a template."""

from django.db import transaction

from cell_values.sentence import Sentence
from offices.models import Person
from plan_tree.rollover import RolledPlan
from plan_tree.terms import QUARTERS
from plans.actions.ledger import lock_plan, write_event
from plans.actions.scoring import refresh_scorecards
from plans.actions.tree_rows import add_trees
from plans.models import Plan, PlanTemplate, QuarterReport
from plans.queries.plan_writing import check_may_write_plan
from plans.queries.templates import template_for
from workflow.transitions import Refusal
from year_opening.actions.begun_plans import PlanBegun, posts_of
from year_opening.queries.rolling_over import last_years, rolled_plan

HAS_ROWS = Sentence(
    "পরিকল্পনায় সারি আছে; সেগুলোর ওপর নতুন করে শুরু করা যায় না।", "The plan has rows; it does not begin anew over them."
)
NO_PLAN_BEFORE = Sentence("আগের বছরের কোনো পরিকল্পনা এখানে নেই।", "There is no plan of the year before here.")
NO_TEMPLATE = Sentence("এই অর্থবছর, ধরন ও স্তরের কোনো টেমপ্লেট নেই।", "There is no template of this year, kind and tier.")


@transaction.atomic
def begin_from_last_year(*, plan: Plan, by: Person) -> RolledPlan:
    """Fills an own plan without rows with those of the year before, their dates moved. Raises Refusal."""
    plan = _hold_empty(plan, by)
    before = last_years(plan)
    if before is None:
        raise Refusal(NO_PLAN_BEFORE)
    rolled = rolled_plan(before)
    _begin(PlanBegun.rolled(plan, before, rolled), by)
    return rolled


@transaction.atomic
def begin_from_template(*, plan: Plan, by: Person) -> PlanTemplate:
    """Fills an own plan without rows with the standard rows of its year's template, which stays its. Raises Refusal."""
    plan = _hold_empty(plan, by)
    template = template_for(plan)
    if template is None:
        raise Refusal(NO_TEMPLATE)
    plan.template = template
    plan.save(update_fields=["template"])
    _begin(PlanBegun.standard(plan, template), by)
    return template


def _hold_empty(plan: Plan, by: Person) -> Plan:
    held = lock_plan(plan.pk)
    check_may_write_plan(plan=held, by=by)
    if held.areas.exists():
        raise Refusal(HAS_ROWS)
    return held


def _begin(begun: PlanBegun, by: Person) -> None:
    """The reports that lack, the rows, and the marks of both, told in one event."""
    plan = begun.plan
    present = set(plan.reports.values_list("quarter", flat=True))
    QuarterReport.objects.bulk_create(
        QuarterReport(plan=plan, quarter=each) for each in QUARTERS if each not in present
    )
    add_trees([(plan, begun.tree)], posts_of([begun]))
    refresh_scorecards(plan)
    write_event(plan=plan, verb="begin_plan", subject=str(plan)[:200], by=by, after=begun.what)
