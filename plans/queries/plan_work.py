"""Owns who worked on a plan itself, and who is left to decide on it."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from cell_values.sentence import Sentence
from offices.models import Person
from offices.queries.rights import Standing, reviewers_of, reviewing_office
from plans.models import Plan
from plans.queries.separation import Deciders
from workflow.plan_states import PlanState, why_signing_not_recorded
from workflow.transitions import Work

# Whoever opened the year made the plan for the office, but none of what it says.
WRITES_PLAN = ("edit_plan", "edit_cell", "begin_plan", "import_plan", "import_changes", "import_table", "undo_import")
SUBMITS_PLAN = "submit_plan"


def work_on_plan(person: Person, plan: Plan) -> frozenset[Work]:
    """What a person did for a plan, in any round. One query."""
    return workers_on_plan(plan).get(person.pk, frozenset())


def workers_on_plan(plan: Plan) -> dict[int, frozenset[Work]]:
    """Person → what they did for a plan: wrote its rows by whatever door, submitted it. One query."""
    found: dict[int, set[Work]] = {}
    told = plan.events.filter(Q(verb__in=WRITES_PLAN) | Q(verb=SUBMITS_PLAN), by__isnull=False)
    for person, verb in told.order_by().values_list("by", "verb").distinct():
        found.setdefault(person, set()).add(Work.SUBMITTED if verb == SUBMITS_PLAN else Work.ENTERED)
    return {person: frozenset(works) for person, works in found.items()}


def why_not_recorded(plan: Plan, standing: Standing) -> Sentence | None:
    """Why somebody does not record that the plan was signed on paper; None: the person may. One query at most."""
    work = work_on_plan(standing.person, plan) if standing.is_administrator else frozenset[Work]()
    return why_signing_not_recorded(is_administrator=standing.is_administrator, state=PlanState(plan.state), work=work)


def deciders_on_plan(plan: Plan, *, but: Iterable[Person] = ()) -> Deciders:
    """Who can decide on a plan today, were those named in ``but`` to submit it."""
    workers = {*workers_on_plan(plan), *(person.pk for person in but)}
    people = reviewers_of(plan.office, on=timezone.localdate()).exclude(pk__in=workers)
    return Deciders(reviewing_office(plan.office), tuple(people))
